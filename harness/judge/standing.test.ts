import fc from "fast-check";
import { expect, test } from "vitest";
import { type Known, knownFailure, knownFlake } from "../model/expectation.ts";
import { parseCell } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { hangs, mayFlake, standing, standings } from "./standing.ts";

const text = "exit-code/code-255,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64";
const cell = (state: CellState) => ({ text, id: parseCell(text), state });
const pass: CellState = { is: "judged", verdict: { is: "pass" } };
const fail = (cause: "exit" | "stdout"): CellState => ({ is: "judged", verdict: { is: "fail", cause, detail: "d" } });
const entry = { cells: "exit-code/*,*,wasmtime@*", cause: "exit", reason: "a reason that is long enough", until: "2026-12-31" } as const;
const known: readonly Known[] = [knownFailure(entry)];
const today = "2026-11-21";

test("a failure by the cause that is known is excused; by another it is not", () => {
  expect(standing(cell(fail("exit")), known, today).is).toBe("known-failure");
  expect(standing(cell(fail("stdout")), known, today).is).toBe("unexpected-fail");
  expect(standing(cell(fail("exit")), [], today)).toEqual({ is: "unexpected-fail" });
});

test("a pass that is known to fail is unexpected", () => {
  expect(standing(cell(pass), known, today).is).toBe("unexpected-pass");
  expect(standing(cell(pass), [], today).is).toBe("expected");
});

test("a pass of what the lane does not claim is unexpected; a failure by it is not", () => {
  const unclaimed = ["udp", "dns"] as const;
  expect(standing({ ...cell(pass), unclaimed }, [], today)).toEqual({ is: "unexpected-pass", because: expect.stringContaining("does not claim udp, dns") });
  expect(standing({ ...cell(pass), unclaimed: [] }, [], today)).toEqual({ is: "expected" });
  expect(standing({ ...cell(fail("exit")), unclaimed }, known, today).is).toBe("known-failure");
  expect(standing({ ...cell({ is: "judged", verdict: { is: "unsupported", capability: "udp", proof: "p" } }), unclaimed }, [], today).is).toBe("expected");
});

test("after its day nothing is excused any more, and the reader is told", () => {
  expect(standing(cell(fail("exit")), known, "2026-12-31").is).toBe("known-failure");
  expect(standing(cell(fail("exit")), known, "2027-01-01")).toMatchObject({ is: "unexpected-fail", expired: { until: "2026-12-31" } });
});

test("only releases in its range are excused, or surprising", () => {
  const ranged = [knownFailure({ ...entry, releases: "<49" })];
  expect(standing(cell(fail("exit")), ranged, today).is).toBe("unexpected-fail");
  expect(standing(cell(pass), ranged, today).is).toBe("expected");
  expect(standing(cell(fail("exit")), [knownFailure({ ...entry, releases: ">=47" })], today).is).toBe("known-failure");
});

test.each<[string, CellState]>([
  ["lost", { is: "lost" }],
  ["untrusted", { is: "untrusted", because: "x" }],
  ["broken", { is: "judged", verdict: { is: "broken", stage: "launch", detail: "d" } }],
])("what is %s cannot be excused", (_, state) => {
  expect(standing(cell(state), [knownFailure({ ...entry, cells: "*/*,*,*" })], today).is).toBe("unexpected-fail");
});

test("a flake is a list of its own: it lets a cell be tried again, and excuses a failure only by the cause that it has", () => {
  const flakes = [knownFlake({ cells: entry.cells, reason: entry.reason, until: entry.until })];
  expect(mayFlake(text, flakes, today)).toBe(true);
  expect(mayFlake(text, flakes, "2027-01-01")).toBe(false);
  expect(mayFlake(text, known, today)).toBe(false);
  expect(standing(cell(fail("exit")), flakes, today).is).toBe("unexpected-fail");
  // Where load makes every trial fail, its entry has the cause: that one alone is excused, until its day, and a pass is none in spite of it.
  const steady = [knownFlake({ cells: entry.cells, cause: "exit", reason: entry.reason, until: entry.until })];
  expect(standing(cell(fail("exit")), steady, today)).toMatchObject({ is: "known-failure", known: { kind: "flake" } });
  expect(standing(cell(fail("stdout")), steady, today)).toEqual({ is: "unexpected-fail" });
  expect(standing(cell(fail("exit")), steady, "2027-01-01")).toMatchObject({ is: "unexpected-fail", expired: { kind: "flake" } });
  expect(standing(cell({ is: "judged", verdict: { is: "pass" } }), steady, today)).toEqual({ is: "expected" });
});

test("a cell hangs that is known to fail by a limit on time, in its releases, or to do so at times", () => {
  const lane = parseCell(text).lane;
  const { cells, reason, until } = entry;
  const is = (own: Known, day = today): boolean => hangs(text, lane, [own], day);
  for (const cause of ["timeout", "silence"] as const) {
    expect([is(knownFailure({ ...entry, cause })), is(knownFlake({ cells, reason, until, cause }))]).toEqual([true, true]);
    expect([is(knownFailure({ ...entry, cause, releases: "<49" })), is(knownFlake({ cells, reason, until, cause }), "2027-01-01")]).toEqual([false, false]);
  }
  expect([is(knownFailure(entry)), is(knownFlake({ cells, reason, until }))]).toEqual([false, false]);
});

test("of many cells the standing is that of each by itself", () => {
  const part = fc.constantFrom("*", "a", "b", "a*", "*b", "ab");
  const globs = fc.array(fc.tuple(part, part).map(([workload, rest]) => `${workload}/${rest},*,w@*`));
  fc.assert(
    fc.property(globs, fc.boolean(), (cells, passes) => {
      const all = cells.map((each) => knownFailure({ ...entry, cells: each }));
      const standingOf = standings(all, today);
      for (const name of ["a/a", "a/b", "b/ab", "ab/b"]) {
        const own = `${name},c/cc.wasip1,w@1.0.0/nil:host-x86_64`;
        const one = { text: own, id: parseCell(own), state: passes ? pass : fail("exit") };
        expect(standingOf(one)).toEqual(standing(one, all, today));
      }
    }),
  );
});
