import { expect, test } from "vitest";
import { type PublishedFile, publishLines } from "./publish.ts";
import { styleOf } from "./style.ts";

const file: PublishedFile = {
  path: "results/releases/w-1/w.nil/m.ndjson",
  lane: "w@1/nil:host-x86_64",
  cells: 7,
  passed: 6,
  changed: undefined,
  kept: 0,
  dropped: [],
  bytes: 1500,
};
const dropped = ["a", "b", "c", "d"].map((cell) => ({ cell, why: "its contract moved" }));

test("what publishing did looks like this", () => {
  const files = [file, { ...file, changed: 0, kept: 2 }, { ...file, changed: 1, dropped: [...dropped, { cell: "e", why: "its case is no more" }] }];
  expect(publishLines("r", files, true, styleOf(true)).join("\n")).toMatchInlineSnapshot(`
    "results/releases/w-1/w.nil/m.ndjson  6 of 7 cells pass; new  1.5 kB
    results/releases/w-1/w.nil/m.ndjson  6 of 7 cells pass, 2 kept from earlier runs; only figures are new  1.5 kB
    results/releases/w-1/w.nil/m.ndjson  6 of 7 cells pass; 1 cell is not as before  1.5 kB
      4 dropped: its contract moved
        a
        b
        c
        and 1 more: --json lists all
      1 dropped: its case is no more
        e
    run r is published"
  `);
  expect(publishLines("r", [], false, styleOf(true))).toEqual(["nothing is written: this is what publishing run r would do"]);
});
