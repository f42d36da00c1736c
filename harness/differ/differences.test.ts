import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadDifferences } from "../catalog/differences.ts";
import { loadCatalog } from "../catalog/load.ts";
import { mismatch } from "../host/schemas.ts";
import { globPattern } from "../model/glob.ts";
import { knownOf } from "./known.ts";
import { vocabularyOf } from "./vocabulary.ts";

// The project's own list: an entry that nothing can fit explains nothing, and nobody would see it.
const catalog = await loadCatalog(join(import.meta.dirname, "../.."));
const entries = await loadDifferences(catalog);
const targets = ["wasip1", "wasip2", "wasip3"];
const callsOf = new Map(
  targets.map((target) => {
    const { calls, openings } = vocabularyOf(target);
    return [target, [...new Set(fc.sample(fc.oneof(calls, openings), { seed: 1, numRuns: 60_000 }))]];
  }),
);
const lanesOf = (target: string): readonly string[] => catalog.targets.get(target)?.differ?.lanes ?? [];

describe.each(targets)("known differences of %s", (target) => {
  const own = entries.filter((entry) => entry.targets.includes(target));
  const calls = callsOf.get(target) ?? [];
  // Each of several globs must fit something.
  const named = (globs: string) => {
    const found = globs.split("|").map((glob) => calls.find((call) => globPattern(glob).test(call)));
    return found.includes(undefined) ? undefined : found[0];
  };

  test("fit some call of the vocabulary, and where they name one before it, that too", () => {
    const unfit = own.filter(({ call, before = "*" }) => named(call) === undefined || named(before) === undefined);
    expect(unfit.map(({ call, before }) => [call, before])).toEqual([]);
  });

  test("are about runtimes that are compared for the target", () => {
    const strangers = own.flatMap(({ answers }) => Object.keys(answers)).filter((id) => id !== "*" && !lanesOf(target).includes(id));
    expect([...new Set(strangers)]).toEqual([]);
  });

  test("do not stand behind an entry that fits all that they fit", () => {
    const shadowed = own.filter((entry, at) =>
      own
        .slice(0, at)
        .some((first) => first.call === entry.call && first.before === entry.before && JSON.stringify(first.answers) === JSON.stringify(entry.answers)),
    );
    expect(shadowed.map(({ call }) => call)).toEqual([]);
  });

  test("explain what they tell of, in either order of lanes, and not behind their day", () => {
    for (const entry of own) {
      const ids = Object.keys(entry.answers).map((id) => (id === "*" ? "another" : id)) as [string, string];
      // A text that fits a glob: the glob without stars.
      const answers = Object.values(entry.answers).map((globs) => (globs.split("|")[0] ?? "").replaceAll("*", ""));
      const call = named(entry.call) ?? "";
      const calls = [...(entry.before ? [named(entry.before) ?? ""] : []), call];
      const at = { target, runtimes: ids, day: entry.until };
      expect(knownOf({ call, calls, answers }, [entry], at), entry.call).toBe(entry);
      const [one, other] = ids;
      expect(knownOf({ call, calls, answers: answers.toReversed() }, [entry], { ...at, runtimes: [other, one] }), entry.call).toBe(entry);
      expect(knownOf({ call, calls, answers }, [entry], { ...at, day: "2999-01-01" }), entry.call).toBeUndefined();
    }
  });
});

test("entries fit their schema, and have targets that generate programs", () => {
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    expect(mismatch("differences", { difference: [entry] }), entry.call).toBeUndefined();
    for (const target of entry.targets) expect(targets).toContain(target);
  }
});

test("entries are against nobody only where the text leaves it open, and tell so", () => {
  for (const { wrong, reason, answers } of entries) {
    expect(new Set(wrong).size).toBe(wrong.length);
    for (const id of wrong) expect(Object.keys(answers)).toContain(id);
    // A sentence for a reader, with its end.
    expect(reason).toMatch(/^[A-Za-z0-9"].* .*[.")]$/s);
  }
});
