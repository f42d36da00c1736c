import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { styleOf } from "./style.ts";
import { fittedLines, markdownTable, type TableCell, tableLines } from "./table.ts";

const plain = (rows: readonly (readonly string[])[]): TableCell[][] => rows.map((row) => row.map((text) => ({ text })));
const unpainted = (line: string): string => line.replace(/\u001b\[\d+m/g, "");

describe("a table", () => {
  test("pads its columns, and ends no line with blanks", () => {
    expect(tableLines(plain([["a", "long", "c"], ["longer", "b", ""], ["x"]]))).toEqual(["a       long  c", "longer  b", "x"]);
  });

  test("stands to the right where numbers do", () => {
    expect(
      tableLines(
        plain([
          ["", "n", "m"],
          ["a", "1", "20"],
          ["bb", "100", "3"],
        ]),
        ["left", "right"],
      ),
    ).toEqual(["      n   m", "a     1  20", "bb  100   3"]);
  });

  test("takes characters for one wide that have two units", () => {
    expect(
      tableLines(
        plain([
          ["😀", "x"],
          ["ab", "y"],
        ]),
      ),
    ).toEqual(["😀   x", "ab  y"]);
  });

  test("shows no control of a text as it is", () => {
    const [line = ""] = tableLines(plain([["\u001b[31mred", "a\nb"]]));
    expect(line).not.toMatch(/[\u0000-\u001f]/);
  });

  test("of nothing has no lines", () => expect(tableLines([])).toEqual([]));

  test("is as wide painted as it is plain", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "é", "😀", "|", " x"), maxLength: 6 });
    const { bad, bold } = styleOf(false);
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 5 }), fc.constantFrom("left" as const, "right" as const), (rows, side) => {
        const painted = rows.map((row, line) => row.map((text, column) => ({ text, paint: (line + column) % 2 ? bad : bold })));
        expect(tableLines(painted, [side]).map((line) => unpainted(line).trimEnd())).toEqual(tableLines(plain(rows), [side]));
      }),
    );
  });
});

describe("a table in Markdown", () => {
  test("says on which side numbers stand", () => {
    expect(markdownTable(["what", "n"], [["a", "1"]], ["left", "right"])).toEqual(["| what | n |", "| --- | ---: |", "| a | 1 |"]);
  });

  test("is not left by what a program said", () => {
    const [, , line = ""] = markdownTable(["what"], [["a | b\n| c `d` <e>"]]);
    expect(line.slice(2, -2)).not.toMatch(/[|\n`<>]/);
  });
});

describe("a table that fits", () => {
  const rows = plain([
    ["key", "one", "two", "three"],
    ["k", "1", "2", "3"],
  ]);

  test("goes on below where it is too wide, behind its first columns", () => {
    expect(fittedLines(rows, 1, 13)).toEqual(["key  one  two", "k    1    2", "", "key  three", "k    3"]);
    expect(fittedLines(rows, 1, undefined)).toEqual(tableLines(rows));
  });

  test("has a column a block where not even one fits", () => {
    expect(fittedLines(rows, 1, 1)).toHaveLength(8);
  });

  test("fits, and loses no text, whatever it is", () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 26, max: 90 }),
        (texts, columns) => {
          const lines = fittedLines(plain(texts), 1, columns);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
          for (const text of texts.flat()) expect(lines.join(" ").split(/ +/)).toContain(text);
        },
      ),
    );
  });
});
