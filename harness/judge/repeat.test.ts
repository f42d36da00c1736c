import { describe, expect, test } from "vitest";
import type { Observation, StepFact, Verdict } from "../model/generated/journal.ts";
import type { Attempt } from "../model/rows.ts";
import { differs, repeat } from "./repeat.ts";

const never = new AbortController().signal;

const attempt = (verdict: Verdict, stdout: string, steps?: StepFact[]): Attempt => ({
  verdict,
  observation: {
    ending: { how: "exit", code: 0 },
    stdout: { size: 1, digest: stdout },
    stderr: { size: 0, digest: "e" },
    files: [],
    steps,
    userMs: 2,
    systemMs: 1,
  } as unknown as Observation,
});

const inTurn = (...attempts: readonly Attempt[]): (() => Promise<Attempt>) => {
  let count = 0;
  return async () => attempts[count++ % attempts.length] as Attempt;
};

const pass: Verdict = { is: "pass" };
const fail = (cause: "network" | "timeout"): Verdict => ({ is: "fail", cause, detail: "why" });

describe("repeat", () => {
  test("trials that agree are one verdict, with the CPU time of all", async () => {
    expect(await repeat(inTurn(attempt(pass, "a")), 5, never)).toMatchObject({ verdict: pass, trials: { count: 5, cpuMs: 15 } });
    expect(await repeat(inTurn(attempt(pass, "a")), 5, never)).not.toHaveProperty("earlier");
  });

  test("what says something else is nondeterministic, though it passes", async () => {
    const { verdict, trials, observation, earlier } = await repeat(inTurn(attempt(pass, "a"), attempt(pass, "b")), 5, never);
    expect(verdict).toMatchObject({ is: "fail", cause: "nondeterministic" });
    expect(verdict).toEqual(differs(pass, pass, 2));
    expect(trials.count).toBe(2);
    // Both trials are kept, so that whoever reads the row judges both.
    expect([earlier?.map(({ stdout }) => stdout.digest), observation.stdout.digest]).toEqual([["a"], "b"]);
  });

  test("a dialogue that fails by one cause each time fails by it: how far it got is chance", async () => {
    const both = inTurn(attempt(fail("network"), "a", []), attempt(fail("network"), "b", [{ step: "step 1: run main", ms: 1 }]));
    expect((await repeat(both, 4, never)).verdict).toEqual(fail("network"));
  });

  test("a dialogue that fails otherwise, or only now and then, is nondeterministic", async () => {
    for (const other of [fail("timeout"), pass])
      expect((await repeat(inTurn(attempt(fail("network"), "a", []), attempt(other, "a", [])), 4, never)).verdict).toMatchObject({ cause: "nondeterministic" });
  });
});
