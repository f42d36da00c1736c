import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base, type Call, closedBy, functionOf, givenBy, renamed, shapesOf, usedBy } from "./call.ts";
import { vocabularyOf } from "./vocabulary.ts";

const targets = ["wasip1", "wasip2", "wasip3"].map(vocabularyOf);
const call: fc.Arbitrary<Call> = fc.oneof(...targets.flatMap(({ calls, openings }) => [calls, openings]));
const place = fc.nat(40);

describe("parts of a call", () => {
  test.each<[Call, string, string[], string[], string | undefined]>([
    ["list /data", "list", [], [], undefined],
    ["open-at d0 nofollow b.txt - read > f0", "open-at", ["d0"], ["f0"], undefined],
    ["read-via-stream f0 0 > i0 r0", "read-via-stream", ["f0"], ["i0", "r0"], undefined],
    ["rename-at d0 a d1 b", "rename-at", ["d0", "d1"], [], undefined],
    ["drop i0", "drop", ["i0"], [], "i0"],
    ["fd_close f1", "fd_close", ["f1"], [], "f1"],
    ["fd_renumber f0 f1", "fd_renumber", ["f0", "f1"], [], "f0"],
    ["fd_close 99", "fd_close", [], [], undefined],
    ["drop-that f0", "drop-that", ["f0"], [], undefined],
    ["", "", [], [], undefined],
  ])("%j", (own, name, used, given, closed) => {
    expect([functionOf(own), usedBy(own), givenBy(own), closedBy(own)]).toEqual([name, used, given, closed]);
  });

  test("that are paths, flags or numbers are no handles", () => {
    fc.assert(
      fc.property(call, (own) => {
        expect([...usedBy(own), ...givenBy(own)].filter((name) => !/^[dfior][01]$/.test(name))).toEqual([]);
      }),
    );
  });
});

describe("a call with a place of its own", () => {
  test("is the same but for its directory and handles", () => {
    fc.assert(
      fc.property(call, place, (own, at) => {
        const back = renamed(own, at)
          .split(" ")
          .map((word) => (word === `${base}${at}` ? base : word.replace(new RegExp(`^([a-z]\\d)\\.${at}$`), "$1")));
        expect(back.join(" ")).toBe(own);
      }),
    );
  });

  test("shares no directory and no handle with the same call in another place", () => {
    fc.assert(
      fc.property(call, place, place, (own, one, other) => {
        fc.pre(one !== other);
        const words = own.split(" ").filter((word) => word === base || usedBy(word).length > 0);
        for (const word of words) expect(renamed(own, other).split(" ")).not.toContain(renamed(word, one));
        // Not one name is left that programs have in common.
        expect(usedBy(renamed(own, one))).toEqual([]);
        expect(renamed(own, one).split(" ")).not.toContain(base);
      }),
    );
  });
});

describe("what is special of a call", () => {
  test.each([
    ["stat-at /data follow .", "dot"],
    ["stat-at /data follow d/.", "dot"],
    ["stat-at /data follow ./a.txt", ""],
    ["stat-at /data follow ..", "up"],
    ["stat-at /data follow d/../a.txt", "up"],
    ["stat-at /data follow a..txt", ""],
    ["stat-at /data follow /", "absolute"],
    ["stat-at /data follow a%00b", "nul"],
    ["stat-at /data follow (n*256)", "long"],
    ["fd_seek f0 -1 cur", "edge"],
    ["fd_pread f0 4 18446744073709551615", "edge"],
    ["fd_pread f0 4 4g", ""],
    ["write f0 '' max", "edge empty"],
    ["rename-at /data d/ /data d/", "slash"],
  ])("%j: %j", (own, shapes) => {
    expect(shapesOf(own).join(" ")).toBe(shapes);
  });

  test("has each shape once, in one order, whatever the order of words", () => {
    fc.assert(
      fc.property(call, (own) => {
        const shapes = shapesOf(own);
        expect(shapes).toEqual([...new Set(shapes)].sort());
        expect(shapesOf(own.split(" ").toReversed().join(" "))).toEqual(shapes);
      }),
    );
  });
});
