import fc from "fast-check";
import { expect, test } from "vitest";
import { firstLine, lineAt } from "./first-line.ts";

const at = (text: string, index: number): string | undefined => lineAt(Buffer.from(text), index);

test("the line that holds a byte, from its beginning to its end", () => {
  expect(["a\nbee\nc", "bee"].map((text) => [at(text, 2)])).toEqual([["bee"], ["bee"]]);
  expect([at("a\nb", 0), at("a\nb", 1), at("a\nb", 2), at("a\n\nb", 2)]).toEqual(["a", "a", "b", ""]);
  expect([at("", 0), at("ab", 2)]).toEqual([undefined, undefined]);
});

test("a long line is cut around the byte, never inside of a character; control characters are escapes", () => {
  expect(at(`${"x".repeat(500)}HERE${"y".repeat(500)}`, 502)).toMatch(/^…x{58}HEREy+…$/);
  expect(at(`${"ä".repeat(100)}!`, 200)).toBe(`…${"ä".repeat(30)}!`);
  expect(at("\u001b[31mred", 5)).toBe("\\x1b[31mred");
});

test("the first line that says anything", () => {
  expect(firstLine(Buffer.from("\n  \nError: no\nmore"))).toBe("Error: no");
  expect(firstLine(Buffer.from(" \n\t\n"))).toBeUndefined();
});

test("any bytes give one line of at most 160 characters", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 2000 }), fc.nat(1999), (bytes, index) => {
      const line = lineAt(Buffer.from(bytes), index % bytes.length) ?? "absent";
      expect(line.length).toBeLessThanOrEqual(160);
      expect(line).not.toContain("\n");
    }),
  );
});
