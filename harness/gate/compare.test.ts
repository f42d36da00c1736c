import fc from "fast-check";
import { expect, test } from "vitest";
import type { Verdict } from "../model/generated/journal.ts";
import { parseLane } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { compare, type Side } from "./compare.ts";

const observation = (stdout: string): NonNullable<Side["observation"]> => ({
  argv: ["x"],
  raw: { code: 0, signal: null },
  ending: { how: "exit", code: 0 },
  stdout: { size: 1, digest: `sha256:${stdout.repeat(64)}` },
  stderr: { size: 0, digest: `sha256:${"0".repeat(64)}` },
  files: [],
  wallMs: 1,
  userMs: 1,
  systemMs: 1,
  peakKib: 1,
  leftProcesses: 0,
  cache: "none",
});
const judged = (verdict: Verdict): CellState => ({ is: "judged", verdict });
const states: readonly CellState[] = [
  judged({ is: "pass" }),
  judged({ is: "fail", cause: "stdout", detail: "a" }),
  judged({ is: "fail", cause: "trap", detail: "b" }),
  judged({ is: "unsupported", capability: "args", proof: "p" }),
  judged({ is: "broken", stage: "launch", detail: "c" }),
  { is: "inexpressible", why: "w" },
  { is: "untrusted", because: "u" },
  { is: "lost" },
];
const side = fc.option(
  fc.record({ state: fc.constantFrom(...states), observation: fc.constantFrom("a", "b").map(observation), artifact: fc.constantFrom("x", undefined) }),
  { nil: undefined },
);
const all = { stdout: true, stderr: true, artifact: true };
const pass = (found: Side | undefined): boolean => found?.state.is === "judged" && found.state.verdict.is === "pass";

test("what passed and does not any more is a regression, and nothing else is", () => {
  fc.assert(
    fc.property(side, side, (before, after) => {
      expect(compare(before, after, all).is === "regressed").toBe(pass(before) && !pass(after));
    }),
  );
});

test("same is said only of what is known to be the same", () => {
  fc.assert(
    fc.property(side, side, (before, after) => {
      const change = compare(before, after, all);
      if (change.is !== "same" || (!before && !after)) return;
      expect(before?.state.is).toBe(after?.state.is);
      expect(["lost", "untrusted"]).not.toContain(before?.state.is);
      if (pass(before)) expect(before?.observation?.stdout.digest).toBe(after?.observation?.stdout.digest);
    }),
  );
});

test("a release against itself changes nothing where something is known", () => {
  for (const state of states) {
    const own = { state, observation: observation("a"), artifact: "x" };
    const known = state.is === "inexpressible" || (state.is === "judged" && state.verdict.is !== "broken");
    expect(compare(own, own, all).is).toBe(known ? "same" : "unsure");
  }
});

test("another artifact cannot be held against this one", () => {
  const one = { state: states[0] as CellState, observation: observation("a"), artifact: "x" };
  expect(compare(one, { ...one, artifact: "y" }, all)).toEqual({ is: "incomparable", moved: "artifact" });
  expect(compare(one, { ...one, artifact: "y" }, { ...all, artifact: false })).toEqual({ is: "same", both: "pass" });
});

test("what was held against another contract cannot be compared, whatever else is the same", () => {
  const one = { state: states[0] as CellState, observation: observation("a"), artifact: "x", contract: "1" };
  expect(compare(one, { ...one, contract: "2" }, all)).toEqual({ is: "incomparable", moved: "contract" });
  expect(compare(one, { ...one, contract: undefined }, all)).toEqual({ is: "same", both: "pass" });
});

test("where a role ran in another Keep than before, nothing is said of the release; another release there is no other Keep", () => {
  const kvm = (version: string, accelerator: string): Pick<Side, "elsewhere"> => ({
    elsewhere: { server: parseLane(`w@${version}/kvm:qemu:${accelerator}-x86_64`) },
  });
  fc.assert(
    fc.property(side, side, (before, after) => {
      if (!before || !after) return;
      const moved = compare({ ...before, ...kvm("1.0.0", "tcg") }, { ...after, ...kvm("2.0.0", "kvm") }, all);
      expect(moved).toEqual({ is: "incomparable", moved: "keep" });
      expect(compare({ ...before, ...kvm("1.0.0", "tcg") }, { ...after, ...kvm("2.0.0", "tcg") }, all)).toEqual(compare(before, after, all));
    }),
  );
});

test("both pass with another stream: changed, but for streams that are free", () => {
  const before = { state: states[0] as CellState, observation: observation("a"), artifact: "x" };
  const after = { ...before, observation: observation("b") };
  expect(compare(before, after, all).is).toBe("changed");
  expect(compare(before, after, { ...all, stdout: false }).is).toBe("same");
});
