import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCell } from "../model/ids.ts";
import { type Policy, defaultPolicy as policy } from "../model/policy.ts";
import type { CellState, Verdict } from "../model/words.ts";
import type { GateCell } from "./cell.ts";
import { decide, type Question } from "./decide.ts";

const pass: Verdict = { is: "pass" };
const fail: Verdict = { is: "fail", cause: "stdout", detail: "5 bytes that are not the expected ones" };

const question = (more: Partial<Question> = {}): Question => ({
  candidate: "w@2.0.0",
  baseline: "w@1.0.0",
  run: "r",
  policy,
  today: "2026-11-21",
  blame: () => ({ on: "runtime", because: ["it passes on the baseline"] }),
  wanted: [],
  complete: true,
  ...more,
});

/** A cell said in short: `WORKLOAD LANGUAGE VERSION KEEP`. */
const cell = (short: string, state: Verdict | CellState, rest: Partial<GateCell> = {}): GateCell => {
  const [workload, language, version, keep = "nil"] = short.split(" ");
  const text = `${workload}/a,${language}/tool.wasip1,w@${version}/${keep}:host-x86_64`;
  const own: CellState =
    state.is === "lost" || state.is === "judged" || state.is === "inexpressible" || state.is === "untrusted" ? state : { is: "judged", verdict: state };
  const compared = { stdout: true, stderr: true, artifact: true };
  return { text, id: parseCell(text), state: own, observation: undefined, artifact: "sha256:1", compared, tier: 1, needs: ["stdout"], ...rest };
};

const both = (name: string, verdict: Verdict = pass): [GateCell, GateCell] => [cell(`${name} 1.0.0`, verdict), cell(`${name} 2.0.0`, verdict)];
const [oldGood, newGood] = both("x c");

describe("a candidate", () => {
  test("is accepted where nothing got worse", () => {
    const decision = decide(question(), [oldGood], [newGood, cell("y c 2.0.0", pass)]);
    expect(decision).toMatchObject({ accepted: true, refusals: [], counts: { same: 1, added: 1 } });
  });

  test("is refused for a failing cell that the baseline never had; not for what it lacks with proof, nor for a failure with a written reason", () => {
    const refusedBy = (state: Verdict | CellState, more: Partial<GateCell> = {}): readonly string[] =>
      decide(question(), [oldGood], [newGood, cell("y c 2.0.0", state, more)]).refusals;
    for (const state of [fail, { is: "lost" } as const])
      expect(refusedBy(state)).toEqual([
        expect.stringMatching(/^y\/a by c\/tool.wasip1: not on the baseline, now .* \(blame: runtime\)$/),
        "1 added and failing",
      ]);
    expect(refusedBy(fail, { known: true })).toEqual([]);
    expect(refusedBy(fail, { tier: 2 })).toEqual([]);
    expect(refusedBy({ is: "unsupported", capability: "udp", proof: "ENOSYS" })).toEqual([]);
    expect(refusedBy({ is: "inexpressible", why: "no sockets" })).toEqual([]);
    expect(decide(question(), [oldGood], [newGood, cell("y c 2.0.0", fail)]).changes.find(({ gates }) => gates)).toMatchObject({ blame: "runtime" });
  });

  test.each<[string, GateCell[], GateCell[], Partial<Policy>, RegExp]>([
    ["a cell regressed", [oldGood, cell("y c 1.0.0", pass)], [newGood, cell("y c 2.0.0", fail)], {}, /^1 regressed$/],
    ["a cell is gone", [oldGood, cell("y c 1.0.0", pass)], [newGood], {}, /^1 regressed$/],
    ["a cell was lost", [oldGood, cell("y c 1.0.0", pass)], [newGood, cell("y c 2.0.0", { is: "lost" })], {}, /^1 regressed$/],
    [
      "its host cannot set the case up any more",
      [oldGood, cell("y c 1.0.0", pass)],
      [newGood, cell("y c 2.0.0", { is: "inexpressible", why: "gone" })],
      {},
      /^1 regressed$/,
    ],
    ["neither side of a cell is known", [oldGood, cell("y c 1.0.0", { is: "lost" })], [newGood, cell("y c 2.0.0", { is: "lost" })], {}, /^1 unsure$/],
    ["it fails on another artifact", [oldGood, cell("y c 1.0.0", pass)], [newGood, cell("y c 2.0.0", fail, { artifact: "sha256:2" })], {}, /^1 incomparable$/],
    ["nothing passed", [oldGood], [], {}, /nothing of w@2.0.0 passed in the required Keep nil/],
    ["nothing passed on the baseline", [], [newGood], {}, /nothing passed on the baseline/],
    ["a required Keep was not run", [oldGood], [newGood], { keeps: ["nil", "kvm"] }, /required Keep kvm/],
  ])("is refused where %s", (_, before, after, more, why) => {
    const decision = decide(question({ policy: { ...policy, ...more } }), before, after);
    expect(decision.accepted).toBe(false);
    expect(decision.refusals.some((each) => why.test(each))).toBe(true);
  });

  test("may have a loss that the policy accepts, from the release on in which it came, and only that one", () => {
    const lacks: Verdict = { is: "unsupported", capability: "sockets.accept", proof: "refused flag" };
    const entry = { pattern: /^y\//, loss: { capability: "sockets.accept" }, since: "2.0.0", day: "2026-11-30", reason: "nobody serves by it" };
    const decided = (now: Verdict, versions: readonly [string, string], accepted: Policy["accepted"] = [entry]) =>
      decide(
        question({ policy: { ...policy, accepted } }),
        [cell(`x c ${versions[0]}`, pass), cell(`y c ${versions[0]}`, pass)],
        [cell(`x c ${versions[1]}`, pass), cell(`y c ${versions[1]}`, now)],
      );
    const lost = decided(lacks, ["1.0.0", "2.0.0"]);
    expect(lost).toMatchObject({ accepted: true, refusals: [], counts: { regressed: 1, same: 1 } });
    expect(lost.changes.find(({ change }) => change.is === "regressed")).toMatchObject({
      gates: false,
      accepted: "accepted on 2026-11-30, since 2.0.0: nobody serves by it",
    });
    expect(decided(lacks, ["1.0.0", "3.1.0"]).accepted).toBe(true);
    expect(decided(lacks, ["1.0.0", "~path.x"]).accepted).toBe(true);
    // Both sides should have it; both should have lost it; something else is lost; it is lost otherwise.
    expect(decided(lacks, ["1.0.0", "1.5.0"]).accepted).toBe(false);
    expect(decided(lacks, ["2.0.0", "3.0.0"]).accepted).toBe(false);
    expect(decided({ ...lacks, capability: "udp" }, ["1.0.0", "2.0.0"]).accepted).toBe(false);
    expect(decided(fail, ["1.0.0", "2.0.0"]).accepted).toBe(false);
    expect(decided(fail, ["1.0.0", "2.0.0"], [{ ...entry, loss: { cause: "stdout" } }]).accepted).toBe(true);
    expect(decided(fail, ["1.0.0", "2.0.0"], [{ ...entry, loss: { cause: "exit" } }]).accepted).toBe(false);
  });

  test("is refused where the run did not come to its end", () => {
    expect(decide(question({ complete: false }), [oldGood], [newGood]).refusals).toEqual(["the run did not come to its end"]);
  });

  test("is not refused for languages of other tiers, nor for what is ignored until its day", () => {
    const [before, after] = [cell("y c 1.0.0", pass), cell("y c 2.0.0", fail)];
    const refusedBy = (more: Partial<GateCell>, ignored: Policy["ignored"] = [], today = "2026-11-21"): boolean =>
      !decide(question({ policy: { ...policy, ignored }, today }), [oldGood, { ...before, ...more }], [newGood, { ...after, ...more }]).accepted;
    const ignored = [{ pattern: /^y\//, reason: "told upstream", until: "2026-11-21" }];
    expect(refusedBy({})).toBe(true);
    expect(refusedBy({ tier: 2 })).toBe(false);
    expect(refusedBy({}, ignored)).toBe(false);
    expect(refusedBy({}, ignored, "2026-11-22")).toBe(true);
  });

  test("a regression is told with its blame and what that rests on; one that is not there at all is nobody's yet", () => {
    const { changes } = decide(question(), [oldGood, cell("y c 1.0.0", pass), cell("z c 1.0.0", pass)], [newGood, cell("y c 2.0.0", fail)]);
    expect(changes.map(({ subject, blame, evidence }) => [subject.slice(0, 1), blame, evidence])).toEqual([
      ["y", "runtime", ["it passes on the baseline"]],
      ["z", "undetermined", []],
      ["x", undefined, []],
    ]);
  });

  test("the first reason names what broke: a lane without trust with what it did, else the case that explains most", () => {
    const untrusted = { is: "untrusted", because: "must-exit-3/three: expected exit 3, found exit 4" } as const;
    const names = ["x", "y", "z"];
    const before = names.map((name) => cell(`${name} c 1.0.0`, pass));
    const after = names.map((name) => cell(`${name} c 2.0.0`, untrusted));
    expect(decide(question(), before, after).refusals).toEqual([
      "w@2.0.0/nil:host-x86_64 is not trusted: must-exit-3/three: expected exit 3, found exit 4",
      "3 regressed",
      "nothing of w@2.0.0 passed in the required Keep nil",
    ]);
    const needs = { x: ["env", "sockets.accept"], y: ["env"], z: ["args", "env"] } as const;
    const failing = names.map((name) => cell(`${name} c 2.0.0`, fail, { needs: needs[name as "x"] }));
    const decision = decide(question(), [...before, oldGood], [...failing, cell("g c 2.0.0", pass)]);
    expect(decision.refusals[0]).toBe("y/a by c/tool.wasip1: passed, now fail by stdout: 5 bytes that are not the expected ones (blame: runtime)");
    expect(decision.changes.slice(0, 3).map(({ subject }) => subject[0])).toEqual(["y", "x", "z"]);
  });

  test("each Keep is a track of its own, and a toolchain on trial is held against the one it is to replace", () => {
    const apart = decide(question(), [oldGood, cell("x c 1.0.0 kvm", pass)], [newGood, cell("x c 2.0.0 kvm", fail)]);
    expect(apart.changes.map(({ subject, change }) => [subject.slice(-15), change.is])).toEqual([
      ["kvm:host-x86_64", "regressed"],
      ["nil:host-x86_64", "same"],
    ]);
    const text = "x/a,c/tool-candidate.wasip1,w@1.0.0/nil:host-x86_64";
    const compared = { stdout: true, stderr: true, artifact: false };
    const trial = decide(question(), [{ ...oldGood, compared }], [{ ...oldGood, text, id: parseCell(text), artifact: "sha256:2", compared }]);
    expect(trial.counts).toMatchObject({ same: 1, regressed: 0, added: 0 });
  });
});

test("what refuses is never accepted: any cell that passed and does not, in a tier that gates", () => {
  const verdict = fc.constantFrom<Verdict | CellState>(pass, fail, { is: "lost" }, { is: "inexpressible", why: "w" }, { is: "untrusted", because: "t" });
  const pair = fc.tuple(fc.constantFrom("p", "q", "r", "s"), fc.constantFrom("c", "go"), verdict, fc.option(verdict, { nil: undefined }));
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: ([name, language]) => `${name} ${language}` }), (pairs) => {
      const before = pairs.map(([name, language, old]) => cell(`${name} ${language} 1.0.0`, old));
      const after = pairs.flatMap(([name, language, , now]) => (now ? [cell(`${name} ${language} 2.0.0`, now)] : []));
      const worse = pairs.some(([, , old, now]) => old === pass && now !== pass);
      const decision = decide(question(), [...before, oldGood], [...after, newGood]);
      if (worse) expect(decision.accepted).toBe(false);
      expect(Object.values(decision.counts).reduce((sum, count) => sum + count)).toBe(decision.changes.length);
    }),
  );
});
