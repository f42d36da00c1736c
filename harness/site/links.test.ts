import fc from "fast-check";
import { expect, test } from "vitest";
import { cellHref, compareHref, matrixHref } from "./links.ts";

const texts = fc.string({ unit: "grapheme", minLength: 1 });
const readBack = (href: string): Record<string, string> => Object.fromEntries(new URL(href, "https://example.org/").hash.slice(1).split("&").map(pairOf));
const pairOf = (part: string): [string, string] => part.split("=").map(decodeURIComponent) as [string, string];

test("an address says what it was made of, whatever characters that holds", () => {
  fc.assert(
    fc.property(texts, texts, texts, (a, b, c) => {
      expect(readBack(cellHref(a))).toEqual({ cell: a });
      expect(readBack(compareHref({ by: a, a: b, b: c }))).toEqual({ by: a, a: b, b: c });
      expect(readBack(matrixHref({ rows: a, cols: b, q: c }))).toEqual({ rows: a, cols: b, q: c });
      // It stands in an attribute, and in Markdown.
      expect(cellHref(a)).toMatch(/^cell\.html#cell=[^\s"<>&#[\]]+$/);
    }),
  );
});

test("what is not asked for is not in an address", () => {
  expect(matrixHref({})).toBe("matrix.html#");
  expect(matrixHref({ rows: "case", q: "" })).toBe("matrix.html#rows=case");
});
