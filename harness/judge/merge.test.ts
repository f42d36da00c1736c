import { describe, expect, test } from "vitest";
import type { ReleaseRecord } from "../model/record.ts";
import { mergeRecords } from "./merge.ts";
import { toRecords } from "./publish.ts";
import { lane, type Made, madeRun, type Told } from "./run.fixture.ts";
import { digestOf, lanePin } from "./seen.fixture.ts";

const later = "20260102T120000000Z-bbbb";
const [a, b, z] = ["x/a,c/cc.wasip1", "x/b,c/cc.wasip1", "y/a,zig/zig.wasip2"] as const;
const failed: Told = { verdict: { is: "fail", cause: "exit", detail: "" } };

const record = (cells: Readonly<Record<string, Told>>, made: Made = {}): ReleaseRecord => toRecords(madeRun(cells, made))[0] as ReleaseRecord;
const whole = record({ [a]: {}, [b]: {}, [z]: {} });
const catalog = new Map(whole.cases.map((line) => [line.case, line.contract]));
const known = { contracts: catalog, engines: new Map([[lane, digestOf("engine")]]) };
const names = (of: ReleaseRecord): string[] => of.cells.map(({ cell }) => cell).filter((cell) => !cell.startsWith("must-"));

describe("a run laid over what was published", () => {
  test("where nothing was, is what it is", () => {
    expect(mergeRecords(undefined, whole, known)).toEqual({ record: whole, kept: 0, dropped: [] });
  });

  test("of all the same cells takes its place, whatever it says", () => {
    const now = record({ [a]: failed, [b]: {}, [z]: {} }, { run: later });
    expect(mergeRecords(whole, now, known)).toEqual({ record: now, kept: 0, dropped: [] });
    expect(mergeRecords(whole, whole, known).record).toEqual(whole);
  });

  test("of fewer cells keeps the others, marked with the run that they are from", () => {
    const now = record({ [a]: failed }, { run: later });
    const merged = mergeRecords(whole, now, known);
    expect({ kept: merged.kept, dropped: merged.dropped, names: names(merged.record) }).toEqual({ kept: 3, dropped: [], names: [a, b, z] });
    const { header, cases, artifacts, cells } = merged.record;
    expect([cases, artifacts, header.toolchains, header.trusted, header.cells]).toEqual([
      whole.cases,
      whole.artifacts,
      whole.header.toolchains,
      whole.header.trusted,
      5,
    ]);
    expect(header.run).toBe(later);
    expect(cells.map(({ cell, from }) => [cell, from?.run])).toEqual(
      whole.cells.map(({ cell }) => [cell, [b, z, "must-trap/trap,wat/tools.wasip2"].includes(cell) ? whole.header.run : undefined]),
    );
    // Laid over once more, a kept cell still tells where it is from.
    const third = mergeRecords(merged.record, record({ [z]: {} }, { run: `${later}c` }), known).record;
    expect(third.cells.find(({ cell }) => cell === b)?.from?.run).toBe(whole.header.run);
    expect(third.cells.find(({ cell }) => cell === a)?.from?.run).toBe(later);
  });

  test.each<[string, Made, ReadonlyMap<string, string>, string, readonly string[]]>([
    [
      "engine",
      { worker: { lanes: [lanePin(lane, { digest: digestOf("other") })] } },
      catalog,
      "the engine, or a command, a claim or an ending of it, was another",
      [b, z],
    ],
    ["artifact", { artifact: (build) => digestOf(`new ${build}`) }, catalog, "its artifact was another", [b]],
    ["contract", {}, new Map([...catalog, ["x/b", digestOf("new")]]), "its contract moved", [b]],
    ["case", {}, new Map([...catalog].filter(([name]) => name !== "y/a")), "its case is no more", [z]],
    [
      "toolchain",
      { worker: { toolchains: [["c/cc", "2.0.0"] as const, ["wat/tools", "1.0.0"] as const].map(([id, version]) => ({ id, version, digest: digestOf(id) })) } },
      catalog,
      "its toolchain was another",
      [b],
    ],
  ])("drops cells of another %s, and says so", (_, made, contracts, why, cells) => {
    const merged = mergeRecords(whole, record({ [a]: {} }, { run: later, ...made }), { ...known, contracts });
    for (const cell of cells) expect(merged.dropped).toContainEqual({ cell, why });
    expect(names(merged.record)).toEqual([a, b, z].filter((cell) => !cells.includes(cell)));
    expect(merged.kept + merged.dropped.length + 2).toBe(whole.cells.length);
  });

  test("keeps a cell with a role in another Keep only while what ran there is known to be the same", () => {
    const there = "w@1.2.3/kvm:qemu:tcg-x86_64";
    const trusted = { [`must-trap/trap,wat/tools.wasip1,${there}`]: {} };
    const worker = { lanes: [lane, there].map((id) => lanePin(id, { digest: digestOf(id === lane ? "engine" : "machine") })) };
    const before = record({ ...trusted, [a]: {}, [b]: { elsewhere: { server: there } } }, { worker });
    expect(before.cells.find(({ cell }) => cell === b)).toMatchObject({ elsewhere: { server: { lane: there, engine: digestOf("machine") } } });
    expect(before.cells.find(({ cell }) => cell === a)).not.toHaveProperty("elsewhere");
    const keptWith = (engines: ReadonlyMap<string, string>): string[] =>
      names(mergeRecords(before, record({ [a]: {} }, { run: later }), { contracts: catalog, engines }).record);
    expect(keptWith(new Map([[there, digestOf("machine")]]))).toEqual([a, b]);
    expect(keptWith(new Map([[there, digestOf("another")]]))).toEqual([a]);
    expect(keptWith(new Map())).toEqual([a]);
  });

  test("keeps no cell of a target whose trust cells do not stay", () => {
    const moved = new Map([...catalog, ["must-trap/trap", digestOf("new")]]);
    const merged = mergeRecords(whole, record({ [a]: {} }, { run: later, contract: (name) => moved.get(name) as string }), { ...known, contracts: moved });
    expect(merged.dropped).toEqual([
      { cell: "must-trap/trap,wat/tools.wasip2", why: "its contract moved" },
      { cell: z, why: "its target's trust cells do not stay" },
    ]);
    expect(merged.record.header.trusted).toEqual(["wasip1"]);
  });

  test("which is older is refused", () => {
    const now = record({ [a]: {} }, { run: "20250101T120000000Z-aaaa" });
    expect(() => mergeRecords(whole, now, known)).toThrow(expect.objectContaining({ code: "publish/older", exitCode: 2 }));
  });
});
