import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readShelves } from "../catalog/shelves.ts";
import { loadTargets } from "../catalog/targets.ts";
import type { Operation, SuiteTest } from "../model/generated/suite-test.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import type { CaseManifest } from "../model/generated/workload.ts";
import { componentOf, exits } from "./binaries.fixture.ts";
import { kindOfBinary } from "./kind.ts";
import { translate } from "./translate.ts";

const root = join(import.meta.dirname, "../..");
const targets = await loadTargets(root, (await readShelves(root)).targets);
const command = kindOfBinary(exits(""), targets);
const service = kindOfBinary(componentOf("wasi:http/handler@0.3.0"), targets);

const told = (test: SuiteTest, kind = command) => {
  if ("not" in kind) throw new Error(kind.not);
  return translate(test, kind, targets.get(kind.target) as TargetManifest);
};
const free = { match: "free" };

describe("a test of a suite as a case", () => {
  test("without a file: it is run, and must end with 0", () => {
    expect(told({})).toEqual({ folders: new Map(), case: { id: "run", needs: [], expect: { exit: 0, stdout: free, stderr: free } } });
  });

  test("in the short form: its inputs, its folders, and its whole outputs", () => {
    const { folders, case: own } = told({
      args: ["a", ""],
      env: { A: "1" },
      root: "fs.dir",
      dirs: ["more/"],
      exit_code: 3,
      stdout: "x\n",
      stdin: "in",
    }) as never as {
      folders: Map<string, string>;
      case: object;
    };
    expect([...folders]).toEqual([
      ["fs.dir", "fixtures/0"],
      ["more/", "fixtures/1"],
    ]);
    expect(own).toMatchObject({
      args: ["a", ""],
      env: { A: "1" },
      stdin: { text: "in" },
      directories: [
        { guest: "/", fixture: "fixtures/0", free: true },
        { guest: "more", fixture: "fixtures/1", free: true },
      ],
      expect: { exit: 3, stdout: { match: "exact", text: "x\n" }, stderr: free },
    });
  });

  test("with one file for input and output, or a pipe that is opened late or never", () => {
    expect(told({ stdio: "one-file", stdin: "in", stdout: "in and out" })).toMatchObject({ case: { stdio: "one-file", stdin: { text: "in" } } });
    expect(told({ stdio: "unopened" })).toMatchObject({ case: { stdio: "unopened" } });
    const late: Operation[] = [{ type: "run", stdio: "unopened" }, { type: "open" }, { type: "write", payload: "x" }, { type: "wait" }];
    expect(told({ operations: late })).toMatchObject({
      case: { stdio: "unopened", steps: [{ run: "main" }, { open: "main" }, { write: "main", content: { text: "x" }, end: true }, { wait: "main" }] },
    });
  });

  test.each<[string, SuiteTest, string]>([
    ["writes one file", { operations: [{ type: "run", stdio: "one-file" }, { type: "write" }] }, "one file, which operations neither write nor read"],
    ["reads one file", { operations: [{ type: "run", stdio: "one-file" }, { type: "read" }] }, "one file, which operations neither write nor read"],
    ["opens what is open", { operations: [{ type: "run" }, { type: "open" }] }, "open from the begin"],
    ["opens twice", { operations: [{ type: "run", stdio: "unopened" }, { type: "open" }, { type: "open" }] }, "twice"],
    ["writes too early", { operations: [{ type: "run", stdio: "unopened" }, { type: "write" }, { type: "open" }] }, "nobody has opened"],
    ["writes what stays closed", { operations: [{ type: "run", stdio: "unopened" }, { type: "write" }] }, "nobody has opened"],
    ["has content for a pipe", { stdio: "unopened", stdin: "x" }, "has no content"],
  ])("that %s is not run, and why is said", (_, own, why) => {
    expect(told(own)).toEqual({ not: expect.stringContaining(why) });
  });

  test("counts for a capability only where its binary can have it and its outputs can show it", () => {
    const needs = (test: SuiteTest) => (told(test) as { case: { needs: string[] } }).case.needs;
    expect(needs({ args: ["a"], stdout: "a\n" })).toEqual(["stdout"]);
    expect(needs({ exit_code: 7 })).toEqual(["exit-code"]);
    expect(needs({ args: ["a"], root: "dir" })).toEqual([]);
    const throws = "not" in command ? command : { ...command, facts: { ...command.facts, tags: true } };
    expect(told({ stdout: "a\n" }, throws)).toMatchObject({ case: { needs: ["stdout", "exceptions"] } });
    expect(told({}, throws)).toMatchObject({ case: { needs: [] } });
  });

  test("in the long form, of operations: a plain case where they only run and wait, else steps in their order", () => {
    const run: Operation = { type: "run", args: ["x"] };
    expect(told({ operations: [run, { type: "wait", exit_code: 1 }] })).toMatchObject({ case: { args: ["x"], expect: { exit: 1 } } });
    const talk = told({
      operations: [
        run,
        { type: "write", id: "stdin", payload: "1" },
        { type: "read", payload: "one" },
        { type: "write", payload: "2" },
        { type: "read", id: "stderr", payload: "two" },
        { type: "wait" },
      ],
    });
    expect(talk).toMatchObject({
      case: {
        expect: { exit: 0 },
        steps: [
          { run: "main" },
          { write: "main", content: { text: "1" } },
          { read: "main", from: "stdout", content: { text: "one" } },
          { write: "main", content: { text: "2" }, end: true },
          { read: "main", from: "stderr", content: { text: "two" } },
          { wait: "main" },
        ],
      },
    });
    expect(told({ operations: [run, { type: "kill", signal: "SIGINT" }, { type: "wait" }] })).toMatchObject({
      case: { expect: { exit: "killed" }, steps: [{ run: "main" }, { kill: "main", signal: "SIGINT" }, { wait: "main" }] },
    });
  });

  test("with sockets: a component has a loopback of its own; a module of preview 1 opens none", () => {
    expect(told({ proposals: ["sockets"] }, kindOfBinary(componentOf("wasi:cli/run@0.3.0"), targets))).toMatchObject({ case: { loopback: true } });
    expect(told({ proposals: ["sockets"] })).not.toMatchObject({ case: { loopback: true } });
  });

  test("a connection is one to the port that the test prints; it has the network of its case then, and no loopback of its own", () => {
    const component = kindOfBinary(componentOf("wasi:cli/run@0.3.0"), targets);
    const operations: Operation[] = [
      { type: "run" },
      { type: "connect" },
      { type: "send", id: "server", payload: "hello" },
      { type: "recv", id: "server", payload: "hello" },
      { type: "connect", id: "Other one", protocol_type: "udp" },
      { type: "wait" },
    ];
    const { case: own } = told({ proposals: ["sockets"], operations }, component) as { case: CaseManifest };
    expect(own).toMatchObject({
      sockets: [
        { name: "port-1", kind: "listen", protocol: "tcp", printed: true },
        { name: "port-2", kind: "listen", protocol: "udp", printed: true },
      ],
      steps: [
        { run: "main" },
        { connect: "connection-1", to: "main:port-1" },
        { send: "connection-1", content: { text: "hello" } },
        { recv: "connection-1", content: { text: "hello" } },
        { connect: "connection-2", to: "main:port-2" },
        { wait: "main" },
      ],
    });
    expect([own.loopback, own.needs]).toEqual([undefined, expect.arrayContaining(["sockets.accept", "udp"])]);
  });

  test("servers are sockets that the harness serves, or that nobody does; variables name their addresses", () => {
    const test: SuiteTest = {
      stdout: "told",
      endpoints: [
        { path: "/a", response: "text" },
        { method: "post", mode: "echo-body" },
        { response: { status: 201, headers: { b: "c" }, chunks: ["1", "2"], trailers: { d: "e" } } },
      ],
      servers: [{ name: "dead", kind: "closed" }, { name: "none" }],
    };
    expect(told(test, kindOfBinary(componentOf("wasi:cli/run@0.3.0"), targets))).toMatchObject({
      case: {
        needs: expect.arrayContaining(["sockets.connect"]),
        env: {
          HTTP_SERVER_MAIN: "{address:main:server-1}",
          HTTP_SERVER_DEAD: "{address:main:server-2}",
          HTTP_SERVER_NONE: "{address:main:server-3}",
        },
        sockets: [
          {
            to: "harness",
            endpoints: [
              { method: "GET", path: "/a", response: { text: "text" } },
              { method: "POST", path: "/", mode: "echo-body" },
              { status: 201, "response-headers": { b: "c" }, chunks: [{ text: "1" }, { text: "2" }], "response-trailers": { d: "e" } },
            ],
          },
          { to: "nobody" },
          { to: "harness", endpoints: [{ status: 404 }] },
        ],
      },
    });
  });

  test.each<[string, SuiteTest, RegExp]>([
    ["two servers of one name", { servers: [{ name: "a" }, { name: "A" }] }, /two servers have the variable HTTP_SERVER_A/],
    ["a closed server that answers", { servers: [{ name: "a", kind: "closed", endpoints: [] }] }, /closed, and has endpoints/],
    ["an echo with an answer", { endpoints: [{ mode: "echo-body", response: "x" }] }, /a response of its own/],
    ["a connection twice", { operations: [{ type: "run" }, { type: "connect", id: "a" }, { type: "connect", id: "a" }] }, /connection a twice/],
    ["no connection", { operations: [{ type: "run" }, { type: "send", id: "a" }] }, /open no connection a/],
    ["both forms at once", { args: ["a"], operations: [{ type: "run" }] }, /beside them args/],
    ["two runs", { operations: [{ type: "run" }, { type: "run" }] }, /more than once/],
    ["no run", { operations: [{ type: "wait" }] }, /do not begin with run/],
  ])("%s: no case says the same, and it is told", (_, test, why) => expect(told(test)).toEqual({ not: expect.stringMatching(why) }));

  test("a service is told from a command by its binary: it is sent requests, and ended", () => {
    const request: Operation = {
      type: "request",
      method: "GET",
      path: "/a",
      headers: { "x-a": "1" },
      response: { status: 404, headers: { b: "2" }, body: "gone" },
    };
    const steps = (operations: Operation[]) => (told({ operations }, service) as { case: { steps: object[] } }).case.steps;
    expect(told({ operations: [{ type: "run" }, request, { type: "kill", signal: "SIGINT" }, { type: "wait" }] }, service)).toMatchObject({
      case: {
        needs: ["http.serve"],
        sockets: [{ name: "http", kind: "listen", protocol: "http" }],
        expect: { exit: "killed" },
        steps: [
          { run: "main" },
          { request: "GET", to: "main:http", path: "/a", headers: { "x-a": "1" }, status: 404, "response-headers": { b: "2" }, response: { text: "gone" } },
          { kill: "main", signal: "SIGKILL" },
          { wait: "main" },
        ],
      },
    });
    expect(steps([{ type: "run" }, { type: "request", method: "POST", path: "/", body: "x" }, { type: "wait" }])).toEqual([
      { run: "main" },
      { request: "POST", to: "main:http", path: "/", body: { text: "x" }, status: 200, free: true },
      { kill: "main", signal: "SIGKILL" },
      { wait: "main" },
    ]);
    expect(told({}, service)).toEqual({ not: expect.stringMatching(/nobody sends a request/) });
    expect(told({ operations: [{ type: "run" }, request] })).toEqual({ not: expect.stringMatching(/serves no HTTP/) });
  });
});
