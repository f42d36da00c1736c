import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { plantProject, plantRun } from "../review/project.fixture.ts";
import { publish } from "../review/publish.ts";
import { readSite } from "./read.ts";
import { bad, lanes } from "./site.fixture.ts";

const name = "args/plain,zig/zig.wasip1";

test("a cell has its history: the runs before, the newest first, then the records of others; a damaged run is passed over", async () => {
  const root = plantProject();
  const runs = ["20260101T120000000Z-aaaa", "20260102T120000000Z-aaaa", "20260103T120000000Z-aaaa"] as const;
  plantRun(root, { [name]: {} }, { run: runs[0], lane: lanes.now });
  await publish(root, undefined, false);
  plantRun(root, { [name]: bad }, { run: runs[1], lane: lanes.now });
  const damaged = join(root, "results/runs/20260102T130000000Z-aaaa");
  mkdirSync(damaged, { recursive: true });
  writeFileSync(join(damaged, "journal.ndjson"), "{\n");
  plantRun(root, { [name]: {} }, { run: runs[2], lane: lanes.now });
  plantRun(root, { [name]: {} }, { run: "20260104T120000000Z-aaaa", lane: lanes.now });

  const { cells, sources } = await readSite(root, runs[2], []);
  const earlier = cells.find(({ text }) => text.startsWith(name))?.earlier.map(([at, code]) => [sources[at]?.kind, sources[at]?.run, code]);
  expect(earlier).toEqual([
    ["run", runs[1], "f"],
    ["published", runs[0], "p"],
  ]);
});
