import { expect, test } from "vitest";
import { storeLines } from "./doctor-store.ts";
import { styleOf } from "./style.ts";

const lines = (changed: Parameters<typeof storeLines>[0]["changed"]): string => storeLines({ store: "/s", read: 3, changed }, styleOf(true)).join("\n");

test("a store that is as it was says how much was read", () => {
  expect(lines([])).toBe("/s: 3 folders read, all as they were put there");
});

test("what was changed is named with what to do, or where it lies now, and no name reaches the terminal raw", () => {
  expect(lines([{ what: "/s/packages/a is not what was installed" }])).toMatch(/1 changed\n {2}changed {2}\/s\/packages\/a is not .*\n +do: .*doctor --repair/);
  expect(lines([{ what: "/s/\u001b[2J", moved: "/s/changed/a" }])).toMatch(
    /changed {2}\/s\/[^\u001b]*\n +moved to \/s\/changed\/a: the next run gets it again$/,
  );
});
