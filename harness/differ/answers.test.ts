import { describe, expect, test } from "vitest";
import type { DifferFinding } from "../model/generated/differ.ts";
import type { KnownDifference } from "../model/generated/differences.ts";
import { differencesIn, signatureOf } from "./answers.ts";
import type { Program } from "./call.ts";
import { kindsOf, mergeFindings } from "./findings.ts";
import { knownOf } from "./known.ts";
import { shrink } from "./shrink.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf("wasip2");
const program: Program = ["stat-at /data nofollow d", "create-directory-at /data a.txt", "unlink-file-at /data d", "list /data"];
const same = ["stat-at ok directory size=4096 links=2", "create-directory-at exist", "unlink-file-at is-directory", "list ok 1 d:directory"];
const told = (...lines: readonly string[]) => ({ lines });
const at = (...found: readonly ReturnType<typeof differencesIn>[number][]): number[] => found.map((each) => each.at);

describe("differences of a program", () => {
  test("are none where the answers are the same, but for sizes of directories", () => {
    expect(differencesIn(program, told(...same), told("stat-at ok directory size=60 links=2", ...same.slice(1)), vocabulary)).toEqual([]);
  });

  test("go on behind calls that changed nothing in either engine, and end with one that did in one of them", () => {
    const other = ["stat-at no-entry", "create-directory-at access", "unlink-file-at ok", "list ok 0"];
    expect(at(...differencesIn(program, told(...same), told(...other), vocabulary))).toEqual([0, 1, 2]);
  });

  test("tell of a process that ended; what is behind it is not compared", () => {
    const found = differencesIn(program, told(...same), { lines: same.slice(0, 1), ended: "trap" }, vocabulary);
    expect(found).toEqual([{ at: 1, call: program[1], answers: ["exist", "(trap)"] }]);
    const both = { lines: same.slice(0, 1), ended: "trap" };
    expect(differencesIn(program, both, both, vocabulary)).toEqual([]);
  });

  test("of a line that belongs to another call is a fault of ours", () => {
    expect(() => differencesIn(program, told("list ok 0"), told(...same), vocabulary)).toThrow("the guest answers");
  });
});

test("kinds have function and answers in common, and what is special of a path; their samples differ", () => {
  const difference = (call: string, right = "ok") => ({ at: 0, call, answers: ["no-entry", right] as const });
  const occurrence = (number: number, call: string, slice = [call], right = "ok") => ({ number, slice, difference: difference(call, right) });
  const kinds = kindsOf([
    occurrence(0, "stat-at /data follow d/"),
    occurrence(1, "stat-at d0 follow d", ["open-at /data nofollow d - - > d0", "stat-at d0 follow d"]),
    occurrence(2, "stat-at /data follow d"),
    occurrence(3, "stat-at /data nofollow a.txt", undefined, "ok regular-file"),
    occurrence(4, "stat-at /data follow d"),
  ]);
  expect(kinds.map(({ signature, count, samples }) => [signature, count, samples.map(({ number }) => number)])).toEqual([
    ["stat-at no-entry ok", 4, [2, 3, 1]],
    ["stat-at no-entry ok slash", 1, [0]],
  ]);
  expect(signatureOf(difference("stat-at /data follow d/"), false)).toBe("stat-at no-entry ok");
});

test("shrinking ends at a program of which no step still shows what is sought", async () => {
  const smaller = (own: Program): Program[] => own.map((_, index) => own.toSpliced(index, 1));
  const shows = async (some: readonly Program[]) => some.findIndex((each) => each.includes("b") && each.includes("d"));
  for (const together of [1, 3, 20]) expect(await shrink(["a", "b", "c", "d", "e"], smaller, shows, together)).toEqual(["b", "d"]);
});

const finding = (call: string, count: number, calls = [call]): DifferFinding => ({
  call,
  answers: ["ok", "access"],
  count,
  number: count,
  calls,
  traces: [[], []],
});

test("findings of one call are one, with the smallest program", () => {
  const merged = mergeFindings([finding("stat f0", 2, ["x", "stat f0"]), finding("stat f1", 5, ["stat f1"]), finding("sync f0", 9)], (a, b) => a + b);
  expect(merged.map(({ call, count, number }) => [call, count, number])).toEqual([
    ["sync f0", 9, 9],
    ["stat f1", 7, 2],
  ]);
});

const entry: KnownDifference = {
  ...{ targets: ["wasip2"], call: "stat *", answers: { one: "ok*", other: "access" }, wrong: ["other"] },
  ...{ reason: "It says so.", link: "https://example.com/", until: "2027-01-31" },
};
const place = { target: "wasip2", runtimes: ["one", "other"] as const, day: "2027-01-31" };

test("an entry explains a finding of its target, call and answers, until its day, whichever lane comes first", () => {
  const own = finding("stat f0", 1);
  const turned = { ...own, answers: ["access", "ok 1"] };
  expect(knownOf(own, [entry], place)).toBe(entry);
  expect(knownOf(turned, [entry], { ...place, runtimes: ["other", "one"] })).toBe(entry);
  expect(knownOf(own, [{ ...entry, answers: { one: "no-entry|ok", "*": "access" } }], place)?.call).toBe("stat *");
  for (const not of [
    knownOf(turned, [entry], place),
    knownOf(own, [entry], { ...place, target: "wasip3" }),
    knownOf(own, [entry], { ...place, day: "2027-02-01" }),
    knownOf(own, [entry], { ...place, runtimes: ["one", "third"] }),
    knownOf(finding("sync f0", 1), [entry], place),
    knownOf(own, [{ ...entry, before: "drop *" }], place),
  ])
    expect(not).toBeUndefined();
  expect(knownOf(finding("stat f0", 1, ["drop f1", "stat f0"]), [{ ...entry, before: "drop *" }], place)).toBeDefined();
});
