import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { madeRun, type Told } from "../judge/run.fixture.ts";
import { plantProject } from "../review/project.fixture.ts";
import { compareRecords } from "./compare-records.ts";
import { withoutTrust } from "./hearing.ts";
import type { RecordedSide } from "./sides.ts";

const catalog = await loadCatalog(plantProject());
const side = (version: string, cells: Readonly<Record<string, Told>>, more: Partial<RecordedSide> = {}): RecordedSide => ({
  ...{ kind: "recorded", name: `w@${version} as published`, release: { runtime: "w", version }, toolchains: new Map([["zig/zig", `sha256:${version}`]]) },
  ...{ cells: withoutTrust(madeRun(cells, { lane: `w@${version}/nil:host-x86_64` })), harness: "0.1.0", journal: undefined, complete: true, absent: [] },
  ...more,
});

describe("two records side by side", () => {
  const cells = { "args/none,zig/zig.wasip1": {}, "args/plain,zig/zig.wasip1": {} };

  test("are compared as they are, and are witnesses of each other", () => {
    const [now, old] = [side("2.0.0", cells, { journal: "/runs/now" }), side("1.0.0", cells)];
    const hearing = compareRecords(now, old, catalog);
    expect(hearing).toMatchObject({ candidate: now.name, baseline: old.name, run: "/runs/now", journals: ["/runs/now"], sameArtifact: true, complete: true });
    expect([hearing.after, hearing.before]).toEqual([now.cells, old.cells]);
    expect(hearing.witnesses).toHaveLength(4);
  });

  test("of one release count each cell once", () => {
    const now = side("2.0.0", cells);
    expect(compareRecords(now, side("2.0.0", cells), catalog).witnesses).toEqual(now.cells);
    expect(compareRecords(now, now, catalog).run).toBe(now.name);
  });

  test("are as complete as the less complete one", () => {
    for (const [a, b] of [
      [true, false],
      [false, true],
      [false, false],
    ])
      expect(compareRecords(side("2.0.0", cells, { complete: a as boolean }), side("1.0.0", cells, { complete: b as boolean }), catalog).complete).toBe(false);
  });

  test("know what compiled the candidate's cells, and what cases need", () => {
    const now = side("2.0.0", cells);
    const { grounds } = compareRecords(now, side("1.0.0", cells), catalog);
    const [cell] = now.cells;
    if (!cell) throw new Error("no cell");
    expect([grounds.compiler(cell), grounds.needs(cell), grounds.foreign(cell)]).toEqual(["sha256:2.0.0", ["args", "stdout"], []]);
  });

  test("are not held against a release that would have to be run", () => {
    const live = {
      kind: "live",
      name: "w@1.0.0",
      release: { runtime: "w", version: "1.0.0" },
      candidate: { runtime: "w", release: { current: true } },
    } as const;
    expect(() => compareRecords(side("2.0.0", cells), live, catalog)).toThrow(expect.objectContaining({ code: "gate/sides", exitCode: 2 }));
  });
});
