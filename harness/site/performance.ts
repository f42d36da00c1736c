import { parseCell, parseLane, printLane, printRoute } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { byRelease } from "../model/semver.ts";
import { type BenchReport, changedSteps, type Figure, type MeasuredCell, type Overhead, type Phase } from "../model/speed.ts";
import { printable, shorten } from "../model/text.ts";
import type { MeasuredSet } from "./types.ts";

/** Medians of one case by route and lane, with their intervals. */
export interface SeriesView {
  readonly case: string;
  readonly lanes: readonly string[];
  readonly series: readonly { readonly route: string; readonly figures: readonly (Figure | null)[] }[];
}

/** A table of ratios, by case: what one thing costs on top of another, or how a release changed. */
interface RatioTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly texts: readonly string[] }[];
}

export interface PerformanceView {
  readonly name: string;
  readonly about: string;
  /** Which phase, by which clock, in milliseconds. */
  readonly unit: string;
  readonly series: readonly SeriesView[];
  readonly tables: readonly RatioTable[];
  readonly failed: readonly string[];
  readonly samples: readonly string[];
}

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

const aboutOf = ({ machine, cache, load, drift, complete }: BenchReport): string => {
  const parts = [
    `${machine.cpu}, ${machine.cores} cores`,
    `engines' caches are ${cache}`,
    `load averages before: ${load.before.join(", ")}`,
    ...(drift === undefined ? [] : [`the same loop took ${percent(Math.abs(drift))} ${drift < 0 ? "less" : "more"} time in the end than in the beginning`]),
    ...(complete ? [] : ["a run of it did not come to its end"]),
  ];
  return `${parts.join("; ")}. Nothing here compares one machine or one day with another.`;
};

// The whole process less the start where both were measured; else the whole process. CPU time where it was taken.
const figureOf = ({ cpuMs, wallMs }: MeasuredCell): Figure | undefined => cpuMs.run ?? cpuMs.total ?? wallMs.run ?? wallMs.total;

const seriesOf = ({ cells }: BenchReport): SeriesView[] => {
  const measured = cells.flatMap((cell) => {
    const figure = figureOf(cell);
    const id = parseCell(cell.cell);
    return figure && id.workload !== "noop" ? [{ figure, case: `${id.workload}/${id.case}`, route: printRoute(id), lane: printLane(id.lane) }] : [];
  });
  return [...Map.groupBy(measured, (own) => own.case)]
    .sort(([a], [b]) => byText(a, b))
    .map(([name, own]) => {
      const lanes = [...new Set(own.map(({ lane }) => lane))].sort(byLane);
      const series = [...Map.groupBy(own, ({ route }) => route)].sort(([a], [b]) => byText(a, b));
      return {
        case: name,
        lanes,
        series: series.map(([route, all]) => ({ route, figures: lanes.map((lane) => all.find((each) => each.lane === lane)?.figure ?? null) })),
      };
    });
};

// Releases of one runtime in their order, as people count.
const byLane = (a: string, b: string): number => {
  const [x, y] = [parseLane(a), parseLane(b)];
  return byRelease(x, y) || byText(a, b);
};

const titles: Readonly<Record<Overhead["of"], (reference: string | undefined) => string>> = {
  language: (reference) => `To ${reference ?? "the reference language"} in the same lane`,
  native: () => "To the machine itself: a native build of the same source",
  keep: () => "To the same release in nil",
};

const shownPhase: Readonly<Record<Overhead["of"], Phase>> = { language: "run", native: "run", keep: "start" };

const ratioText = ({ ratio, emulated }: Overhead): string =>
  ratio === undefined
    ? "no figure"
    : `${ratio.ratio.toPrecision(3)}× (${ratio.low.toPrecision(3)} to ${ratio.high.toPrecision(3)})${emulated ? ", emulated" : ""}`;

const overheadsOf = ({ overheads, reference }: BenchReport): RatioTable[] =>
  (["language", "native", "keep"] as const).flatMap((of): RatioTable[] => {
    const own = overheads.filter((each) => each.of === of && each.phase === shownPhase[of]);
    if (own.length === 0) return [];
    const placed = own.map((each) => {
      const id = parseCell(each.cell);
      return { row: `${id.workload}/${id.case}, ${printLane(id.lane)}`, column: printRoute(id), text: ratioText(each) };
    });
    const columns = [...new Set(placed.map(({ column }) => column))].sort(byText);
    const rows = [...Map.groupBy(placed, ({ row }) => row)].sort(([a], [b]) => byText(a, b));
    return [
      {
        title: titles[of](reference),
        columns,
        rows: rows.map(([name, all]) => ({ name, texts: columns.map((column) => all.find((each) => each.column === column)?.text ?? "") })),
      },
    ];
  });

const stepsOf = ({ steps }: BenchReport): RatioTable[] => {
  const changed = changedSteps(steps);
  if (changed.length === 0) return [];
  return [
    {
      title: "Slower or faster than the release before",
      columns: ["release before", "time", "CPU time", "work by fuel"],
      rows: changed.map(({ subject, release, before, time, change = "", work }) => ({
        name: `${subject}, ${release}`,
        texts: [before, time, change.replaceAll("-", "−"), work],
      })),
    },
  ];
};

/** Folds a set of measurements to what its page shows. */
export const toPerformance = ({ name, report, samples }: MeasuredSet): PerformanceView => {
  const by = report.cells.some(({ cpuMs }) => cpuMs.run ?? cpuMs.total) ? "CPU" : "wall";
  return {
    ...{ name, samples, about: aboutOf(report) },
    unit: `Milliseconds of ${by} time: the whole process less a no-op of the same language. Medians with 95 % intervals.`,
    series: seriesOf(report),
    tables: [...stepsOf(report), ...overheadsOf(report)],
    failed: report.cells.flatMap(({ cell, failed }) => (failed === undefined ? [] : [`${cell}: ${printable(shorten(failed.split("\n")[0] ?? "", 200))}`])),
  };
};
