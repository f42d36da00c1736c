import { expect, test } from "vitest";
import type { BuildResult } from "../build/build.ts";
import { parseCell } from "../model/ids.ts";
import type { PlannedCell } from "../plan/planned.ts";
import type { Readier } from "./ready.ts";
import { type ReadyCell, readyCell } from "./workshop.ts";

const cell = {
  id: parseCell("a/b,c/zig-cc.wasip1,faulty@1/nil:host-x86_64"),
  workload: { manifest: {} },
  case: { programs: { main: {} } },
} as unknown as PlannedCell;
const built = (outcome: object): Promise<BuildResult> => Promise.resolve({ row: { build: "a,c/zig-cc.wasip1", outcome } } as unknown as BuildResult);
const good = { state: "built", digest: "sha256:1" };
const prepared = { programs: [] };
const ready = (outcome: object, own: object = prepared): ((one: PlannedCell) => Promise<ReadyCell | { readonly why: string }>) => {
  const builds = new Map([["a,c/zig-cc.wasip1", built(outcome)]]);
  return (one) => readyCell(one, builds, { ready: async () => own } as unknown as Readier);
};

test("a cell is ready once it is built and prepared; of one that cannot be, it is told why", async () => {
  expect(await ready(good)(cell)).toEqual({ cell, ready: prepared, artifact: "sha256:1" });
  expect(await ready({ state: "failed", message: "no such word" })(cell)).toEqual({ why: "it does not build: no such word" });
  expect(await ready(good, { state: "unprepared", detail: "no" })(cell)).toEqual({ why: "no" });
  expect(await ready(good)({ ...cell, inexpressible: "it takes no sockets" })).toEqual({ why: "it takes no sockets" });
});
