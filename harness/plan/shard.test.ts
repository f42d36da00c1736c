import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CellId, parseCell, printRoute } from "../model/ids.ts";
import type { PlannedCell } from "./planned.ts";
import { parseShard, printShard, shardOf } from "./shard.ts";

const lanes = ["w@1/nil:host-x86_64", "v@1/nil:host-x86_64", "w@1/kvm:qemu-x86_64"] as const;

/** A planned cell, as far as a shard reads it; `client`: the lane of a role that runs in another Keep. */
const cellOf = (text: string, client?: string): PlannedCell => {
  const id = parseCell(text);
  const kind = id.workload.startsWith("must-") ? "trust" : "probe";
  const elsewhere = client === undefined ? {} : { client: { text: client } };
  return { text, id, workload: { manifest: { kind } }, lane: { text: text.split(",").slice(2).join(",") }, elsewhere } as unknown as PlannedCell;
};
const trustCells = (targets: readonly string[]): PlannedCell[] =>
  targets.flatMap((target) => lanes.map((lane) => cellOf(`must-trap/trap,wat/tools.${target},${lane}`)));

const buildOf = (id: CellId): string => `${id.workload},${printRoute(id)}`;
const textsOf = (cells: readonly PlannedCell[]): string[] => cells.map(({ text }) => text);
const isTrust = ({ id }: PlannedCell): boolean => id.workload === "must-trap";

const ownCell = fc
  .record({
    workload: fc.constantFrom("a", "b", "c"),
    entry: fc.constantFrom("x", "y"),
    route: fc.constantFrom("c/cc.wasip1", "c/clang.wasip1", "go/go.wasip1", "c/clang.wasip2"),
    lane: fc.constantFrom(...lanes),
    client: fc.option(fc.constantFrom(...lanes), { nil: undefined }),
  })
  .map(({ workload, entry, route, lane, client }) => cellOf(`${workload}/${entry},${route},${lane}`, client));
const plans = fc.uniqueArray(ownCell, { selector: ({ text }) => text, maxLength: 30 }).map((cells) => [...trustCells(["wasip1", "wasip2"]), ...cells]);
const counts = fc.integer({ min: 1, max: 7 });
const allShards = (cells: readonly PlannedCell[], count: number): PlannedCell[][] =>
  Array.from({ length: count }, (_, at) => shardOf(cells, { index: at + 1, count }));

describe("a shard of a plan", () => {
  test("all shards together have every cell of a workload once, in the plan's order", () => {
    fc.assert(
      fc.property(plans, counts, (cells, count) => {
        const shards = allShards(cells, count);
        const own = cells.filter((cell) => !isTrust(cell));
        expect(textsOf(shards.flat().filter((cell) => !isTrust(cell))).sort()).toEqual(textsOf(own).sort());
        for (const shard of shards) expect(shard).toEqual(cells.filter((cell) => shard.includes(cell)));
      }),
    );
  });

  test("a build is in one shard, so that nothing is compiled twice", () => {
    fc.assert(
      fc.property(plans, counts, (cells, count) => {
        const places = new Map<string, number>();
        for (const [at, shard] of allShards(cells, count).entries())
          for (const { id } of shard.filter((cell) => !isTrust(cell))) {
            expect(places.get(buildOf(id)) ?? at).toBe(at);
            places.set(buildOf(id), at);
          }
      }),
    );
  });

  test("builds are dealt out evenly", () => {
    fc.assert(
      fc.property(plans, counts, (cells, count) => {
        const sizes = allShards(cells, count).map((shard) => new Set(shard.filter((cell) => !isTrust(cell)).map(({ id }) => buildOf(id))).size);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("each lane and target that a shard uses is tried by it, those of roles in other Keeps too, and no others", () => {
    fc.assert(
      fc.property(plans, counts, (cells, count) => {
        for (const shard of allShards(cells, count)) {
          const used = new Set(
            shard
              .filter((cell) => !isTrust(cell))
              .flatMap(({ lane, elsewhere, id }) => [lane, ...Object.values(elsewhere)].map(({ text }) => `${text} ${id.target}`)),
          );
          const tried = shard.filter(isTrust).map(({ lane, id }) => `${lane.text} ${id.target}`);
          expect(tried.sort()).toEqual([...used].sort());
        }
      }),
    );
  });

  test("the only shard is the plan, less what tries a lane that no cell uses", () => {
    const cells = [...trustCells(["wasip1"]), cellOf(`a/x,c/cc.wasip1,${lanes[0]}`)];
    expect(textsOf(shardOf(cells, { index: 1, count: 1 }))).toEqual([`must-trap/trap,wat/tools.wasip1,${lanes[0]}`, `a/x,c/cc.wasip1,${lanes[0]}`]);
    expect(shardOf(cells, { index: 2, count: 2 })).toEqual([]);
  });
});

describe("the name of a shard", () => {
  test("is read as it is printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (one, other) => {
        const shard = { index: Math.min(one, other), count: Math.max(one, other) };
        expect(parseShard(printShard(shard))).toEqual(shard);
      }),
    );
  });

  test.each(["", "1", "0/3", "4/3", "1/0", "01/3", "1/3 ", "-1/3", "1/3/3", "1.0/3", "1/1000", "a/b", "1\n/3"])("%j is none", (text) => {
    expect(() => parseShard(text)).toThrow(
      expect.objectContaining({ code: "shard/malformed", exitCode: 2, message: `not a shard: ${JSON.stringify(text)}`, hint: expect.stringContaining("1/3") }),
    );
  });
});
