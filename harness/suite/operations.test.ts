import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { gatehouse, journals, readOutcomes } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import { hexOf } from "../model/digest.ts";
import type { SuiteTest } from "../model/generated/suite-test.ts";
import { readJournal } from "../record/read.ts";
import { exits, moduleOf } from "./binaries.fixture.ts";

// A project without anything of its own: the catalog is this one, and so are engine and compiler.
const store = openStore(["packages", "launch", "cache", "manifests"]);
const root = mkdtempSync(join(tmpdir(), "gatehouse-operations-"));
const tree: Tree = { root, store, at: (...parts) => join(root, ...parts), remove: () => rmSync(root, { recursive: true, force: true }) };
let command: Buffer;
let service: Buffer;
let suite: string;

beforeAll(async () => {
  writeFileSync(join(root, "gatehouse.toml"), "");
  const guests = join(import.meta.dirname, "guests");
  const { code, stdout, stderr } = await gatehouse(tree, ["--with", guests, "run", "workload=suite-*", "runtime=wasmtime"], {}, 400_000);
  expect(code, stdout + stderr).toBe(0);
  const built = (workload: string): Buffer => {
    const { lines } = readJournal(journals(tree).at(-1) ?? "");
    const key = lines.flatMap((line) => (line.kind === "artifact" && line.build.startsWith(`${workload},`) ? [line.key] : []))[0] ?? "";
    return readFileSync(globSync(join(store, "artifacts", hexOf(key), "*.wasm"))[0] ?? "");
  };
  [command, service] = [built("suite-command"), built("suite-service")];
}, 500_000);
beforeEach(() => {
  suite = mkdtempSync(join(root, "suite-"));
});
afterAll(() => {
  tree.remove();
  removeStore(store);
});

const put = (name: string, wasm: Buffer, own: SuiteTest): void => {
  mkdirSync(suite, { recursive: true });
  writeFileSync(join(suite, `${name}.wasm`), wasm);
  writeFileSync(join(suite, `${name}.json`), JSON.stringify(own));
};

/** Runs the suite; what became of each of its tests, by name. */
const outcomes = async (...options: readonly string[]): Promise<Record<string, string>> => {
  const { stdout, stderr } = await gatehouse(tree, ["suite", "run", suite, "--name", "own", "runtime=wasmtime", "release=wasmtime@49.0.3", ...options]);
  const [all = {}] = Object.values(readOutcomes(journals(tree).at(-1) ?? ""));
  const own = Object.entries(all).flatMap(([name, state]) => (name.startsWith("own-") ? [[name.slice("own-".length, -"/run".length), state]] : []));
  expect(own, stdout + stderr).not.toEqual([]);
  return Object.fromEntries(own);
};

// Sends back one piece of standard input, and says so on standard error.
const echo = moduleOf(`(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "done")
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 256)) (i32.store (i32.const 4) (i32.const 64))
    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (i32.store (i32.const 4) (i32.load (i32.const 8)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const 4))
    (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))
    (call $exit (i32.const 5))))`);
const forever = exits("(drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0))) (loop $again (br $again))");

describe.skipIf(process.platform !== "linux")("operations of a suite's tests, on a real engine", { timeout: 240_000 }, () => {
  test("run, write, read, wait and kill, of a module of preview 1", async () => {
    put("streams", echo, {
      operations: [
        { type: "run" },
        { type: "write", id: "stdin", payload: "hello" },
        { type: "read", id: "stdout", payload: "hello" },
        { type: "read", id: "stderr", payload: "done" },
        { type: "wait", exit_code: 5 },
      ],
    });
    put("wrong-code", echo, { operations: [{ type: "run" }, { type: "write", payload: "hello" }, { type: "wait" }] });
    put("wrong-bytes", echo, {
      operations: [{ type: "run" }, { type: "write", payload: "hello" }, { type: "read", payload: "help" }, { type: "wait", exit_code: 5 }],
    });
    for (const signal of ["SIGTERM", "SIGINT", "SIGABRT"] as const)
      put(signal.toLowerCase(), forever, { operations: [{ type: "run" }, { type: "read", payload: "hello" }, { type: "kill", signal }, { type: "wait" }] });
    expect(await outcomes()).toEqual({
      streams: "pass",
      "wrong-code": "fail exit",
      "wrong-bytes": "fail stdout",
      sigterm: "pass",
      sigint: "pass",
      sigabrt: "pass",
    });
  });

  test("connect, send and recv: the test chooses a port, and prints it", async () => {
    for (const protocol of ["tcp", "udp"] as const) {
      const talk = (payload: string): SuiteTest => ({
        proposals: ["sockets"],
        operations: [
          { type: "run", args: [protocol] },
          { type: "connect", id: "Echo server", protocol_type: protocol },
          { type: "send", id: "Echo server", payload: "Hello, world!" },
          { type: "recv", id: "Echo server", payload },
          { type: "wait" },
        ],
      });
      // The test waits for the end of its connection, which comes once no operation is left.
      const ends = protocol === "tcp" ? -1 : 5;
      put(`${protocol}`, command, { ...talk("Hello, world!"), operations: talk("Hello, world!").operations?.slice(0, ends) as never });
      put(`${protocol}-wrong`, command, talk("Hello, moon!"));
    }
    put("prints-none", exits("(drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))"), {
      operations: [{ type: "run" }, { type: "connect" }],
    });
    expect(await outcomes()).toEqual({
      tcp: "pass",
      "tcp-wrong": "fail network",
      udp: "pass",
      "udp-wrong": "fail network",
      "prints-none": "inexpressible",
    });
  });

  test("servers for a command: what is static, what echoes, what is closed", async () => {
    const servers: SuiteTest["servers"] = [
      {
        name: "main",
        endpoints: [
          { path: "/plain?x=1", response: "text" },
          { path: "/made", response: { status: 201, headers: { "x-by": "hand" }, chunks: ["one", "two"], trailers: { "x-sum": "2" } } },
          { method: "POST", path: "/echo", mode: "echo-body" },
          { path: "/all", mode: "echo-headers" },
        ],
      },
      { name: "dead", kind: "closed" },
    ];
    const ask = (args: readonly string[], stdout: string): SuiteTest => ({ proposals: ["http"], servers, args: ["ask", ...args], stdout });
    put("plain", command, ask(["GET", "MAIN", "/plain?x=1"], "200\ntext\n"));
    put("made", command, ask(["GET", "MAIN", "/made"], "201\nx-by: hand\nonetwo\ntrailer x-sum: 2\n"));
    put("echo", command, ask(["POST", "MAIN", "/echo", "body"], "200\nbody\n"));
    put("unknown", command, ask(["GET", "MAIN", "/plain"], "404\n\n"));
    put("dead", command, ask(["GET", "DEAD", "/"], "no answer\n"));
    put("wrong", command, ask(["GET", "MAIN", "/plain?x=1"], "200\nother\n"));
    expect(await outcomes()).toEqual({ plain: "pass", made: "pass", echo: "pass", unknown: "pass", dead: "pass", wrong: "fail stdout" });
  });

  test("scripts of the specification, with the proposals that their folder names", async () => {
    const pages = '(module (memory 7 (pagesize 1)) (func (export "f") (result i32) memory.size)) (assert_return (invoke "f") (i32.const 7))';
    mkdirSync(join(suite, "pages"));
    writeFileSync(join(suite, "pages/manifest.json"), '{ "proposals": ["custom-page-sizes"] }');
    writeFileSync(join(suite, "pages/on.wast"), pages);
    writeFileSync(join(suite, "off.wast"), pages);
    const adds = (sum: number) => `(module (func (export "f") (result i32) i32.const 3)) (assert_return (invoke "f") (i32.const ${sum}))`;
    writeFileSync(join(suite, "right.wast"), adds(3));
    writeFileSync(join(suite, "wrong.wast"), adds(4));
    expect(await outcomes()).toEqual({ "pages-on-wast": "pass", "off-wast": "fail start", "right-wast": "pass", "wrong-wast": "fail exit" });
  });

  test("argv[0], and outputs that are compared as the suite's own runner does", async () => {
    const counts = exits("(drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))");
    put("begins", counts, { stdout: "hel" });
    put("whole", counts, { stdout: "hello\n", argv0: "own" });
    put("other", counts, { stdout: "help" });
    expect(await outcomes()).toEqual({ begins: "fail stdout", whole: "pass", other: "fail stdout" });
    expect(await outcomes("--prefix")).toEqual({ begins: "pass", whole: "pass", other: "fail stdout" });
  });

  test("one open file for input and output, and a pipe that nobody opens", async () => {
    const says = exits("(drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))");
    put("over", says, { stdio: "one-file", stdin: "abcdefghij", stdout: "hello\nghij" });
    put("wrong", says, { stdio: "one-file", stdin: "abcdefghij", stdout: "hello\n" });
    put("apart", says, { stdin: "abcdefghij", stdout: "hello\n" });
    put("never", says, { stdio: "unopened", stdout: "hello\n" });
    expect(await outcomes()).toEqual({ over: "pass", wrong: "fail stdout", apart: "pass", never: "pass" });
  });

  test("request and kill: a service, also one that is a client of the suite's servers", async () => {
    const request = (path: string, body: string, response: object): SuiteTest["operations"] => [
      { type: "run" },
      { type: "request", method: "POST", path, body, response },
      { type: "kill", signal: "SIGINT" },
      { type: "wait" },
    ];
    const world = "wasi:http/service";
    put("service", service, { world, operations: request("/", "hello", { status: 200, body: "hello" }) as never });
    put("status", service, { world, operations: request("/", "hello", { status: 201 }) as never });
    put("relay", service, {
      world,
      endpoints: [{ response: { status: 202, body: "from afar" } }],
      operations: request("/relay", "", { status: 202, body: "from afar" }) as never,
    });
    expect(await outcomes()).toEqual({ service: "pass", status: "fail network", relay: "pass" });
  });
});
