import { describe, expect, test } from "vitest";
import type { Grounds } from "../judge/program.ts";
import { observed, seenAs, well } from "../judge/seen.fixture.ts";
import type { Observation, Verdict } from "../model/generated/journal.ts";
import { type Trying, tryCell } from "./attempt.ts";

const grounds: Grounds = { held: { main: well }, unclaimed: ["links"] };
const pass = seenAs({ is: "pass" });
const failure: Verdict = { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" };
const fail = seenAs(failure);

type Trial = readonly [Observation, ...Observation[]];

/** Runs trials in turn, the last again and again; `done` tells how many there were. */
const inTurn = (trials: readonly (Observation | Trial)[], after: (count: number) => void = () => {}) => {
  let done = 0;
  const run = async (): Promise<Trial> => {
    const trial = trials[Math.min(done, trials.length - 1)] as Observation | Trial;
    done++;
    after(done);
    return "ending" in trial ? [trial] : trial;
  };
  return { run, done: () => done };
};
const trying = (rest: Partial<Trying> = {}): Trying => ({ repeat: 1, mayFlake: () => false, signal: new AbortController().signal, ...rest });

describe("a cell that is tried once", () => {
  test.each<[string, Observation, Verdict]>([
    ["passes", pass, { is: "pass" }],
    ["fails", fail, failure],
    ["is unsupported", seenAs({ is: "unsupported", capability: "links", proof: "m" }), { is: "unsupported", capability: "links", proof: "missing import: m" }],
    ["breaks the harness", seenAs({ is: "broken", stage: "launch", detail: "gone" }), { is: "broken", stage: "launch", detail: "gone" }],
  ])("that %s has one trial", async (_, observation, verdict) => {
    const { run, done } = inTurn([observation]);
    expect(await tryCell(run, grounds, trying())).toEqual({ observation, verdict });
    expect(done()).toBe(1);
  });

  test("of two runs the one that does not pass counts; of two passes the first", async () => {
    const [one, two] = [observed("one"), observed("two")];
    expect(await tryCell(inTurn([[one, two]]).run, grounds, trying())).toEqual({ observation: one, verdict: { is: "pass" } });
    expect(await tryCell(inTurn([[one, fail]]).run, grounds, trying())).toEqual({ observation: fail, verdict: failure });
    expect(await tryCell(inTurn([[fail, two]]).run, grounds, trying())).toEqual({ observation: fail, verdict: failure });
  });

  test("a planted failure is a pass, and is not tried again", async () => {
    const trap = seenAs({ is: "pass" }, "trap");
    const { run, done } = inTurn([trap]);
    expect(await tryCell(run, { ...grounds, mustFail: "trap" }, trying({ mayFlake: () => true }))).toEqual({ observation: trap, verdict: { is: "pass" } });
    expect(done()).toBe(1);
  });
});

describe("a cell that is known to flake", () => {
  test("is tried until it passes; the trials before are kept", async () => {
    const { run, done } = inTurn([fail, fail, pass]);
    expect(await tryCell(run, grounds, trying({ mayFlake: () => true }))).toEqual({ observation: pass, verdict: { is: "pass" }, earlier: [fail, fail] });
    expect(done()).toBe(3);
  });

  test("fails in the end: five failures are no flake, and none is hidden as one", async () => {
    const { run, done } = inTurn([fail]);
    expect(await tryCell(run, grounds, trying({ mayFlake: () => true }))).toEqual({ observation: fail, verdict: failure });
    expect(done()).toBe(5);
  });

  test("is tried again only where it failed: what the harness broke is told at once", async () => {
    const broken = seenAs({ is: "broken", stage: "launch", detail: "gone" });
    const { run, done } = inTurn([fail, broken, pass]);
    expect(await tryCell(run, grounds, trying({ mayFlake: () => true }))).toEqual({
      observation: broken,
      verdict: { is: "broken", stage: "launch", detail: "gone" },
    });
    expect(done()).toBe(2);
  });
});

describe("a cell that is repeated", () => {
  test("has the number of its trials and their CPU time", async () => {
    const own = observed("out", { userMs: 2, systemMs: 1 });
    expect(await tryCell(inTurn([own]).run, grounds, trying({ repeat: 4 }))).toEqual({
      observation: own,
      verdict: { is: "pass" },
      trials: { count: 4, cpuMs: 12 },
    });
  });

  test("fails where one trial differs, and keeps the first beside it; it is no flake", async () => {
    const { run, done } = inTurn([pass, pass, fail, pass]);
    expect(await tryCell(run, grounds, trying({ repeat: 10, mayFlake: () => true }))).toMatchObject({
      observation: fail,
      verdict: { is: "fail", cause: "nondeterministic" },
      earlier: [pass],
      trials: { count: 3 },
    });
    expect(done()).toBe(3);
  });
});

describe("a run that is stopped", () => {
  test.each<[string, Partial<Trying>, readonly Observation[]]>([
    ["in its only trial", {}, [pass]],
    ["while it is tried again", { mayFlake: () => true }, [fail]],
    ["while it is repeated", { repeat: 5 }, [pass]],
    ["in a trial that differs", { repeat: 5 }, [pass, fail]],
  ])("leaves a cell without facts: %s", async (_, rest, trials) => {
    const stop = new AbortController();
    const { run, done } = inTurn(trials, (count) => count === trials.length && stop.abort());
    expect(await tryCell(run, grounds, trying({ ...rest, signal: stop.signal }))).toBeUndefined();
    expect(done()).toBe(trials.length);
  });

  test("a trial that throws is not swallowed", async () => {
    await expect(tryCell(() => Promise.reject(new Error("no room")), grounds, trying({ mayFlake: () => true }))).rejects.toThrow("no room");
  });
});
