import { isBare, type LaneId, printCell, printLane } from "../model/ids.ts";
import type { Overhead, Phase } from "../model/speed.ts";
import { ratioOfMedians } from "./ratio.ts";
import { timeOf } from "./releases.ts";
import { nativeRelease, pairRounds, phaseRounds, type Series, startWorkload } from "./series.ts";

/** Whether a lane's instructions are imitated: its times tell nothing of the machine that it stands for. */
const isEmulated = (lane: LaneId): boolean => lane.launcher === "qemu-user" || lane.accelerator === "tcg";

const isNative = ({ id }: Series): boolean => id.lane.runtime === nativeRelease.runtime;

interface Pairing {
  readonly of: Overhead["of"];
  readonly against: (series: Series, all: readonly Series[], reference: string | undefined) => Series | undefined;
  readonly phasesOf: (series: Series) => readonly Phase[];
}

const sameGroup = (series: Series, all: readonly Series[]): Series[] =>
  all.filter((other) => other.group === series.group && other.id.workload === series.id.workload && other.cell !== series.cell);

const pairings: readonly Pairing[] = [
  {
    of: "language",
    against: (series, all, reference) =>
      series.id.language === reference
        ? undefined
        : sameGroup(series, all).find((other) => other.id.language === reference && printLane(other.id.lane) === printLane(series.id.lane)),
    phasesOf: () => ["start", "run", "total"],
  },
  {
    of: "native",
    against: (series, all) =>
      isNative(series)
        ? undefined
        : sameGroup(series, all).find((other) => isNative(other) && other.id.language === series.id.language && other.id.toolchain === series.id.toolchain),
    phasesOf: () => ["start", "run", "total"],
  },
  {
    of: "keep",
    against: (series, all) =>
      isBare(series.id.lane)
        ? undefined
        : sameGroup(series, all).find((other) => {
            const { accelerator: _, ...lane } = series.id.lane;
            return other.cell === printCell({ ...series.id, lane: { ...lane, keep: "nil", launcher: "host" } });
          }),
    phasesOf: ({ id }) => (isEmulated(id.lane) ? ["start"] : ["start", "run", "total"]),
  },
];

/**
 * What languages cost against the one that is their `reference`, engines against the machine itself, and Keeps against nil: ratios of medians of the same
 * rounds, with 95 % intervals. Emulated lanes are held against others by start time alone.
 */
export const overheads = (all: readonly Series[], seed: number, reference: string | undefined): Overhead[] =>
  pairings.flatMap(({ of, against, phasesOf }) =>
    all
      .filter(({ id }) => id.workload !== startWorkload)
      .flatMap((series) => {
        const other = against(series, all, reference);
        if (!other || (of !== "keep" && isEmulated(series.id.lane))) return [];
        const by = timeOf(series, other);
        return phasesOf(series).map((phase): Overhead => {
          const pairs = pairRounds(phaseRounds(other, phase, by, all), phaseRounds(series, phase, by, all));
          const ratio = ratioOfMedians(pairs, { confidence: 0.95, seed });
          return { of, cell: series.cell, against: other.cell, phase, by, emulated: isEmulated(series.id.lane), ratio };
        });
      }),
  );
