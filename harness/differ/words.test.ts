import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyOf, call, flags, length, lengths, linkPath, linkTarget, lookup, missing, mostly, offset, oneOf, path, size, step, text, texts } from "./words.ts";

const all = { path, linkPath, linkTarget, text, texts, length, lengths, offset, size, step, lookup };
const many = { seed: 1, numRuns: 3000 };
const word = fc.stringMatching(/^[a-z]{1,6}$/);
const distinct = fc.uniqueArray(word, { minLength: 1, maxLength: 24 });

// Where shrinking ends, if each step is taken.
const smallest = (arbitrary: fc.Arbitrary<string>, from: string): string => {
  let own = from;
  for (let steps = 0; steps < 100; steps++) {
    const next = arbitrary.shrink(own, undefined)[Symbol.iterator]().next();
    if (next.done) return own;
    own = next.value.value;
  }
  throw new Error(`no end from ${from}`);
};

test("one of some words is each of them, and no other", () => {
  expect(new Set(fc.sample(oneOf("a", "b", "c"), many))).toEqual(new Set(["a", "b", "c"]));
});

test("a weighted choice has each word of each list of up to 24, whatever its weight", () => {
  fc.assert(
    fc.property(distinct, distinct, fc.integer({ min: 1, max: 3 }), (first, second, weight) => {
      const sample = new Set(fc.sample(mostly([weight, first], [1, second]), many));
      expect(sample).toEqual(new Set([...first, ...second]));
    }),
    { numRuns: 15 },
  );
});

test("weights hold for lists and not for words: a longer list is not more frequent", () => {
  const sample = fc.sample(mostly([3, ["a"]], [1, ["b", "c", "d", "e"]]), many);
  const share = sample.filter((own) => own === "a").length / sample.length;
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.8);
});

test("flags are up to three of the names in their order, or a dash; they shrink to the dash", () => {
  const names = ["w", "x", "y", "z"];
  const arbitrary = flags(...names);
  fc.assert(
    fc.property(arbitrary, (text) => {
      const own = text === "-" ? [] : text.split(",");
      expect(own.length).toBeLessThanOrEqual(3);
      expect(own).toEqual(names.filter((name) => own.includes(name)));
      expect(smallest(arbitrary, text)).toBe("-");
    }),
  );
  expect(new Set(fc.sample(arbitrary, many)).size).toBe(1 + 4 + 6 + 4);
});

test("a call has its words in order with single spaces, and shrinks word by word without knowing how it came about", () => {
  const arbitrary = call("open /data", oneOf("a", "b", "c"), ">", oneOf("f0", "f1"));
  fc.assert(
    fc.property(arbitrary, (text) => {
      expect(text).toMatch(/^open \/data [abc] > f[01]$/);
      for (const { value } of arbitrary.shrink(text, undefined)) {
        const changed = value.split(" ").filter((own, place) => own !== text.split(" ")[place]);
        expect(changed).toHaveLength(1);
      }
      expect(smallest(arbitrary, text)).toBe("open /data a > f0");
    }),
  );
});

test("a choice by weight gives each part, the heavier more often", () => {
  const sample = fc.sample(anyOf([9, oneOf("often")], [1, oneOf("rarely")]), many);
  const rarely = sample.filter((own) => own === "rarely").length;
  expect(rarely).toBeGreaterThan(0);
  expect(rarely).toBeLessThan(sample.length / 5);
});

const value = (text: string): bigint => {
  const [, sign, digits = "", unit = "", more = "0"] = /^(-?)(\d+)([kmg]?)([+-]\d+)?$/.exec(text) ?? [];
  const size = BigInt(digits) * { "": 1n, k: 1n << 10n, m: 1n << 20n, g: 1n << 30n }[unit as "" | "k" | "m" | "g"] + BigInt(more);
  return sign === "-" ? -size : size;
};

describe("words of calls", () => {
  test.each(Object.entries(all))("%s are single", (_, own) => {
    const seen = fc.sample(own, many);
    expect(seen.filter((each) => each === "" || /\s/.test(each))).toEqual([]);
    // More than one, or nothing would vary.
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  test.each([
    ["length", length, 0n, (1n << 12n) + 1n],
    ["offset", offset, 0n, (1n << 64n) - 1n],
    ["size", size, 0n, (1n << 64n) - 1n],
    ["step", step, -(1n << 63n), (1n << 63n) - 1n],
  ])("%s is a number that the call can take, up to the last", (_, own, least, most) => {
    const seen = [...new Set(fc.sample(own, many))].map(value);
    expect(seen.filter((each) => each < least || each > most)).toEqual([]);
    expect(seen).toContain(least);
    expect(seen).toContain(most);
  });

  test("sizes are small, or such that no file can have: nothing fills a disk", () => {
    const seen = [...new Set(fc.sample(all.size, many))].map(value);
    expect(seen.filter((own) => own > 1n << 16n && own < 1n << 63n)).toEqual([]);
  });

  test("paths stay in the directory, but for few that an engine must refuse", () => {
    const sample = fc.sample(all.path, many);
    const leaves = (own: string): boolean => {
      let depth = 0;
      return own.startsWith("/") || own.split("/").some((part) => (part === ".." ? --depth < 0 : part !== "" && part !== "." && ++depth < 0));
    };
    const out = sample.filter(leaves);
    expect(out.length).toBeGreaterThan(0);
    expect(out.length / sample.length).toBeLessThan(0.1);
  });

  test("the path of nothing is a path, and so is what it may stand for", () => {
    const seen = new Set(fc.sample(all.path, many));
    for (const own of [missing.path, ...missing.others]) expect(seen).toContain(own);
    expect(missing.others).not.toContain(missing.path);
    // It is the file that is there: nothing may stand for it.
    expect(missing.others).not.toContain("a.txt");
  });

  test("links are made where nothing is, most times", () => {
    const sample = fc.sample(all.linkPath, many);
    const made = sample.filter((own) => own === "l" || own === "m");
    expect(made.length / sample.length).toBeGreaterThan(0.7);
    expect(made.length).toBeLessThan(sample.length);
  });
});
