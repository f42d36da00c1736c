import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import type { Exit } from "../launch/launcher.ts";
import type { Catalog } from "../model/catalog.ts";
import type { EndingRule } from "../model/generated/runtime.ts";
import { resolveRuntime } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";
import { normaliseEnding } from "./ending.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(join(import.meta.dirname, "../.."));
});

interface Rules {
  readonly endings: EndingRule[];
}

const rulesOf = (runtime: string, target: Target): Rules => {
  const placed = catalog.runtimes.get(runtime);
  const found = placed && resolveRuntime(placed.manifest, placed.releases, undefined).target[target];
  if (!found) throw new Error(`${runtime} has no ${target}`);
  return { endings: [...found.endings] };
};

const exited = (change: Partial<Exit>): Exit => ({
  code: 0,
  signal: null,
  wallMs: 1,
  userMs: 1,
  systemMs: 1,
  peakKib: 1,
  limit: undefined,
  leftProcesses: 0,
  startError: undefined,
  ...change,
});

// What the engines said, taken down from runs.
const said = {
  wasmtimeTrap: `Error: failed to run main module \`t.wasm\`

Caused by:
    0: failed to invoke command default
    1: error while executing at wasm backtrace:
           0:     0x25 - <unknown>!<wasm function 1>
    2: wasm trap: wasm \`unreachable\` instruction executed
`,
  wasmtimeImport: `Error: failed to run main module \`t.wasm\`

Caused by:
    0: failed to instantiate "t.wasm"
    1: unknown import: \`wasi_snapshot_preview1::nope\` has not been defined
`,
  wasmtimeNoModule: `Error: failed to run main module \`t.wasm\`

Caused by:
    0: failed to parse WebAssembly module
`,
  wasmtimeFlag: "error: unexpected argument '--nope' found\n\nUsage: wasmtime run [OPTIONS] <WASM>...\n",
  wazeroTrap: `error instantiating wasm binary: module[] function[_start] failed: wasm error: unreachable
wasm stack trace:
	.$1()
`,
  wazeroImport: 'error instantiating wasm binary: "nope" is not exported in module "wasi_snapshot_preview1"\n',
  wazeroNoModule: "error compiling wasm binary: invalid magic number\n",
  hostTrap: "gatehouse-host: trap: unreachable\n",
  hostStart: "gatehouse-host: start: WebAssembly.compile(): expected magic word 00 61 73 6d\n",
  enarxTrap: "Error: wasm trap: wasm `unreachable` instruction executed\nwasm backtrace:\n    0:   0x31 - <unknown>!<wasm function 0>\n\n",
  enarxImport: "Error: unknown import: `nowhere::nothing` has not been defined\n",
  enarxType:
    "Error: incompatible import type for `wasi_snapshot_preview1::proc_exit`\n\nCaused by:\n    function types incompatible: expected func of type `(i64) -> ()`\n",
  enarxStub: "Error: sock_shutdown unsupported\nwasm backtrace:\n    0: 0x1684 - <unknown>!<wasm function 19>\n\n",
  enarxNoModule:
    "Error: failed to parse WebAssembly module\n\nCaused by:\n    Invalid input WebAssembly code at offset 0: magic header not detected: bad magic number\n",
  enarxBackend: 'Error: Keep backend "kvm" is unsupported.\n',
  nodeImport: 'gatehouse-host: start: WebAssembly.instantiate(): Import #0 "wasi_snapshot_preview1" "nope": function import requires a callable\n',
} as const;

describe("normaliseEnding with the manifests' rules", () => {
  test.each<[string, Target, keyof typeof said, number, string, RegExp]>([
    ["wasmtime", "wasip1", "wasmtimeTrap", 134, "trap", /wasm trap: wasm `unreachable`|wasm backtrace/],
    ["wasmtime", "wasip2", "wasmtimeTrap", 134, "trap", /wasm/],
    ["wasmtime", "wasip1", "wasmtimeImport", 1, "missing-import", /^unknown import: `wasi_snapshot_preview1::nope`/],
    ["wasmtime", "wasip1", "wasmtimeNoModule", 1, "start", /^failed to parse/],
    ["wasmtime", "wasip2", "wasmtimeFlag", 2, "refused-flag", /--nope/],
    ["wazero", "wasip1", "wazeroTrap", 1, "trap", /wasm error: unreachable/],
    ["wazero", "wasip1", "wazeroImport", 1, "missing-import", /nope/],
    ["wazero", "wasip1", "wazeroNoModule", 1, "start", /invalid magic/],
    ["node-wasi", "wasip1", "hostTrap", 1, "trap", /unreachable/],
    ["node-wasi", "wasip1", "hostStart", 1, "start", /magic word/],
    ["node-wasi", "wasip1", "nodeImport", 1, "missing-import", /nope/],
    ["jco", "wasip2", "hostTrap", 1, "trap", /unreachable/],
    ["jco", "wasip2", "hostStart", 1, "start", /magic word/],
    ["enarx", "wasip1", "enarxTrap", 1, "trap", /^Error: wasm trap: wasm `unreachable`/],
    ["enarx", "wasip1", "enarxImport", 1, "missing-import", /nowhere::nothing/],
    ["enarx", "wasip1", "enarxType", 1, "missing-import", /proc_exit/],
    ["enarx", "wasip1", "enarxStub", 1, "missing-import", /^Error: sock_shutdown unsupported$/],
    ["enarx", "wasip1", "enarxNoModule", 1, "start", /failed to parse/],
    ["enarx", "wasip1", "enarxBackend", 1, "start", /"kvm" is unsupported/],
  ])("%s %s: %s with exit %i is %s", (runtime, target, transcript, code, how, message) => {
    const rules = rulesOf(runtime, target);
    const ending = normaliseEnding(exited({ code }), rules, said[transcript]);
    expect(ending).toEqual({ how, code, message: expect.stringMatching(message) });
    const spoken = `the guest's own line\n${said[transcript]}`;
    expect(normaliseEnding(exited({ code }), rules, spoken)).toEqual(ending);
  });

  test.each([
    [
      "Error: Exited with i32 exit status 0\nwasm backtrace:\n    0:   0x5d - <unknown>!<wasm function 1>\n\n",
      { code: 0, message: "Error: Exited with i32 exit status 0" },
    ],
    [
      "no line endError: Exited with i32 exit status 42\nwasm backtrace:\n    0:   0x5d - x!y\n\n",
      { code: 42, message: "Error: Exited with i32 exit status 42" },
    ],
    [
      "Error: exit with invalid exit status outside of [0..126)\nwasm backtrace:\n    0:   0x5e - <unknown>!<wasm function 1>\n\n",
      { message: "Error: exit with invalid exit status outside of [0..126)" },
    ],
  ])("enarx tells an exit in words: %j", (text, told) => {
    expect(normaliseEnding(exited({ code: 1 }), rulesOf("enarx", "wasip1"), text)).toEqual({ how: "exit", ...told });
    expect(normaliseEnding(exited({ code: 0 }), rulesOf("enarx", "wasip1"), text)).toEqual({ how: "exit", code: 0 });
  });

  test("what a guest says decides nothing: an imitation with any other exit code stays an exit", () => {
    const lanes = [...catalog.runtimes.values()].flatMap(({ manifest, releases }) =>
      Object.values(resolveRuntime(manifest, releases, undefined).target).flatMap((target) => target ?? []),
    );
    expect(lanes.length).toBeGreaterThanOrEqual(5);
    for (const rules of lanes) {
      const codes = [0, 1, 2, 3, 42, 125, 134, 255].filter((code) => !rules.endings.some((rule) => rule.exit === code));
      expect(codes).toContain(0);
      for (const code of codes) for (const text of Object.values(said)) expect(normaliseEnding(exited({ code }), rules, text)).toEqual({ how: "exit", code });
    }
  });

  test("wasmtime's exit 134 without a trap's text is a guest's exit, and one engine's text means nothing in another", () => {
    expect(normaliseEnding(exited({ code: 134 }), rulesOf("wasmtime", "wasip1"), "abort\n")).toEqual({ how: "exit", code: 134 });
    expect(normaliseEnding(exited({ code: 1 }), rulesOf("wazero", "wasip1"), said.hostTrap)).toEqual({ how: "exit", code: 1 });
    expect(normaliseEnding(exited({ code: 1 }), rulesOf("node-wasi", "wasip1"), said.wazeroTrap)).toEqual({ how: "exit", code: 1 });
  });
});

describe("normaliseEnding without a rule's help", () => {
  const rules: Rules = {
    endings: [
      { exit: 3, means: "out-of-memory" },
      { exit: 1, stderr: ".*", means: "trap" },
    ],
  };

  test.each<[string, Partial<Exit>, object]>([
    ["a limit counts before the signal that it ended in", { code: null, signal: "SIGKILL", limit: "time" }, { how: "limit", limit: "time" }],
    ["a signal", { code: null, signal: "SIGSEGV" }, { how: "signal", signal: "SIGSEGV" }],
    ["a program that could not be started", { code: null, startError: "exec: No such file" }, { how: "start", message: "exec: No such file" }],
    ["a supervisor that is gone", { code: null, limit: "vanished", startError: "ended with SIGKILL" }, { how: "vanished", message: "ended with SIGKILL" }],
    ["what we cancelled", { code: null, signal: "SIGKILL", limit: "cancelled" }, { how: "vanished", message: "cancelled" }],
    ["a rule without text", { code: 3 }, { how: "out-of-memory", code: 3 }],
    ["a text of nothing", { code: 1 }, { how: "trap", code: 1, message: "" }],
  ])("%s", (_, change, ending) => {
    expect(normaliseEnding(exited(change), rules, "")).toEqual(ending);
  });

  test("neither a code nor a signal is no exit, which a contract could take for a failure that it wants", () => {
    expect(normaliseEnding(exited({ code: null }), { ...rules, endings: [] }, "")).toMatchObject({ how: "vanished" });
  });

  test("is total, and the message is one short line", () => {
    const anything = fc.record({
      code: fc.option(fc.integer({ min: 0, max: 255 })),
      signal: fc.option(fc.constantFrom("SIGKILL", "SIGABRT")),
      limit: fc.constantFrom("time" as const, "output" as const, "vanished" as const, "cancelled" as const, undefined),
      startError: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(anything, fc.string(), (change, text) => {
        const ending = normaliseEnding(exited(change), rules, text);
        expect(ending.how === "exit").toBe(ending.how === "exit" && typeof ending.code === "number");
        if (change.startError === undefined) expect(ending.message ?? "").not.toContain("\n");
      }),
    );
    expect(normaliseEnding(exited({ code: 1 }), rules, "x".repeat(5000)).message).toHaveLength(300);
  });
});
