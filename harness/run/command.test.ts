import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { placeProgram, printAddress } from "../model/addresses.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Program } from "../model/contract.ts";
import { type Lane, laneTarget } from "../model/lane.ts";
import { type ResolvedTarget, resolveRuntime } from "../model/resolve.ts";
import { type Command, modeCommand, type Places, runMode } from "./command.ts";
import { configText, preopened } from "./config-file.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(join(import.meta.dirname, "../.."));
});

const laneOf = (runtime: string): Lane => {
  const placed = catalog.runtimes.get(runtime);
  if (!placed) throw new Error(`there is no ${runtime}`);
  const packages = Object.entries(placed.manifest.package).map(([id, pack]) => ({
    ok: true as const,
    id,
    folder: `/store/${id}`,
    bin: Object.fromEntries([...Object.keys(pack.bin ?? {}), ...(pack.path ? [pack.path.command] : [])].map((name) => [name, `/store/${id}/${name}`])),
    env: {},
    digest: "",
    origin: "store" as const,
  }));
  const id = { runtime, version: "1.0.0", keep: "nil", launcher: "host", architecture: "x86_64" };
  const keep = catalog.keeps.get("nil");
  if (!keep) throw new Error("there is no Keep nil");
  const entry = { keep, launcher: { kind: "host" as const }, packages: [], wrap: [] };
  return {
    id,
    text: "",
    runtime: resolveRuntime(placed.manifest, placed.releases, id.version),
    folder: placed.folder,
    packages,
    beside: [],
    digest: "",
    slowdown: 1,
    entry,
  };
};

const runCommand = (lane: Lane, target: ResolvedTarget, own: Program, at: Places): Command => {
  const command = modeCommand(lane, target, runMode(own), at, own);
  if (!command) throw new Error("there is no such command");
  return command;
};

const program: Program = {
  args: ["{wasm}", "", "two words", "--dir=/::/"],
  env: { A: "{cache}", EMPTY: "" },
  stdin: { text: "" },
  directories: [{ guest: "/data" }, { guest: "/" }],
  sockets: [],
  exit: 0,
  stdout: { match: "free" },
  stderr: { match: "free" },
  files: {},
};
const places = { wasm: "/w/program.wasm", prepared: "/p/prepared", cache: "/c", directories: ["/s/directory-0", "/s/directory-1"], config: "/s/config" };

// Where a file says the case, its words are not the command's: the script that writes it has tests of its own.
const targets = (): [Lane, ResolvedTarget][] =>
  [...catalog.runtimes.keys()].flatMap((runtime) => {
    const lane = laneOf(runtime);
    return (["wasip1", "wasip2"] as const).flatMap((target): [Lane, ResolvedTarget][] => {
      const own = laneTarget(lane, target);
      return own && !own["config-file"] ? [[lane, own]] : [];
    });
  });

describe("the command that runs a program", () => {
  test("an engine that listens before its guest is told the file to write to, where a case has sockets", () => {
    const lane = laneOf("jco");
    const target = laneTarget(lane, "wasip2") as ResolvedTarget;
    const withSockets = { ...places, sockets: ["127.31.7.4:20113"], listening: "/s/listening" };
    expect(runCommand(lane, target, program, withSockets).argv).toEqual(expect.arrayContaining(["--network", "--listening=/s/listening"]));
    expect(runCommand(lane, target, program, places).argv.join(" ")).not.toMatch(/--network|--listening/);
  });

  test("gives wasmtime's command, word by word", () => {
    const lane = laneOf("wasmtime");
    expect(runCommand(lane, laneTarget(lane, "wasip1") as ResolvedTarget, program, places)).toEqual({
      argv: [
        "/store/engine/wasmtime",
        "run",
        "--env=A={cache}",
        "--env=EMPTY=",
        "--dir=/s/directory-0::/data",
        "--dir=/s/directory-1::/",
        "/w/program.wasm",
        "{wasm}",
        "",
        "two words",
        "--dir=/::/",
      ],
      env: { XDG_CACHE_HOME: "/c" },
    });
  });

  test("wasmtime is told a name, proposals and modules beside the program, before all else that a case gives", () => {
    const lane = laneOf("wasmtime");
    const own: Program = {
      ...program,
      args: [],
      env: {},
      directories: [],
      argv0: "Own name",
      proposals: ["simd", "custom-page-sizes"],
      preload: { beside: { file: "b.wasm" } },
    };
    const at: Places = { wasm: "/x.wasm", prepared: undefined, cache: "/cache", modules: ["/workload/b.wasm"] };
    expect(runCommand(lane, laneTarget(lane, "wasip1") as ResolvedTarget, own, at).argv.slice(1)).toEqual([
      "run",
      "--argv0=Own name",
      "-W",
      "custom-page-sizes=y",
      "--preload=beside=/workload/b.wasm",
      "/x.wasm",
    ]);
  });

  test("in every lane the guest's arguments are the last words, as they are, whatever they hold", () => {
    const all = targets();
    expect(all.length).toBeGreaterThanOrEqual(5);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("{wasm}", "{env}", "--", "$&"))), (args) => {
        for (const [lane, target] of all) {
          const { argv } = runCommand(lane, target, { ...program, args }, places);
          expect(argv.slice(argv.length - args.length)).toEqual(args);
          expect(argv).toHaveLength(runCommand(lane, target, { ...program, args: [] }, places).argv.length + args.length);
          expect(argv.slice(0, argv.length - args.length).join(" ")).not.toMatch(/\{(bin|package|wasm|env|directories|prepared|manifest)/);
        }
      }),
    );
  });

  test("a program without variables and directories has no words for them", () => {
    for (const [lane, target] of targets()) {
      const { argv } = runCommand(lane, target, { ...program, args: [], env: {}, directories: [] }, places);
      expect(argv.join(" ")).not.toMatch(/-(-dir|-env|mount|env)=/);
    }
  });
});

test("a program that handles HTTP requests has the words that serve, with its address; wherever there are such words", () => {
  const web: Program = { ...program, args: [], directories: [], sockets: [{ name: "web", kind: "listen", protocol: "http" }] };
  const serving = [...catalog.runtimes.keys()].flatMap((id) => {
    const lane = laneOf(id);
    const target = laneTarget(lane, "wasip2");
    return target?.mode.serve ? [{ id, argv: runCommand(lane, target, web, { ...places, directories: [], sockets: ["127.31.7.4:20113"] }).argv }] : [];
  });
  expect(serving.map(({ id }) => id)).toEqual(["faulty", "jco", "wasmtime"]);
  for (const { argv } of serving) expect(argv.filter((word) => word.endsWith("=127.31.7.4:20113"))).toHaveLength(1);
  expect(serving[2]?.argv.slice(1, 3)).toEqual(["serve", "--addr=127.31.7.4:20113"]);
});

test("what interfaces hold is said where the runtime says how, and nowhere else", () => {
  const presets = { config: { a: "1", b: "x=y" }, keyvalue: { c: "{wasm}" } };
  const wordsOf = (runtime: string): string[] => {
    const lane = laneOf(runtime);
    const target = laneTarget(lane, "wasip2");
    if (!target) throw new Error(`${runtime} has no wasip2`);
    const own = { ...program, args: [], env: {}, directories: [] };
    const plain = new Set(runCommand(lane, target, own, { ...places, directories: [] }).argv);
    return runCommand(lane, target, { ...own, presets }, { ...places, directories: [] }).argv.filter((word) => !plain.has(word));
  };
  expect(wordsOf("wasmtime")).toEqual(["-S", "config,config-var=a=1", "-S", "config,config-var=b=x=y", "-S", "keyvalue,keyvalue-in-memory-data=c={wasm}"]);
  expect(wordsOf("jco")).toEqual([]);
});

test("a mode has a command exactly where the manifest gives one", () => {
  const jco = laneOf("jco");
  const target = laneTarget(jco, "wasip2") as ResolvedTarget;
  expect(modeCommand(jco, target, "prepare", places)?.argv.slice(-2)).toEqual(["/w/program.wasm", "/p/prepared"]);
  const wasmtime = laneOf("wasmtime");
  const wasip1 = laneTarget(wasmtime, "wasip1") as ResolvedTarget;
  expect(modeCommand(wasmtime, wasip1, "prepare", places)).toBeUndefined();
  expect(modeCommand(wasmtime, wasip1, "compile", places)?.argv.slice(1)).toEqual(["compile", "-o", "/p/prepared", "/w/program.wasm"]);
  const [fuel, memory] = (["fuel", "memory"] as const).map((mode) => modeCommand(wasmtime, wasip1, mode, { ...places, limit: 65_536 }, program)?.argv);
  expect(fuel?.slice(1, 4)).toEqual(["run", "-W", "fuel=65536"]);
  expect(memory?.slice(1, 4)).toEqual(["run", "-W", "max-memory-size=65536"]);
  expect(memory?.at(-2)).toBe("two words");
  expect(laneTarget(jco, "wasip1")).toBeUndefined();
});

describe("configText", () => {
  const echo = { name: "echo", kind: "listen" } as const;

  test("says the case and its preopened sockets in the file that Enarx reads, and nothing in the environment that it sets itself", async () => {
    const lane = laneOf("enarx");
    const target = laneTarget(lane, "wasip1") as ResolvedTarget;
    const place = { host: "127.4.5.6", port: 9000 };
    const placed = placeProgram("main", { ...program, args: ["{address:main:echo}"], sockets: [echo] }, target.sockets, new Map([["main:echo", place]]));
    expect(
      await configText(lane.folder, target, { ...placed, directories: [] }, preopened(placed, [printAddress(place)])),
    ).toBe(`args = [ "main.wasm", "127.4.5.6:9000" ]

[env]
A = "{cache}"
EMPTY = ""

[[files]]
kind = "stdin"

[[files]]
kind = "stdout"

[[files]]
kind = "stderr"

[[files]]
kind = "listen"
name = "echo"
prot = "tcp"
addr = "127.4.5.6"
port = 9000
`);
  });

  test("is nothing where argv says all", async () => {
    const lane = laneOf("wasmtime");
    expect(await configText(lane.folder, laneTarget(lane, "wasip1") as ResolvedTarget, program, [])).toBeUndefined();
  });
});
