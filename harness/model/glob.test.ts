import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globPattern, restsOf } from "./glob.ts";

const text = fc.stringMatching(/^[ab,]{0,6}$/);
const glob = fc.stringMatching(/^[ab,*]{0,8}$/);

// The same as a regular expression, by the parts of the glob.
const asExpression = (own: string): RegExp => new RegExp(`^${own.replaceAll("*", ".*")}$`, "s");

describe("globs", () => {
  test("a star stands for any text, also none, and the whole must fit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*]{0,8}$/), fc.stringMatching(/^[ab]{0,8}$/), (own, whole) => {
        expect(globPattern(own).test(whole)).toBe(asExpression(own).test(whole));
      }),
      { numRuns: 5000 },
    );
    expect(globPattern("a.c*").test("abc")).toBe(false);
    expect(globPattern("a*c").test("a\n*c")).toBe(true);
  });

  test("a text fits one exactly where its rest fits one of those that are left", () => {
    fc.assert(
      fc.property(glob, text, text, (own, start, rest) => {
        expect(restsOf(own, start).some((left) => globPattern(left).test(rest))).toBe(globPattern(own).test(start + rest));
      }),
      { numRuns: 3000 },
    );
  });

  test("what is left after all that fits fits nothing more; what begins otherwise leaves nothing", () => {
    expect(restsOf("a/b,c", "a/b,c")).toEqual([""]);
    expect(restsOf("a/*,c", "a/b,")).toEqual(["*,c", "c"]);
    expect(restsOf("a/*,c", "b/")).toEqual([]);
  });
});
