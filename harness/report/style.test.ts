import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffLines } from "./diff.ts";
import { type Style, styleOf } from "./style.ts";

const paintsOf = ({ columns: _, ...paints }: Style): ((text: string) => string)[] => Object.values(paints);

describe("a style", () => {
  test("of a stream that is no terminal leaves text as it is", () => {
    for (const paint of paintsOf(styleOf(true))) expect(paint("text")).toBe("text");
  });

  test("of a terminal ends each colour that it begins", () => {
    const paints = paintsOf(styleOf(false));
    for (const paint of paints) expect(paint("text")).toMatch(/^\u001b\[\d+mtext\u001b\[\d+m$/);
    expect(new Set(paints.map((paint) => paint("text"))).size).toBe(5);
  });
});

describe("a difference", () => {
  const text = fc.array(fc.stringMatching(/^[ab]{0,3}$/), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(""));

  test("is none of equal texts, and some of others, and never longer than anybody reads", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(diffLines(before, after).length === 0).toBe(before === after);
      }),
    );
    const long = Array.from({ length: 500 }, (_, at) => `line ${at}\n`).join("");
    const lines = diffLines(long, "");
    expect([lines.length, lines.at(-1)]).toEqual([41, "… and 460 lines more"]);
  });
});
