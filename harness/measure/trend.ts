import { type CellId, parseCell, printRelease, printRoute, printTrack } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";
import type { BenchReport, MeasuredCell, Trend, TrendLine } from "../model/speed.ts";
import { medianOf } from "./ratio.ts";
import { startWorkload } from "./series.ts";

const timeOf = ({ cpuMs, wallMs }: MeasuredCell, phase: Trend["phase"]): number | undefined => (cpuMs[phase] ?? wallMs[phase])?.median;

interface Placed {
  readonly cell: MeasuredCell;
  readonly id: CellId;
}

const toLine = (language: string, placed: readonly Placed[], releases: readonly string[], phase: Trend["phase"]): TrendLine => {
  const logs = [...Map.groupBy(placed, ({ cell, id }) => `${cell.group} ${printRoute(id)}`).values()].map((own) => {
    const times = releases.map((release) => own.flatMap(({ cell, id }) => (printRelease(id.lane) === release ? (timeOf(cell, phase) ?? []) : []))[0]);
    const middle = medianOf(Float64Array.from(times.filter((time) => time !== undefined)));
    return times.map((time) => (time === undefined ? undefined : Math.log(time / middle)));
  });
  const points = releases.map((_, at) => {
    const own = logs.flatMap((each) => each[at] ?? []);
    return own.length === logs.length ? Math.exp(own.reduce((sum, value) => sum + value, 0) / own.length) : undefined;
  });
  return { language, points };
};

/** A report's trend over the releases of its first runtime in one lane; undefined where there are fewer than three of them. */
export const toTrend = ({ cells }: Pick<BenchReport, "cells">, phase: Trend["phase"]): Trend | undefined => {
  const placed = cells.map((cell): Placed => ({ cell, id: parseCell(cell.cell) }));
  const measured = placed.filter(({ cell, id }) => id.workload !== startWorkload && !cell.native && timeOf(cell, phase) !== undefined);
  const [first] = measured;
  if (!first) return undefined;
  const own = measured.filter(({ id }) => printTrack(id.lane) === printTrack(first.id.lane));
  const releases = [...new Map(own.map(({ id }) => [printRelease(id.lane), id.lane.version]))]
    .sort(([, a], [, b]) => byVersion(a, b))
    .map(([release]) => release);
  if (releases.length < 3) return undefined;
  const lines = [...Map.groupBy(own, ({ id }) => id.language)].sort(([a], [b]) => byText(a, b));
  return { phase, releases, lines: lines.map(([language, all]) => toLine(language, all, releases, phase)) };
};
