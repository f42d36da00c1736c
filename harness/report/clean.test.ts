import { expect, test } from "vitest";
import type { CleanFindings } from "../model/inspection.ts";
import { cleanLines } from "./clean.ts";
import { styleOf } from "./style.ts";

const found = (items: CleanFindings["items"], removed = false): CleanFindings => ({
  store: "/store",
  removed,
  items,
  bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
});
const lines = (told: CleanFindings): string[] => cleanLines(told, styleOf(true));

test("what is to be cleaned is told by reason, with its size; paths of the store without it", () => {
  const told = lines(
    found([
      { path: "/store/packages/a", bytes: 3_000_000, why: "unused" },
      { path: "/runs/1", bytes: 1000, why: "run" },
      { path: "/store/packages/b", bytes: 1_000_000, why: "unused" },
    ]),
  );
  expect(told).toEqual([
    expect.stringMatching(/no manifest names it \(2 folders\)/),
    expect.stringMatching(/ packages\/a$/),
    expect.stringMatching(/ packages\/b$/),
    expect.stringMatching(/an old run \(1 folder\)/),
    expect.stringMatching(/ \/runs\/1$/),
    expect.stringMatching(/^would remove .* of \/store$/),
  ]);
});

test("of many of one kind ten are shown, and the others counted", () => {
  const many = Array.from({ length: 13 }, (_, index) => ({ path: `/store/cache/${index}`, bytes: 1, why: "old" as const }));
  const told = lines(found(many, true));
  expect([told.length, told.at(-2), told.at(-1)]).toEqual([13, "  and 3 more", expect.stringMatching(/^removed /)]);
});

test("nothing is told as nothing", () => expect(lines(found([]))).toEqual(["nothing to remove from /store"]));
