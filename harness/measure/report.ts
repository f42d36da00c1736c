import { GatehouseError } from "../model/errors.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import type { BenchReport, MeasuredCell, Reference } from "../model/speed.ts";
import { measuredCells } from "./figures.ts";
import { overheads } from "./overhead.ts";
import { busiest } from "./quiet.ts";
import { medianOf } from "./ratio.ts";
import { compareReleases, compareSteps } from "./releases.ts";
import { startWorkload, toSeries } from "./series.ts";

// A third of the run at each end: the machine's speed then and in the end, by the same loop.
const driftOf = (lines: readonly SamplesLine[]): number | undefined => {
  const times = lines.flatMap((line) => (line.kind === "calibration" ? [line.cpuMs] : []));
  const third = Math.floor(times.length / 3);
  if (third === 0) return undefined;
  const [first, last] = [times.slice(0, third), times.slice(-third)].map((part) => medianOf(Float64Array.from(part))) as [number, number];
  return first > 0 ? last / first - 1 : undefined;
};

/** The report of a run from its samples: the same lines give the same report. `reference` is the language that others are held against. */
export const toReport = (header: SamplesHeader, lines: readonly SamplesLine[], reference?: Reference): BenchReport => {
  const all = toSeries(lines);
  const footer = lines.findLast((line) => line.kind === "footer");
  const policy = { least: header.policy, seed: header.seed };
  return {
    run: header.run,
    machine: { id: header.machine.id, cpu: header.machine.cpu, cores: header.machine.cores },
    cache: header.cache,
    policy: header.policy,
    load: { before: header.load, after: footer?.load },
    busy: { before: header.busy, after: footer?.busy },
    drift: driftOf(lines),
    complete: footer !== undefined && !footer.interrupted,
    lanes: header.lanes.map(({ id }) => id),
    cells: measuredCells(lines, all, header.seed),
    comparisons: compareReleases(header, lines, all, policy, { first: header.rounds, most: header.looks }),
    steps: header.baseline === undefined ? compareSteps(lines, all, policy, header.rounds) : [],
    reference: reference?.name,
    overheads: overheads(all, header.seed, reference?.id),
  };
};

// Each run measured the no-ops of its languages for itself: the first run's stand for all. A key begins with the group.
const startsOnce = <T>(all: readonly T[], keyOf: (each: T) => readonly [group: string, cell: string]): readonly T[] => {
  const seen = new Set<string>();
  return all.filter((each) => {
    const key = keyOf(each);
    const again = key[0].startsWith(`${startWorkload}/`) && seen.has(key.join(" "));
    seen.add(key.join(" "));
    return !again;
  });
};

/**
 * One report of several runs, each of which measured other cells: what was measured in one run is compared within it. Of a
 * no-op, which each run has for itself, the first run's figures are shown. Throws a GatehouseError where runs are of several
 * machines, or measured the same.
 */
export const mergeReports = (reports: readonly BenchReport[]): BenchReport => {
  const [first, ...others] = reports;
  if (!first) throw new Error("there is no run");
  const all = reports.flatMap((report) => report.cells);
  const isMeasured = ({ cpuMs, wallMs }: MeasuredCell): boolean => cpuMs.total !== undefined || wallMs.total !== undefined;
  const measured = new Set(all.filter(isMeasured).map(({ group, cell }) => `${group} ${cell}`));
  // What one run could not measure counts by the one that could.
  const counting = all.filter((cell) => isMeasured(cell) || !measured.has(`${cell.group} ${cell.cell}`));
  const cells = startsOnce(counting, ({ group, cell }) => [group, cell]);
  const [machines, names] = [new Set(reports.map(({ machine }) => machine.id)), new Set(cells.map(({ group, cell }) => `${group} ${cell}`))];
  if (machines.size > 1) throw new GatehouseError("bench/machines", "the runs are of several machines", { hint: "show those of one machine at a time" });
  if (names.size < cells.length) throw new GatehouseError("bench/twice", "several of the runs measured the same cell", { hint: "leave the older one out" });
  if (others.length === 0) return first;
  const drifts = reports.flatMap(({ drift }) => drift ?? []).sort((a, b) => Math.abs(b) - Math.abs(a));
  const highest = (loads: readonly (readonly number[])[]): readonly number[] => loads.reduce((a, b) => a.map((value, index) => Math.max(value, b[index] ?? 0)));
  return {
    ...first,
    run: reports.map(({ run }) => run).join(", "),
    load: { before: highest(reports.map(({ load }) => load.before)), after: highest(reports.map(({ load }) => load.after ?? [])) },
    busy: busiest(reports.map(({ busy }) => busy)),
    drift: drifts[0],
    complete: reports.every(({ complete }) => complete),
    lanes: [...new Set(reports.flatMap(({ lanes }) => lanes))],
    cells,
    comparisons: reports.flatMap(({ comparisons }) => comparisons),
    steps: startsOnce(
      reports.flatMap(({ steps }) => steps),
      ({ subject, candidate }) => [subject, candidate],
    ),
    overheads: reports.flatMap(({ overheads: own }) => own),
  };
};
