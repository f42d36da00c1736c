import { parseCell, printLane, printRoute } from "../model/ids.ts";
import {
  type BenchReport,
  changedSteps,
  type Figure,
  type MeasuredCell,
  type Overhead,
  type ReleaseComparison,
  type Speed,
  type TimeChange,
} from "../model/speed.ts";
import { formatBytes, printable, shellLine } from "../model/text.ts";
import type { Style } from "./style.ts";
import { tableLines } from "./table.ts";

const significant = (value: number): string => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
};

const figure = (own: Figure | undefined): string => (own ? `${significant(own.median)} ±${significant((own.high - own.low) / 2)}` : "-");

const ratioText = ({ ratio, emulated }: Overhead): string =>
  ratio ? `${significant(ratio.ratio)} [${significant(ratio.low)}–${significant(ratio.high)}]${emulated ? " emulated" : ""}` : "-";

const subjectOf = (cell: MeasuredCell): string => `${cell.group}  ${printRoute(parseCell(cell.cell))}`;
const laneOf = (cell: string): string => printLane(parseCell(cell).lane);
const shortLane = (lane: string): string => lane.replace(/\/nil:host-.*$/, "");

// Subjects down, lanes across; a subject that has nothing in any lane is left out.
const laneTable = (title: string, report: BenchReport, square: (cell: MeasuredCell) => string | undefined, style: Style): string[] => {
  const lanes = [...new Set(report.cells.map(({ cell }) => laneOf(cell)))].filter((lane) =>
    report.cells.some((cell) => laneOf(cell.cell) === lane && square(cell) !== undefined),
  );
  const subjects = [...new Set(report.cells.map(subjectOf))].sort();
  const rows = subjects.flatMap((subject) => {
    const own = report.cells.filter((cell) => subjectOf(cell) === subject);
    const squares = lanes.map((lane) => own.filter((cell) => laneOf(cell.cell) === lane).map(square)[0]);
    return squares.some((text) => text !== undefined) ? [[subject, ...squares.map((text) => text ?? "-")]] : [];
  });
  if (rows.length === 0) return [];
  const head = ["", ...lanes.map(shortLane)].map((text) => ({ text, paint: style.dim }));
  return ["", style.bold(title), ...tableLines([head, ...rows.map((row) => row.map((text) => ({ text })))], ["left", "right"])];
};

const overheadTable = (title: string, report: BenchReport, of: Overhead["of"], phase: Overhead["phase"], style: Style): string[] => {
  const own = new Map(report.overheads.filter((each) => each.of === of && each.phase === phase).map((each) => [each.cell, each]));
  return laneTable(
    title,
    report,
    ({ cell }) => {
      const overhead = own.get(cell);
      return overhead && ratioText(overhead);
    },
    style,
  );
};

const paint = (is: Speed, style: Style): string =>
  ({ slower: style.bad("slower"), unsure: style.warn("unsure"), faster: style.good("faster"), same: style.dim("same  ") })[is];

const changeLines = (changes: readonly TimeChange[], style: Style): string[] =>
  changes.length === 0
    ? []
    : [
        "",
        style.bold("candidate against baseline"),
        ...changes.flatMap(({ subject, is, detail, again }) => [
          `${paint(is, style)}  ${subject}  ${detail}`,
          ...(is === "slower" || is === "unsure" ? [`        ${style.dim(shellLine(again))}`] : []),
        ]),
      ];

// Of a series, the steps that changed something; how many did not is one line.
const stepLines = (steps: readonly ReleaseComparison[], style: Style): string[] => {
  if (steps.length === 0) return [];
  const changed = changedSteps(steps);
  return [
    "",
    style.bold("each release against the one before it"),
    ...changed.map(({ subject, release, before, time, change, work }) => {
      const more = work === "more" || work === "less" ? `, ${work} work by fuel` : "";
      return `${paint(time, style)}  ${release} after ${before}  ${subject}  ${change === undefined ? "no time" : `CPU time ${change}`}${more}`;
    }),
    style.dim(`${steps.length - changed.length} of ${steps.length} steps are the same, or too noisy to tell`),
  ];
};

const conditions = (report: BenchReport): string => {
  const load = (values: readonly number[] | undefined): string => values?.[0]?.toFixed(2) ?? "?";
  const drift = report.drift === undefined ? "too few rounds to see a drift" : `drift ${(report.drift * 100).toFixed(1)} %`;
  const busy = report.busy.before === undefined ? "" : `; others kept ${report.busy.before} cores busy before, ${report.busy.after ?? "?"} after`;
  return `${printable(report.machine.cpu)}, ${report.machine.cores} cores; ${report.cache} caches; load ${load(report.load.before)} before, ${load(report.load.after)} after${busy}; ${drift}`;
};

/** A machine that is busier, or changes its speed more than this, gives figures that mean little. */
const most = { load: 0.5, drift: 0.05 };

const warnings = (report: BenchReport, style: Style): string[] => [
  ...(report.load.before.some((value) => value > most.load)
    ? [style.warn("the machine was busy before anything was measured: trust ratios and fuel, not times")]
    : []),
  ...(Math.abs(report.drift ?? 0) > most.drift ? [style.warn("the machine's own speed changed while it measured: trust ratios and fuel, not times")] : []),
  ...(report.complete ? [] : [style.warn("it did not come to its end: this is what was measured until then")]),
];

const failedLines = ({ cells }: BenchReport, style: Style): string[] => {
  const failed = cells.flatMap(({ cell, failed: why }) => (why === undefined ? [] : [`${cell}  ${printable(why.split("\n")[0] ?? "")}`]));
  return failed.length > 0 ? ["", style.bold("not measured"), ...failed] : [];
};

const pages = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : `${(bytes / 2 ** 20).toFixed(1)} MiB (${bytes / 65_536} ${bytes === 65_536 ? "page" : "pages"})`;

/** The least linear memory of each case for a terminal, in pages of 64 KiB. */
export const sizeLines = (report: BenchReport, style: Style): string[] => [
  ...laneTable("least linear memory that the case passes with", report, ({ leastBytes }) => pages(leastBytes), style).slice(1),
  ...failedLines(report, style),
  "",
];

/** A report of measured benchmarks for a terminal: medians with half of their 95 % intervals, ratios with theirs. */
export const benchLines = (report: BenchReport, changes: readonly TimeChange[], style: Style): string[] => {
  return [
    `${style.bold(`benchmarks of run ${report.run}`)}: ${conditions(report)}`,
    ...warnings(report, style),
    ...laneTable("CPU time of the whole process, ms", report, ({ cpuMs }) => cpuMs.total && figure(cpuMs.total), style),
    ...laneTable("wall time of the whole process, ms", report, ({ wallMs }) => wallMs.total && figure(wallMs.total), style),
    ...laneTable("start: CPU time of a no-op, ms", report, ({ cpuMs }) => cpuMs.start && figure(cpuMs.start), style),
    ...laneTable("run: CPU time without start, ms", report, ({ cpuMs }) => cpuMs.run && figure(cpuMs.run), style),
    ...laneTable("compiling ahead, CPU ms", report, ({ cpuMs }) => cpuMs.compile && figure(cpuMs.compile), style),
    ...laneTable("measured by the guest, ms", report, ({ guestMs }) => guestMs && figure(guestMs), style),
    ...laneTable("peak memory of the process", report, ({ peakKib }) => (peakKib === undefined ? undefined : formatBytes(peakKib * 1024)), style),
    ...laneTable("least linear memory", report, ({ leastBytes }) => pages(leastBytes), style),
    ...laneTable("work, units of fuel", report, ({ fuel }) => fuel && `${fuel.units}${fuel.steady ? "" : " varies"}`, style),
    ...laneTable("compiled code", report, ({ codeBytes }) => (codeBytes === undefined ? undefined : formatBytes(codeBytes)), style),
    ...laneTable("size of the program", report, ({ size }) => (size === undefined ? undefined : formatBytes(size)), style),
    ...overheadTable("to the machine itself: run, by the same toolchain", report, "native", "run", style),
    ...overheadTable(`to ${report.reference}: run, in the same lane`, report, "language", "run", style),
    ...overheadTable(`to ${report.reference}: start, in the same lane`, report, "language", "start", style),
    ...overheadTable("to nil: start", report, "keep", "start", style),
    ...overheadTable("to nil: run", report, "keep", "run", style),
    ...stepLines(report.steps, style),
    ...changeLines(changes, style),
    ...failedLines(report, style),
    "",
  ];
};
