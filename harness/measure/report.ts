import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import type { BenchReport } from "../model/speed.ts";
import { measuredCells } from "./figures.ts";
import { overheads } from "./overhead.ts";
import { medianOf } from "./ratio.ts";
import { compareReleases } from "./releases.ts";
import { toSeries } from "./series.ts";

// A third of the run at each end: the machine's speed then and in the end, by the same loop.
const driftOf = (lines: readonly SamplesLine[]): number | undefined => {
  const times = lines.flatMap((line) => (line.kind === "calibration" ? [line.cpuMs] : []));
  const third = Math.floor(times.length / 3);
  if (third === 0) return undefined;
  const [first, last] = [times.slice(0, third), times.slice(-third)].map((part) => medianOf(Float64Array.from(part))) as [number, number];
  return first > 0 ? last / first - 1 : undefined;
};

/** The report of a run from its samples alone: the same lines give the same report. */
export const toReport = (header: SamplesHeader, lines: readonly SamplesLine[]): BenchReport => {
  const all = toSeries(lines);
  const footer = lines.findLast((line) => line.kind === "footer");
  const policy = { least: header.policy, seed: header.seed };
  return {
    run: header.run,
    machine: { id: header.machine.id, cpu: header.machine.cpu, cores: header.machine.cores },
    cache: header.cache,
    policy: header.policy,
    load: { before: header.load, after: footer?.load },
    drift: driftOf(lines),
    complete: footer !== undefined && !footer.interrupted,
    lanes: header.lanes.map(({ id }) => id),
    cells: measuredCells(lines, all, header.seed),
    comparisons: compareReleases(header, lines, all, policy, { first: header.rounds, most: header.looks }),
    overheads: overheads(all, header.seed),
  };
};
