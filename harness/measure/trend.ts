import { type CellId, parseCell, printRelease, printRoute, printTrack } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";
import type { BenchReport, MeasuredCell, Trend, TrendLine } from "../model/speed.ts";
import { medianOf } from "./ratio.ts";
import { startWorkload } from "./series.ts";

const figureOf = ({ cpuMs, wallMs, codeBytes, fuel }: MeasuredCell, of: Trend["of"]): number | undefined => {
  switch (of) {
    case "code":
      return codeBytes;
    case "work":
      return fuel?.units;
    default:
      return (cpuMs[of] ?? wallMs[of])?.median;
  }
};

interface Placed {
  readonly cell: MeasuredCell;
  readonly id: CellId;
}

const toLine = (language: string, placed: readonly Placed[], releases: readonly string[], of: Trend["of"]): TrendLine => {
  const logs = [...Map.groupBy(placed, ({ cell, id }) => `${cell.group} ${printRoute(id)}`).values()].map((own) => {
    const figures = releases.map((release) => own.flatMap(({ cell, id }) => (printRelease(id.lane) === release ? (figureOf(cell, of) ?? []) : []))[0]);
    const middle = medianOf(Float64Array.from(figures.filter((figure) => figure !== undefined)));
    return figures.map((figure) => (figure === undefined ? undefined : Math.log(figure / middle)));
  });
  const points = releases.map((_, at) => {
    const own = logs.flatMap((each) => each[at] ?? []);
    return own.length === logs.length ? Math.exp(own.reduce((sum, value) => sum + value, 0) / own.length) : undefined;
  });
  return { language, points };
};

/** A report's trend over the releases of its first runtime in one lane; undefined where there are fewer than three of them. */
export const toTrend = ({ cells }: Pick<BenchReport, "cells">, of: Trend["of"]): Trend | undefined => {
  const placed = cells.map((cell): Placed => ({ cell, id: parseCell(cell.cell) }));
  const measured = placed.filter(({ cell, id }) => id.workload !== startWorkload && !cell.native && figureOf(cell, of) !== undefined);
  const [first] = measured;
  if (!first) return undefined;
  const own = measured.filter(({ id }) => printTrack(id.lane) === printTrack(first.id.lane));
  const releases = [...new Map(own.map(({ id }) => [printRelease(id.lane), id.lane.version]))]
    .sort(([, a], [, b]) => byVersion(a, b))
    .map(([release]) => release);
  if (releases.length < 3) return undefined;
  const lines = [...Map.groupBy(own, ({ id }) => id.language)].sort(([a], [b]) => byText(a, b));
  return { of, releases, lines: lines.map(([language, all]) => toLine(language, all, releases, of)) };
};
