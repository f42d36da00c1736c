import { expect, test } from "vitest";
import type { BuildResult } from "../build/build.ts";
import type { Readier } from "../engine/ready.ts";
import { parseCell } from "../model/ids.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { type CellGround, readyCell } from "./cells.ts";

const cell = {
  id: parseCell("a/b,c/zig-cc.wasip1,faulty@1/nil:host-x86_64"),
  workload: { manifest: {} },
  case: { programs: { main: {} } },
} as unknown as PlannedCell;
const built = (outcome: object): Promise<BuildResult> => Promise.resolve({ row: { build: "a,c/zig-cc.wasip1", outcome } } as unknown as BuildResult);
const good = { state: "built", digest: "sha256:1" };
const prepared = { programs: [] };
const ground = (outcome: object, ready: object = prepared): CellGround =>
  ({ builds: new Map([["a,c/zig-cc.wasip1", built(outcome)]]), readier: { ready: async () => ready } as unknown as Readier }) as unknown as CellGround;

test("a cell is ready once it is built and prepared; one that cannot be seeks nothing", async () => {
  expect(await readyCell(cell, ground(good))).toEqual({ cell, ready: prepared, artifact: "sha256:1" });
  expect(await readyCell(cell, ground({ state: "failed" }))).toBeUndefined();
  expect(await readyCell(cell, ground(good, { state: "unprepared" }))).toBeUndefined();
  expect(await readyCell({ ...cell, inexpressible: "it takes no sockets" }, ground(good))).toBeUndefined();
});
