import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DifferFinding } from "../model/generated/differ.ts";
import type { KnownDifference } from "../model/generated/differences.ts";
import { signatureOf } from "./answers.ts";
import { kindsOf, mergeFindings, type Occurrence } from "./findings.ts";

const calls = fc.constantFrom("stat f0", "stat f1", "stat-at /data follow d/", "stat-at /data follow d", "read f0 4 0", "unlink-file-at /data ''");
const answer = fc.constantFrom("ok", "ok 4", "ok regular-file", "no-entry", "access", "(trap)", "(limit of time)");
const occurrence: fc.Arbitrary<Occurrence> = fc
  .tuple(fc.nat(9), calls, answer, answer, fc.array(calls, { maxLength: 4 }))
  .map(([number, call, left, right, before]) => ({ number, slice: [...before, call], difference: { at: before.length, call, answers: [left, right] } }));
const occurrences = fc.array(occurrence, { maxLength: 30 });

describe("kinds of differences", () => {
  test("have each difference in one, by its signature, and the most frequent first", () => {
    fc.assert(
      fc.property(occurrences, (all) => {
        const kinds = kindsOf(all);
        const signatures = all.map(({ difference }) => signatureOf(difference, true));
        expect(kinds.map(({ signature }) => signature).sort()).toEqual([...new Set(signatures)].sort());
        for (const { signature, count } of kinds)
          expect(count).toBe(new Set(all.filter((_, at) => signatures[at] === signature).map(({ number }) => number)).size);
        expect(kinds.map(({ count }) => count)).toEqual(kinds.map(({ count }) => count).sort((a, b) => b - a));
      }),
    );
  });

  test("have up to three programs whose calls differ, of one call the one with the shortest way to it", () => {
    fc.assert(
      fc.property(occurrences, (all) => {
        for (const { signature, samples } of kindsOf(all)) {
          const own = all.filter(({ difference }) => signatureOf(difference, true) === signature);
          const distinct = new Set(own.map(({ difference }) => difference.call));
          expect(samples.length).toBe(signature.includes("(limit") ? 1 : Math.min(3, distinct.size));
          expect(new Set(samples.map(({ difference }) => difference.call)).size).toBe(samples.length);
          for (const { difference, slice } of samples)
            for (const other of own.filter((each) => each.difference.call === difference.call)) expect(slice.length).toBeLessThanOrEqual(other.slice.length);
          expect(samples[0]?.slice.length).toBe(Math.min(...own.map((each) => each.slice.length)));
        }
      }),
    );
  });

  test("with four calls that differ keep the three with the shortest ways", () => {
    const of = (number: number, length: number): Occurrence => {
      const call = `sync f${number}`;
      return { number, slice: [...Array.from({ length: length - 1 }, () => "list /data"), call], difference: { at: 0, call, answers: ["ok", "io"] } };
    };
    const [kind] = kindsOf([of(0, 4), of(1, 2), of(2, 3), of(3, 1)]);
    expect(kind).toMatchObject({ signature: "sync ok io", count: 4 });
    expect(kind?.samples.map(({ number }) => number)).toEqual([3, 1, 2]);
  });
});

const entry = (reason: string): KnownDifference => ({
  ...{ targets: ["wasip2"], call: "*", answers: { one: "*", other: "*" }, wrong: [], reason },
  ...{ link: "https://example.com/", until: "2027-01-31" },
});

const known = fc.constantFrom(undefined, "The first reason.", "The second reason.");
const finding: fc.Arbitrary<DifferFinding> = fc
  .tuple(calls, answer, answer, fc.array(calls, { maxLength: 3 }), fc.integer({ min: 1, max: 9 }), fc.nat(99), known)
  .map(([call, left, right, before, count, number, reason]) => ({
    ...{ call, answers: [left, right], count, number, calls: [...before, call] },
    ...{ traces: [[], []], ...(reason ? { known: entry(reason) } : {}) },
  }));
const findings = fc.array(finding, { maxLength: 20 });
const sum = (one: number, other: number): number => one + other;
const total = (all: readonly DifferFinding[]): number => all.reduce((all, { count }) => all + count, 0);
const reasons = (all: readonly DifferFinding[]): (string | undefined)[] => [...new Set(all.map((own) => own.known?.reason))].sort();

describe("findings that are merged", () => {
  test("lose no program and no reason, and merged again they stay as they are", () => {
    fc.assert(
      fc.property(findings, (all) => {
        const merged = mergeFindings(all, sum);
        expect(total(merged)).toBe(total(all));
        expect(reasons(merged)).toEqual(reasons(all));
        expect(mergeFindings(merged, sum)).toEqual(merged);
      }),
    );
  });

  test("are the same in whatever order they came", () => {
    fc.assert(
      fc.property(
        findings.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, other]) => {
          const shown = (own: readonly DifferFinding[]) =>
            mergeFindings(own, sum)
              .map(({ calls: ways, count, number }) => JSON.stringify([ways, count, number]))
              .sort();
          expect(shown(other)).toEqual(shown(all));
        },
      ),
    );
  });

  test("begin with the new ones; of each sort the most frequent are first", () => {
    fc.assert(
      fc.property(findings, (all) => {
        const merged = mergeFindings(all, Math.max);
        const first = merged.findIndex((own) => own.known);
        const parts = first < 0 ? [merged] : [merged.slice(0, first), merged.slice(first)];
        expect(parts[1]?.every((own) => own.known) ?? true).toBe(true);
        for (const part of parts) expect(part.map(({ count }) => count)).toEqual(part.map(({ count }) => count).sort((a, b) => b - a));
      }),
    );
  });

  test.each<[string, string[][], string[]]>([
    [
      "fewer calls",
      [
        ["list /data", "list /data", "stat f0"],
        ["stat-at /data follow a.txt", "stat f1"],
      ],
      ["stat-at /data follow a.txt", "stat f1"],
    ],
    [
      "shorter calls",
      [
        ["list /data", "stat f0"],
        ["sync f0", "stat f0"],
      ],
      ["sync f0", "stat f0"],
    ],
    [
      "the first by letters",
      [
        ["sync f1", "stat f0"],
        ["sync f0", "stat f1"],
      ],
      ["sync f0", "stat f1"],
    ],
  ])("keep the program with %s", (_, programs, best) => {
    const all = programs.map((own, number) => ({
      call: own.at(-1) ?? "",
      answers: ["ok 1", "io"],
      count: 1,
      number: 7 + number,
      calls: own,
      traces: [[], []],
    }));
    for (const order of [all, all.toReversed()]) expect(mergeFindings(order, sum)).toMatchObject([{ calls: best, count: 2, number: 7 }]);
  });

  test("do not hide a new one behind a smaller one that is known", () => {
    const own = { call: "stat f0", answers: ["ok", "io"], count: 1, number: 1, calls: ["stat f0"], traces: [[], []], known: entry("It is known well.") };
    const { known: _, ...bare } = own;
    const fresh = { ...bare, calls: ["drop f1", "stat f0"] };
    for (const all of [
      [own, fresh],
      [fresh, own],
    ])
      expect(mergeFindings(all, sum)).toEqual([fresh, own]);
  });
});
