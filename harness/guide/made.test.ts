import fc from "fast-check";
import { expect, test } from "vitest";
import { fillMade, madeFault } from "./made.ts";

test("the made part stands at the end, and is replaced in its place", () => {
  const once = fillMade("# C\n\ntext\n", "| a |");
  expect(once).toBe("# C\n\ntext\n\n<!-- works -->\n\n## What works\n\n| a |\n\n<!-- /works -->\n");
  expect(fillMade(`${once}more\n`, "| b |")).toBe(`${once.replace("| a |", "| b |")}more\n`);
});

test("filling twice is filling once, and what was filled in is right", () => {
  const text = fc.string().filter((own) => !own.includes("<!--"));
  fc.assert(
    fc.property(text, text, (guide, works) => {
      const once = fillMade(guide, works);
      expect(fillMade(once, works)).toBe(once);
      expect(madeFault(once, works)).toBeUndefined();
      expect(madeFault(once, `${works}x`)).toMatch(/not what the published records say/);
    }),
  );
});

test("a language that no record has needs none", () => {
  expect(madeFault("# C\n", undefined)).toBeUndefined();
  expect(madeFault(fillMade("# C\n", "x"), undefined)).toMatch(/any more/);
  expect(madeFault("# C\n", "x")).toMatch(/is missing/);
});
