import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base, closedBy, functionOf, givenBy, type Program, renamed, shapesOf, usedBy } from "./call.ts";
import { mostCalls, Programs, sensible, sliceOf } from "./programs.ts";
import { vocabularyOf } from "./vocabulary.ts";

const seed = fc.nat(1e9);
const number = fc.nat(1e6);

// Whether each handle was opened before it is used, and where it may not be named any more, not closed.
const isSensible = (program: Program, namesClosed: boolean): boolean =>
  program.every((call, at) =>
    usedBy(call).every((name) => {
      const before = program.slice(0, at);
      const opened = before.findLastIndex((own) => givenBy(own).includes(name));
      const closed = before.findLastIndex((own) => closedBy(own) === name);
      if (opened < 0) return false;
      return closed < opened || (namesClosed && before.slice(closed).every((own) => givenBy(own).length === 0));
    }),
  );

describe.each(["wasip1", "wasip2", "wasip3"])("programs of %s", (target) => {
  const vocabulary = vocabularyOf(target);
  const programs = new Programs(vocabulary);

  test("have few calls, and use only what they opened", () => {
    fc.assert(
      fc.property(seed, number, (own, at) => {
        const program = programs.of(own, at);
        expect(program.length).toBeLessThanOrEqual(mostCalls);
        expect(isSensible(program, vocabulary.namesClosed), program.join("\n")).toBe(true);
      }),
    );
  });

  test("are the same for the same seed and number, and others for others", () => {
    const of = (own: number): string[] => Array.from({ length: 20 }, (_, at) => new Programs(vocabulary).of(own, at).join("\n"));
    expect(of(7)).toEqual(of(7));
    expect(new Set([...of(7), ...of(8)]).size).toBeGreaterThan(30);
  });

  test("come to smaller ones that are sensible too, and at last to an end", () => {
    fc.assert(
      fc.property(seed, number, (own, at) => {
        let program = programs.of(own, at);
        const seen = new Set<string>();
        for (let steps = 0; steps < 500; steps++) {
          const smaller = [...programs.smaller(program)];
          expect(program.length <= 1 || smaller.some(({ length }) => length < program.length), program.join("\n")).toBe(true);
          const next = smaller.find((each) => !seen.has(each.join("\n")));
          if (!next) return;
          expect(isSensible(next, vocabulary.namesClosed), next.join("\n")).toBe(true);
          seen.add(next.join("\n"));
          program = next;
        }
        throw new Error(`no end: ${program.join("\n")}`);
      }),
      { numRuns: 20 },
    );
  });

  test("name every function that changes nothing, and use most of what they open", () => {
    const all = Array.from({ length: 2000 }, (_, at) => programs.of(1, at));
    const named = new Set(all.flat().map(functionOf));
    for (const name of vocabulary.reads) expect(named).toContain(name);
    expect(all.flat().length / all.length).toBeGreaterThan(4);
  });
});

test("what nothing opened is not used; a number that was closed is, until the next call that opens", () => {
  const program = [
    "fd_read f0 4",
    "path_open /data nofollow a.txt - - r > f0",
    "fd_close f0",
    "fd_read f0 4",
    "path_open /data nofollow d > d0",
    "fd_read f0 4",
  ];
  const spends = new Set<string>();
  expect(sensible(program, { namesClosed: true, spends })).toEqual(program.slice(1, 5));
  expect(sensible(program, { namesClosed: false, spends })).toEqual([program[1], program[2], program[4]]);
});

test("a stream that was read to its end is not read again, until another has its name", () => {
  const opens = "read-via-stream f0 0 > i0 r0";
  const program = ["open-at /data nofollow a.txt - read > f0", opens, "drain i0 4", "drain i0 4", "drop i0", "stat f0", opens, "drain i0 4"];
  expect(sensible(program, vocabularyOf("wasip3"))).toEqual([...program.slice(0, 3), ...program.slice(5)]);
  expect(sensible(program.with(1, "read-via-stream f0 0 > i0"), vocabularyOf("wasip2"))).toContain("drop i0");
});

test("a slice has what a call needs, and nothing else", () => {
  const program = ["open-at /data nofollow d - read > d0", "list /data", "open-at d0 nofollow b.txt - read > f0", "stat d0", "read f0 4 0", "stat f0"];
  expect(sliceOf(program, 4)).toEqual([program[0], program[2], program[4]]);
  expect(sliceOf(program, 1)).toEqual([program[1]]);
});

test("programs in one process have directories and handles of their own", () => {
  expect(renamed(`open-at ${base} nofollow d0 - read > f0`, 3)).toBe("open-at /data3 nofollow d0.3 - read > f0.3");
  expect(renamed("open-at /data nofollow /data/a.txt create read > f1", 12)).toBe("open-at /data12 nofollow /data/a.txt create read > f1.12");
});

test.each<[string, string[]]>([
  ["open-at /data nofollow a.txt - read > f0", []],
  ["rename-at /data '' /data d/", ["empty", "slash"]],
  ["stat-at /data follow d/..", ["up"]],
  ["stat-at /data follow /a.txt", ["absolute"]],
  ["read f0 4 9223372036854775808", ["edge"]],
])("what is special of %j is %j", (call, shapes) => {
  expect(shapesOf(call)).toEqual(shapes);
});
