import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { closedBy, functionOf, givenBy, shapesOf, usedBy } from "./call.ts";
import { type CallsTarget, grammarOf } from "./grammar.fixture.ts";
import { Programs } from "./programs.ts";
import { vocabularyOf } from "./vocabulary.ts";

const many = { seed: 1, numRuns: 4000 };
const kinds: Readonly<Record<CallsTarget, RegExp>> = { wasip1: /^[fd]\d$/, wasip2: /^[fdio]\d$/, wasip3: /^[fdir]\d$/ };

describe.each<CallsTarget>(["wasip1", "wasip2", "wasip3"])("calls of %s", (target) => {
  const vocabulary = vocabularyOf(target);
  const grammar = grammarOf(target);
  const calls = fc.oneof(vocabulary.calls, vocabulary.openings);
  const sample = fc.sample(calls, many);

  test("are written as the guest's page says", () => {
    for (const call of sample) {
      const pattern = grammar.get(functionOf(call));
      expect(pattern, `${functionOf(call)} is not on the page`).toBeDefined();
      expect(call).toMatch(pattern as RegExp);
    }
  });

  test("name handles of their version, and give each name once", () => {
    for (const call of sample) {
      for (const name of [...usedBy(call), ...givenBy(call)]) expect(name, call).toMatch(kinds[target]);
      expect(new Set(givenBy(call)).size, call).toBe(givenBy(call).length);
    }
  });

  test("fit the page also where a program is made smaller", () => {
    const programs = new Programs(vocabulary);
    const ofProgram = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([seed, number]) => programs.of(seed, number));
    fc.assert(
      fc.property(ofProgram, (program) => {
        for (const smaller of [...programs.smaller(program)].slice(0, 200))
          for (const call of smaller) expect(call).toMatch(grammar.get(functionOf(call)) as RegExp);
      }),
      { numRuns: 30 },
    );
  });

  test("use each handle that some call gives, and give each that some call uses", () => {
    const given = new Set(sample.flatMap(givenBy));
    // The outcome of a stream is dropped with it: nothing in a program waits for it.
    expect(new Set(sample.flatMap(usedBy))).toEqual(new Set([...given].filter((name) => !name.startsWith("r"))));
    expect(new Set(sample.flatMap((call) => closedBy(call) ?? []))).toEqual(new Set([...given].filter((name) => !name.startsWith("r"))));
  });

  test("that only read open nothing, close nothing and write nothing", () => {
    for (const name of vocabulary.reads) {
      expect(name).not.toMatch(/write|open|create|remove|unlink|rename|symlink|set|allocate|put|drop|close/);
      const own = sample.filter((call) => functionOf(call) === name);
      expect(own, name).not.toEqual([]);
      expect(own.filter((call) => givenBy(call).length > 0 || closedBy(call) !== undefined)).toEqual([]);
    }
  });

  test("have what is special of paths and numbers", () => {
    const shapes = new Set(sample.flatMap(shapesOf));
    for (const shape of ["empty", "edge", "absolute", "nul", "long", "up", "slash", "dot"]) expect(shapes).toContain(shape);
  });

  test("that open begin where the program begins, most times", () => {
    const first = fc.sample(vocabulary.openings, many);
    const opens = first.filter((call) => givenBy(call).length > 0 && usedBy(call).length === 0);
    expect(opens.length / first.length).toBeGreaterThan(0.5);
    // Whatever such a call names was in the fixture from the first, or is made by it.
    for (const call of opens) expect(call).toMatch(/ (a\.txt|d\/b\.txt|d|new|d\/new) /);
  });
});

test.each<[CallsTarget, string]>([
  ["wasip1", "path_open /data nofollow a.txt create - rw > f0"],
  ["wasip1", "path_open /data a.txt - - rw > f0"],
  ["wasip1", "fd_seek f0 0 start"],
  ["wasip1", "fd_read f0 4 0"],
  ["wasip2", "open-at /data nofollow a.txt creat read > f0"],
  ["wasip2", "read-via-stream f0 0 > i0 r0"],
  ["wasip2", "write f0 x end"],
  ["wasip2", "set-times f0 1 now"],
  ["wasip3", "read-via-stream f0 0 > i0"],
  ["wasip3", "stat f0 mtime"],
])("the page of %s has no place for %j", (target, call) => {
  expect(call).not.toMatch(grammarOf(target).get(functionOf(call)) ?? /./);
});

test.each(["wasip9", "", "toString", "__proto__"])("a target %j of which nothing is known is an error with those that are", (target) => {
  const error = (() => {
    try {
      return vocabularyOf(target);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(GatehouseError);
  expect(error).toMatchObject({ code: "differ/no-calls", hint: "targets are: wasip1, wasip2, wasip3" });
});
