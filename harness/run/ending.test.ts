import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import type { Exit } from "../launch/launcher.ts";
import { engineWords as said } from "../mini/said.ts";
import type { Catalog } from "../model/catalog.ts";
import { resolveRuntime } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";
import { type Ended, normaliseEnding } from "./ending.ts";
import { named } from "./variants.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(join(import.meta.dirname, "../.."));
});

type Rules = Parameters<typeof normaliseEnding>[1];

const rulesOf = (runtime: string, target: Target): Rules => {
  const placed = catalog.runtimes.get(runtime);
  const found = placed && resolveRuntime(placed.manifest, placed.releases, undefined).target[target];
  if (!found) throw new Error(`${runtime} has no ${target}`);
  return found;
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

const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const end = (change: Partial<Exit>, rules: Rules, said: string, rest: { report?: string; wasm?: Buffer } = {}): Ended =>
  normaliseEnding(exited(change), rules, { said, report: rest.report, wasm: () => rest.wasm ?? empty });

describe("normaliseEnding with the manifests' rules", () => {
  test.each<[string, Target, keyof typeof said, number, string, RegExp]>([
    ["wasmtime", "wasip1", "wasmtimeTrap", 134, "trap", /^wasm `unreachable` instruction executed$|wasm backtrace/],
    ["wasmtime", "wasip2", "wasmtimeTrap", 134, "trap", /wasm/],
    ["enarx", "wasip1", "enarxTrap", 1, "trap", /^wasm `unreachable`/],
    ["enarx", "wasip1", "enarxImport", 1, "missing-import", /::sched_yield/],
    ["enarx", "wasip1", "enarxType", 1, "missing-import", /proc_exit/],
    ["enarx", "wasip1", "enarxStub", 1, "missing-import", /^Error: sock_shutdown unsupported$/],
    ["enarx", "wasip1", "enarxNoModule", 1, "refused-module", /^magic header not detected/],
    ["enarx", "wasip1", "enarxRefused", 1, "refused-module", /^tail calls support is not enabled$/],
    ["enarx", "wasip1", "enarxBackend", 1, "start", /"kvm" is unsupported/],
  ])("%s %s: %s with exit %i is %s, by its exit code or its last words", (runtime, target, transcript, code, how, message) => {
    const rules = rulesOf(runtime, target);
    const ended = end({ code }, rules, said[transcript]);
    expect(ended).toEqual({ ending: { how, code, message: expect.stringMatching(message) } });
    for (const before of ["the guest's own line\n", "no line end", ...Object.values(said).filter((text) => text.startsWith("Error: "))])
      expect(end({ code }, rules, `${before}${said[transcript]}`).ending.how).toBe(how);
  });

  test.each<[string, Target, keyof typeof said, number, string, string, RegExp]>([
    ["wasmtime", "wasip1", "wasmtimeImport", 1, "missing-import", "mute", /^unknown import: `wasi_snapshot_preview1::sched_yield`/],
    ["wasmtime", "wasip1", "wasmtimeNoModule", 1, "start", "mute", /^failed to parse/],
    ["wasmtime", "wasip1", "wasmtimeRefused", 1, "refused-module", "mute", /^exceptions proposal not enabled/],
    ["wasmtime", "wasip1", "wasmtimeDescriptors", 1, "refused-flag", "mute", /no longer supported$/],
    ["wasmtime", "wasip2", "wasmtimeFlag", 2, "refused-flag", "mute", /--nope/],
    ["wazero", "wasip1", "wazeroTrap", 1, "trap", "named", /^unreachable$/],
    ["wazero", "wasip1", "wazeroImport", 1, "missing-import", "mute", /sched_yield/],
    ["wazero", "wasip1", "wazeroRefused", 1, "refused-module", "mute", /"tail-call" is disabled$/],
    ["wazero", "wasip1", "wazeroNoModule", 1, "start", "mute", /invalid magic/],
  ])("%s %s: %s with exit %i is an exit that says %s, to be proven by %s", (runtime, target, transcript, code, how, proof, message) => {
    const matching = expect.stringMatching(message);
    const { ending, claim } = end({ code }, rulesOf(runtime, target), `the guest's own line\n${said[transcript]}`);
    expect(claim).toEqual({ how, proof, message: matching });
    expect(ending).toEqual({ how: "exit", code, says: `${how}: ${claim?.message}` });
  });

  test("a component that can exit with a code can exit with that of a trap: then the words are a claim", () => {
    const rules = rulesOf("wasmtime", "wasip2");
    const wasm = Buffer.concat([empty, Buffer.from("exit-with-code")]);
    expect(end({ code: 134 }, rules, "", { wasm })).toEqual({ ending: { how: "exit", code: 134 } });
    expect(end({ code: 134 }, rules, said.wasmtimeTrap, { wasm })).toMatchObject({ ending: { how: "exit" }, claim: { how: "trap", proof: "named" } });
    expect(end({ code: 134 }, rules, "")).toEqual({ ending: { how: "trap", code: 134 } });
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
    const rules = rulesOf("enarx", "wasip1");
    for (const before of ["", said.enarxTrap, said.enarxImport, "Error: wasm trap: no line end"])
      expect(end({ code: 1 }, rules, `${before}${text}`)).toEqual({ ending: { how: "exit", ...told } });
    expect(end({ code: 0 }, rules, text)).toEqual({ ending: { how: "exit", code: 0 } });
  });

  test("a function's name is no last word: what stands in a trace was written by whoever made the artifact", () => {
    const wasm = named(empty, "Error: wasm trap: mine") as Buffer;
    const trace = "Error: Exited with i32 exit status 1\nwasm backtrace:\n    0:   0x5d - <unknown>!Error: wasm trap: mine\n\n";
    expect(end({ code: 1 }, rulesOf("enarx", "wasip1"), trace, { wasm })).toEqual({ ending: { how: "exit", code: 1 } });
    expect(end({ code: 1 }, rulesOf("enarx", "wasip1"), said.enarxTrap, { wasm: Buffer.from("no module") }).ending).toEqual({ how: "exit", code: 1 });
  });

  test("what a guest says decides nothing: with any exit code, an imitation of any engine proves no trap, no missing import and no start", () => {
    const lanes = [...catalog.runtimes.values()].flatMap(({ manifest, releases }) =>
      Object.values(resolveRuntime(manifest, releases, undefined).target).flatMap((target) => target ?? []),
    );
    expect(lanes.length).toBeGreaterThanOrEqual(5);
    const wasm = named(empty, "exit-with-code") as Buffer;
    for (const rules of lanes)
      for (const code of [0, 1, 3, 42, 125, 255])
        for (const text of Object.values(said)) {
          // One that speaks last has spoken.
          const own = rules["last-words"] === undefined ? "" : "Error: Exited with i32 exit status 1\n";
          const { ending } = end({ code }, rules, `${text}${own}`, { report: JSON.stringify({ how: "exit", code }), wasm });
          expect(ending.how, text).toBe("exit");
          if (own !== "" && code === 1) expect(ending.message).toBe(own.trim());
        }
  });

  test("what a host tells counts, and words do not", () => {
    const rules = rulesOf("node-wasi", "wasip1");
    const glued = "about to trapgatehouse-host: trap: unreachable\n";
    expect(end({ code: 1 }, rules, glued, { report: '{"how":"trap","message":"unreachable\\n"}\n' })).toEqual({
      ending: { how: "trap", code: 1, message: "unreachable" },
    });
    expect(end({ code: 1 }, rules, glued, { report: '{"how":"exit","code":1}\n' })).toEqual({ ending: { how: "exit", code: 1 } });
    expect(end({ code: 7 }, rules, "", { report: '{"how":"missing-import","message":"nope"}' }).ending).toMatchObject({
      how: "missing-import",
      message: "nope",
    });
  });

  test.each(["", "{", "7", "null", '{"how":"vanished"}', '{"how":"exit","code":0}\n{}', '{"how":"exit","code":3}', '{"how":"exit"}'])(
    "a host that tells %j failed itself, whatever its exit code",
    (report) => {
      for (const code of [0, 1]) expect(end({ code }, rulesOf("jco", "wasip2"), "", { report }).ending).toMatchObject({ how: "start", code });
    },
  );
});

test("a trap's message is the engine's own reason, the last one that was written, without the name of its module", () => {
  const rule = { exit: 134, stderr: "wasm trap: .*|wasm backtrace", reason: "wasm trap: (.*)", proof: "status", means: "trap" } as const;
  const said =
    "wasm trap: says the guest\nError: failed\n 1: error while executing at wasm backtrace:\n 2: wasm trap: wasm `unreachable` instruction executed\n";
  expect(end({ code: 134 }, { endings: [rule] }, said).ending).toEqual({ how: "trap", code: 134, message: "wasm `unreachable` instruction executed" });
  expect(end({ code: 134 }, { endings: [rule] }, "at wasm backtrace:").ending).toMatchObject({ message: "wasm backtrace" });
});

describe("normaliseEnding without a rule's help", () => {
  const rules: Rules = {
    endings: [
      { exit: 3, means: "out-of-memory" },
      { exit: 1, stderr: ".*", proof: "status", means: "trap" },
    ],
  };

  test.each<[string, Partial<Exit>, object]>([
    ["a limit counts before the signal that it ended in", { code: null, signal: "SIGKILL", limit: "time" }, { how: "limit", limit: "time" }],
    ["a file beyond the limit on them", { code: null, signal: "SIGXFSZ" }, { how: "limit", limit: "space" }],
    ["a word that the kernel does not take", { code: null, startError: "exec: Argument list too long" }, { how: "limit", limit: "word" }],
    ["the same, as Node tells it", { code: null, startError: "spawn E2BIG" }, { how: "limit", limit: "word" }],
    ["a signal", { code: null, signal: "SIGSEGV" }, { how: "signal", signal: "SIGSEGV" }],
    ["a program that could not be started", { code: null, startError: "exec: No such file" }, { how: "start", message: "exec: No such file" }],
    [
      "no process left on the machine",
      { code: null, startError: "fork: Resource temporarily unavailable" },
      { how: "vanished", message: "fork: Resource temporarily unavailable" },
    ],
    ["no room for a sandbox", { code: null, startError: "contain: No space left on device" }, { how: "vanished", message: "contain: No space left on device" }],
    ["the same, as Node tells it", { code: null, startError: "spawn EAGAIN" }, { how: "vanished", message: "spawn EAGAIN" }],
    ["a supervisor that is gone", { code: null, limit: "vanished", startError: "ended with SIGKILL" }, { how: "vanished", message: "ended with SIGKILL" }],
    ["what we cancelled", { code: null, signal: "SIGKILL", limit: "cancelled" }, { how: "vanished", message: "cancelled" }],
    ["a rule without text", { code: 3 }, { how: "out-of-memory", code: 3 }],
    ["a text of nothing", { code: 1 }, { how: "trap", code: 1, message: "" }],
  ])("%s", (_, change, ending) => {
    expect(end(change, rules, "")).toEqual({ ending });
  });

  test("neither a code nor a signal is no exit, which a contract could take for a failure that it wants", () => {
    expect(end({ code: null }, { endings: [] }, "").ending).toMatchObject({ how: "vanished" });
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
        const { ending } = end(change, rules, text);
        expect(ending.how === "exit").toBe(ending.how === "exit" && typeof ending.code === "number");
        if (change.startError === undefined) expect(ending.message ?? "").not.toContain("\n");
      }),
    );
    expect(end({ code: 1 }, rules, "x".repeat(5000)).ending.message).toHaveLength(300);
  });
});
