import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KnownDifference } from "../model/generated/differences.ts";
import { endIn, knownOf } from "./known.ts";

const base: KnownDifference = {
  ...{ targets: ["wasip2", "wasip3"], call: "open-at * > *", answers: { one: "ok", other: "exist" }, wrong: [] },
  ...{ reason: "The text leaves it open.", link: "https://example.com/", until: "2027-05-31" },
};
const call = "open-at /data follow new create read > f0";
const place = { target: "wasip2", runtimes: ["one", "other"] as [string, string], day: "2027-05-31" };

interface Case {
  readonly entry?: Partial<KnownDifference>;
  readonly answers?: readonly [string, string];
  readonly place?: Partial<typeof place>;
  readonly calls?: readonly string[];
}

const fits = ({ entry, answers = ["ok", "exist"], place: own, calls = [call] }: Case): boolean =>
  knownOf({ call, calls: [...calls], answers: [...answers] }, [{ ...base, ...entry }], { ...place, ...own }) !== undefined;

describe("an entry", () => {
  test.each<[string, boolean, Case]>([
    ["holds for each of its targets", true, { place: { target: "wasip3" } }],
    ["holds for no other target", false, { place: { target: "wasip1" } }],
    ["holds for no target whose name only begins alike", false, { entry: { targets: ["wasip"] } }],
    ["holds on its last day", true, { place: { day: "2027-05-31" } }],
    ["is over the day after, in the next month", false, { place: { day: "2027-06-01" } }],
    ["is over in the next year", false, { place: { day: "2028-01-01" } }],
    ["fits a whole call, and no part of it", false, { entry: { call: "open-at" } }],
    ["fits one of several calls", true, { entry: { call: "list *|open-at *" } }],
    ["fits none of several calls", false, { entry: { call: "list *|stat-at *" } }],
    ["finds one of several calls before", true, { entry: { before: "list *|symlink-at *" }, calls: ["symlink-at /data a.txt l", call] }],
    ["fits any call by a star alone", true, { entry: { call: "*" } }],
    ["takes a dot as it is", false, { entry: { call: "open.at * > *" } }],
    ["takes its glob in the order of the call", false, { entry: { call: "open-at *read*create*" } }],
    ["has answers of the other lane where the lanes change places", true, { place: { runtimes: ["other", "one"] }, answers: ["exist", "ok"] }],
    ["keeps answers with their runtimes", false, { answers: ["exist", "ok"] }],
    ["fits a whole answer", false, { answers: ["ok 5", "exist"] }],
    ["takes one of several answers", true, { entry: { answers: { one: "access|ok", other: "loop|exist|invalid" } } }],
    ["takes no two answers at once", false, { answers: ["ok|access", "exist"], entry: { answers: { one: "ok|access", other: "*" } } }],
    ["takes the end of a process", true, { answers: ["ok", "(trap)"], entry: { answers: { one: "*", other: "(trap)" } } }],
    ["takes parentheses as they are", false, { answers: ["ok", "trap"], entry: { answers: { one: "*", other: "(trap)" } } }],
    ["with a star for a runtime holds for any other one", true, { place: { runtimes: ["one", "third"] }, entry: { answers: { one: "ok", "*": "exist" } } }],
    [
      "with a star for a runtime is about the one that it names",
      false,
      { place: { runtimes: ["third", "fourth"] }, entry: { answers: { one: "*", "*": "*" } } },
    ],
    ["is about both runtimes that it names", false, { place: { runtimes: ["one", "third"] } }],
    ["explains nothing of two releases of one runtime", false, { place: { runtimes: ["one", "one"] }, entry: { answers: { one: "*", other: "*" } } }],
    ["explains no two releases by a star either", false, { place: { runtimes: ["one", "one"] }, entry: { answers: { one: "*", "*": "*" } } }],
    ["explains no two releases of what it does not name", false, { place: { runtimes: ["third", "third"] }, entry: { answers: { one: "*", "*": "*" } } }],
    ["names no runtime by what every object has", false, { place: { runtimes: ["one", "toString"] }, entry: { answers: { one: "*", other: "*" } } }],
    ["needs a call before, where it names one", false, { entry: { before: "symlink-at *" } }],
    ["finds a call before, wherever it is", true, { entry: { before: "symlink-at *" }, calls: ["symlink-at /data a.txt l", "list /data", call] }],
    ["takes no call behind for one before", false, { entry: { before: "list *" }, calls: [call, "list /data"] }],
    ["takes a call that comes twice for one before", true, { entry: { before: "open-at *" }, calls: [call, call] }],
    ["does not take the call itself for one before", false, { entry: { before: "open-at *" } }],
  ])("%s: %s", (_, known, own) => {
    expect(fits(own)).toBe(known);
  });
});

test("the first entry that fits holds, one that is over makes way for the next", () => {
  const [over, first, second] = [{ until: "2027-05-30" }, { reason: "The first." }, { reason: "The second." }].map((own) => ({ ...base, ...own }));
  const own = { call, calls: [call], answers: ["ok", "exist"] };
  const all = [over, first, second] as KnownDifference[];
  expect(knownOf(own, all, place)).toBe(first);
  expect(knownOf(own, all.toReversed(), place)).toBe(second);
  expect(knownOf(own, [], place)).toBeUndefined();
});

test("a glob fits a call that is made of its parts, and an entry holds for both orders of lanes or for none", () => {
  const part = fc.stringMatching(/^[a-z./()+%' -]{0,6}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.array(part, { minLength: 5, maxLength: 5 }), part, part, (parts, between, left, right) => {
      const text = parts.map((own, at) => own + (at < parts.length - 1 ? between[at] : "")).join("");
      const entry = { ...base, call: parts.join("*"), answers: { one: left, other: "*" } };
      const finding = { call: text, calls: [text] };
      expect(knownOf({ ...finding, answers: [left, right] }, [entry], place)).toBe(entry);
      expect(knownOf({ ...finding, answers: [right, left] }, [entry], { ...place, runtimes: ["other", "one"] })).toBe(entry);
      expect(knownOf({ ...finding, answers: [`${left}!`, right] }, [entry], place)).toBeUndefined();
    }),
  );
});

describe("a program with a call that is known to end a lane", () => {
  const hangs: KnownDifference = { ...base, call: "write *", answers: { one: "*", other: "(limit of time)" } };
  const locks: KnownDifference = { ...base, call: "*", before: "list *", answers: { one: "*", other: "(limit of time)" } };
  const program = ["sync /data", "list /data", "sync /data", "write /data x 0"];

  test.each<[string, readonly KnownDifference[], Partial<typeof place>, number]>([
    ["ends before it", [hangs], {}, 3],
    ["ends before what a call before it locks", [hangs, locks], {}, 2],
    ["is whole where nothing is known", [base], {}, 4],
    ["is whole where that is so for some answers of the other lane alone", [{ ...hangs, answers: { one: "ok", other: "(trap)" } }], {}, 4],
    ["is whole where the lane is another one", [hangs, locks], { runtimes: ["one", "third"] }, 4],
    ["is whole for another target", [hangs], { target: "wasip1" }, 4],
    ["is whole behind the entry's day", [hangs], { day: "2027-06-01" }, 4],
  ])("%s", (_, all, own, length) => {
    expect(endIn(program, all, { ...place, ...own })).toBe(length);
  });
});
