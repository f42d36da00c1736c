import { gatehouseWords } from "../model/command.ts";
import { parseCell, printRelease, printRoute } from "../model/ids.ts";
import type { BenchReport, Comparison, ReleaseComparison, Speed, TimeChange } from "../model/speed.ts";
import { signedPercent } from "../model/text.ts";
import { judgeWall } from "./verdict.ts";

const describeTime = ({ estimate, threshold, limitedBy }: Comparison, by: string): string =>
  estimate
    ? `${by} time ${signedPercent(estimate.ratio - 1)} (${signedPercent(estimate.low - 1)} to ${signedPercent(estimate.high - 1)}, ${estimate.rounds} rounds, ${limitedBy} ${(threshold * 100).toFixed(1)} %)`
    : `${by} time: nothing was measured on both sides`;

const again = ({ candidate, baseline }: ReleaseComparison): string[] => {
  const [own, other] = [parseCell(candidate), parseCell(baseline)];
  return [
    ...[...gatehouseWords, "bench", `case=${own.workload}/${own.case}`, `route=${printRoute(own)}`],
    ...["--candidate", printRelease(own.lane), "--baseline", printRelease(other.lane)],
  ];
};

/** What a gate takes of a report: one change a comparison, the worst first. */
export const timeChanges = ({ comparisons }: Pick<BenchReport, "comparisons">): TimeChange[] => {
  const order: readonly Speed[] = ["slower", "unsure", "faster", "same"];
  return comparisons
    .map((comparison): TimeChange => {
      const fuel = comparison.fuel === undefined ? "" : `; work by fuel: ${comparison.fuel}`;
      const wall = comparison.wall && judgeWall(comparison.wall) ? `; ${describeTime(comparison.wall, "wall")}` : "";
      return {
        subject: comparison.subject,
        is: comparison.is,
        cell: comparison.candidate,
        detail: `${describeTime(comparison.time, comparison.by)}${wall}${fuel}`,
        again: again(comparison),
      };
    })
    .sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
};

/** Whether times let a candidate through: nothing is slower, and nothing is unsure unless that was accepted. */
export const acceptsTimes = (changes: readonly TimeChange[], acceptUnsure: boolean): boolean =>
  changes.every(({ is }) => is !== "slower" && (acceptUnsure || is !== "unsure"));

/** Whether anything failed that was to be measured; what a host cannot set up is no failure. */
export const hasFailed = ({ cells }: Pick<BenchReport, "cells">): boolean =>
  cells.some(({ failed }) => failed !== undefined && !failed.startsWith("total: inexpressible"));
