import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globPattern, restsOf } from "./glob.ts";

const text = fc.stringMatching(/^[ab,]{0,6}$/);
const glob = fc.stringMatching(/^[ab,*]{0,8}$/);

describe("globs", () => {
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
