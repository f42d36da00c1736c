import { describe, expect, test } from "vitest";
import { madeRun } from "../judge/run.fixture.ts";
import { ownFolder, plantProject, plantRun } from "../review/project.fixture.ts";
import { baselinesOf, checkQuestion, checkSides, hear, type Question } from "./hear.ts";
import type { GateSide } from "./sides.ts";

const question = (more: Partial<Question> = {}): Question => ({
  ...{ candidate: "w@2.0.0", baseline: undefined, toolchain: undefined, tier: undefined, bench: false, budget: undefined, profile: "full", jobs: 1 },
  ...more,
});

describe("a question", () => {
  test.each<[string, Partial<Question>, string]>([
    ["nothing is on trial", { candidate: undefined }, "gate/candidate"],
    ["times of a compiler", { candidate: undefined, toolchain: "zig@path:/zig", bench: true }, "gate/bench"],
    ["a compiler and a release", { toolchain: "zig@path:/zig" }, "gate/sides"],
    ["a compiler and a baseline", { candidate: undefined, baseline: "w@1.0.0", toolchain: "zig@path:/zig" }, "gate/sides"],
  ])("is refused: %s", (_, more, code) => {
    expect(() => checkQuestion(question(more))).toThrow(expect.objectContaining({ code }));
  });

  test.each<Partial<Question>>([{}, { baseline: "w@1.0.0", bench: true }, { candidate: undefined, toolchain: "zig@path:/zig" }])("is taken: %j", (more) => {
    expect(() => checkQuestion(question(more))).not.toThrow();
  });
});

test("baselines are what was said, or the policy's for the candidate's runtime", () => {
  const policy = { baselines: new Map([["w", ["w@1.0.0", "w@2.0.0"]]]) };
  expect(baselinesOf("w@1.5.0", "w@2.0.0", policy)).toEqual(["w@1.5.0"]);
  expect(baselinesOf("w@2.0.0", "w@2.0.0", policy)).toEqual(["w@2.0.0"]);
  expect(baselinesOf(undefined, "w@3.0.0", policy)).toEqual(["w@1.0.0", "w@2.0.0"]);
  // The policy's own baseline is not held against itself.
  expect(baselinesOf(undefined, "w@2.0.0", policy)).toEqual(["w@1.0.0"]);
  expect(() => baselinesOf(undefined, "v@2.0.0", policy)).toThrow(expect.objectContaining({ code: "gate/baseline" }));
});

describe("two sides", () => {
  const live = (runtime: string): GateSide => {
    const release = { runtime, version: "1.0.0" };
    return { kind: "live", name: `${runtime}@1.0.0`, release, candidate: { runtime, release: { version: "1.0.0", current: true } } };
  };
  const recorded: GateSide = {
    ...{ kind: "recorded", name: "a record", release: { runtime: "w", version: "1.0.0" }, cells: madeRun({}).cells, toolchains: new Map() },
    ...{ harness: "0.1.0", journal: undefined, complete: true, absent: undefined },
  };

  test("are of one runtime", () => {
    expect(() => checkSides(live("w"), live("v"), false)).toThrow(expect.objectContaining({ code: "gate/runtimes" }));
    expect(() => checkSides(live("w"), live("w"), true)).not.toThrow();
    expect(() => checkSides(live("w"), recorded, false)).not.toThrow();
  });

  test("are both measured, or none", () => {
    for (const [a, b] of [
      [recorded, live("w")],
      [live("w"), recorded],
    ] as const)
      expect(() => checkSides(a, b, true)).toThrow(expect.objectContaining({ code: "gate/bench" }));
  });
});

describe("two runs that were recorded", () => {
  const root = plantProject();
  const cells = ["args/none,zig/zig.wasip1", "args/plain,zig/zig.wasip1"] as const;
  const fail = { verdict: { is: "fail", cause: "exit", detail: "3" } } as const;
  const plant = (run: string, version: string, second: object): string => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: second }, { run, lane: `wasmtime@${version}/nil:host-x86_64` });
    return `run:${run}`;
  };
  const before = plant("20260101T120000000Z-aaaa", "46.0.1", {});
  const same = plant("20260102T120000000Z-aaaa", "48.0.2", {});
  const worse = plant("20260103T120000000Z-aaaa", "49.0.3", fail);
  const ask = (candidate: string, more: Partial<Question> = {}) => hear(root, [], question({ candidate, baseline: before, ...more }));

  test("are decided on without running anything", async () => {
    const [{ decision, journals, samples, interrupted }] = await ask(same);
    expect(decision).toMatchObject({ accepted: true, refusals: [], counts: { same: 2 } });
    expect({ journals: journals.length, samples, interrupted }).toEqual({ journals: 2, samples: undefined, interrupted: false });
  });

  test("refuse a candidate that passes less", async () => {
    const [{ decision }] = await ask(worse);
    expect(decision.accepted).toBe(false);
    expect(decision.changes.filter(({ gates }) => gates).map(({ cell, change }) => [cell, change.is])).toEqual([
      [`${cells[1]},wasmtime@49.0.3/nil:host-x86_64`, "regressed"],
    ]);
  });

  test.each<[string, Partial<Question>, string]>([
    ["a release that would have to be run", { baseline: "wasmtime@46.0.1" }, "gate/sides"],
    ["times", { bench: true }, "gate/bench"],
    ["a runtime that is not there", { baseline: "nothing@1.0.0" }, "gate/runtime"],
  ])("are not held against %s", async (_, more, code) => {
    await expect(ask(same, more)).rejects.toMatchObject({ code });
  });

  test("a folder that is no project has no policy and no run", async () => {
    await expect(hear(ownFolder(), [], question({ candidate: "run:x" }))).rejects.toMatchObject({ exitCode: 2 });
  });

  test("a filter that is none is told before anything is read", async () => {
    await expect(hear("/nowhere", ["no=such=filter"], question())).rejects.toMatchObject({ exitCode: 2 });
  });
});
