import { version } from "../host/about.ts";
import { currentDay } from "../host/clock.ts";
import type { CellRecord } from "../judge/fold.ts";
import type { Machine } from "../model/generated/journal.ts";
import type { RecordHeader, RecordMachine } from "../model/generated/record.ts";
import { printLane } from "../model/ids.ts";
import { printable } from "../model/text.ts";
import { readBlob } from "../record/blobs.ts";
import { isReproducible } from "../repro/reproducible.ts";
import { tellCapabilities } from "../review/capabilities.ts";
import { type Everything, readEverything } from "../review/everything.ts";
import { narrow } from "../review/narrow.ts";
import { loadToday, type ReadRun, readEarlierRuns } from "../review/read-run.ts";
import { codeOf, isGood } from "./states.ts";
import type { SiteCell, SiteData, Source } from "./types.ts";

const machineText = ({ os, kernel, architecture, cpu, cores, memoryMib }: RecordMachine | Machine): string =>
  printable(`${os}, ${kernel}, ${architecture}, ${cpu}, ${cores} cores, ${memoryMib} MiB`);

const pins = (toolchains: RecordHeader["toolchains"]): Source["toolchains"] =>
  Object.fromEntries(toolchains.map(({ id, version: own, digest }) => [id, { version: printable(own), digest }]));

const publishedSource = (header: RecordHeader): Source => ({
  ...{ kind: "published", run: header.run, day: header.day, lane: header.lane, engine: header.engine },
  machine: machineText(header.machine),
  harness: `Gatehouse ${header.harness}`,
  toolchains: pins(header.toolchains),
});

/** Sources of a run by worker and lane. */
const runSources = ({ record }: ReadRun): ReadonlyMap<string, Source> =>
  new Map(
    record.workers.flatMap((worker) =>
      worker.lanes.map((lane): readonly [string, Source] => [
        `${worker.id} ${lane.id}`,
        {
          ...{ kind: "run", run: record.header.run, day: record.header.started.slice(0, 10), lane: lane.id, engine: lane.digest },
          machine: machineText(worker.machine),
          harness: `Gatehouse ${record.header.harness}`,
          toolchains: pins(worker.toolchains),
        },
      ]),
    ),
  );

/** Sources by number, which one a cell has, and what the runs before and the records said of it. */
const numbered = ({ published, run }: Everything, before: readonly ReadRun[]) => {
  const sources: Source[] = [];
  const byCell = new Map<CellRecord, number>();
  const earlier = new Map<string, [number, string][]>();
  const ran = run ? runSources(run) : new Map<string, Source>();
  const at = new Map([...ran].map(([key, source]) => [key, sources.push(source) - 1]));
  for (const cell of run?.record.cells ?? []) {
    const own = cell.worker === undefined ? undefined : at.get(`${cell.worker} ${printLane(cell.id.lane)}`);
    if (own !== undefined) byCell.set(cell, own);
  }
  const add = (cell: CellRecord, source: number): void => {
    const own = earlier.get(cell.text);
    if (own) own.push([source, codeOf(cell)]);
    else earlier.set(cell.text, [[source, codeOf(cell)]]);
  };
  // A run of which a lane is published would tell the same twice.
  const told = new Set(published.map(({ header }) => `${header.run} ${header.lane}`));
  for (const old of before) {
    const untold = [...runSources(old)].filter(([, { run: name, lane }]) => !told.has(`${name} ${lane}`));
    const places = new Map(untold.map(([key, source]) => [key, sources.push(source) - 1]));
    for (const cell of old.record.cells) {
      const own = cell.state.is === "lost" ? undefined : places.get(`${cell.worker} ${printLane(cell.id.lane)}`);
      if (own !== undefined) add(cell, own);
    }
  }
  for (const { header, cells } of published) {
    const own = sources.push(publishedSource(header)) - 1;
    for (const cell of cells) {
      byCell.set(cell, own);
      add(cell, own);
    }
  }
  return { sources, byCell, earlier };
};

const toSiteCells = (all: Everything, cells: readonly CellRecord[], { byCell, earlier }: ReturnType<typeof numbered>): SiteCell[] =>
  cells.map((cell): SiteCell => {
    const isOfRun = all.ran.has(cell.text);
    const code = codeOf(cell, isOfRun ? all.run?.unfinished?.is : undefined);
    const failed = !isGood(code) && code !== "n" && cell.state.is !== "lost";
    const { worker: _, ...own } = cell;
    return {
      ...own,
      code,
      blame: failed ? all.blame(cell) : undefined,
      portable: failed && isReproducible(cell, all.catalog),
      source: byCell.get(cell),
      earlier: isOfRun ? (earlier.get(cell.text) ?? []) : [],
    };
  });

const unfinishedOf = (run: ReadRun | undefined): SiteData["unfinished"] => {
  if (!run?.unfinished) return undefined;
  const { header, cells } = run.record;
  return { run: header.run, is: run.unfinished.is, done: cells.filter(({ state }) => state.is !== "lost").length, planned: header.cells };
};

/**
 * Reads what a site is made of: a run, by default the newest, and all that is published, narrowed to cells that filters select. Throws a
 * GatehouseError where there is nothing, or a file is not whole.
 */
export const readSite = async (root: string, said: string | undefined, terms: readonly string[]): Promise<SiteData> => {
  const today = await loadToday(root);
  const all = await readEverything(root, said, today);
  const { catalog, run, published } = all;
  const numbers = numbered(all, run ? await readEarlierRuns(root, run.record.header.run, today) : []);
  const cells = narrow(all.cells, ({ id }) => id, terms, catalog);
  const built = run?.record.artifacts.flatMap(({ outcome }) => (outcome.state === "built" ? [[outcome.digest, outcome] as const] : [])) ?? [];
  const sizes = [
    ...published.flatMap(({ record }) => record.artifacts.map(({ digest, size }) => [digest, size] as const)),
    ...built.map(([digest, { size }]) => [digest, size] as const),
  ];
  return {
    catalog,
    day: currentDay(),
    harness: `Gatehouse ${version()}`,
    sources: numbers.sources,
    cells: toSiteCells(all, cells, numbers),
    artifacts: new Map(built),
    sizes: new Map(sizes),
    unavailable: run?.record.unavailable ?? [],
    capabilities: tellCapabilities(all, terms).tables,
    unfinished: unfinishedOf(run),
    traces: new Map(),
    said: ({ text, observation }, stream) => (run && observation && all.ran.has(text) ? readBlob(run.path, observation[stream])?.toString("utf8") : undefined),
  };
};
