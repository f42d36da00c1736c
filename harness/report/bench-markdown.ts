import { gatehouse } from "../model/command.ts";
import { parseCell, printLane, printRoute } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";
import { type BenchReport, type ChangedStep, changedSteps, type MeasuredCell, type Overhead } from "../model/speed.ts";
import { formatBytes } from "../model/text.ts";
import { inline } from "./markdown.ts";
import { markdownTable } from "./table.ts";

const significant = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(Math.abs(value) >= 1 ? 3 : 2));

const laneOf = (cell: string): string => printLane(parseCell(cell).lane).replace(/\/nil:host-.*$/, "");

/** The columns of a table: lanes, those of a runtime from the oldest release to the newest. */
const columnsOf = (cells: readonly MeasuredCell[]): string[] => {
  const lanes = new Map(cells.map(({ cell }) => [laneOf(cell), parseCell(cell).lane]));
  const runtimes = [...new Set([...lanes.values()].map(({ runtime }) => runtime))];
  return [...lanes]
    .sort(([a, x], [b, y]) => runtimes.indexOf(x.runtime) - runtimes.indexOf(y.runtime) || byVersion(x.version, y.version) || byText(a, b))
    .map(([lane]) => lane);
};

const tableOf = (title: string, about: string, report: BenchReport, square: (cell: MeasuredCell) => string | undefined): string[] => {
  const filled = report.cells.filter((cell) => square(cell) !== undefined);
  if (filled.length === 0) return [];
  const columns = columnsOf(filled);
  const subjects = [...new Set(filled.map((cell) => `${cell.group} ${printRoute(parseCell(cell.cell))}`))].sort();
  const rows = subjects.map((subject) => {
    const [group = "", route = ""] = subject.split(" ");
    const own = filled.filter((cell) => cell.group === group && printRoute(parseCell(cell.cell)) === route);
    return [group, route, ...columns.map((column) => own.filter(({ cell }) => laneOf(cell) === column).map(square)[0] ?? "–")];
  });
  return ["", `## ${title}`, "", about, "", ...markdownTable(["case", "language", ...columns], rows, ["left", "left", "right"])];
};

const half = (low: number, high: number): string => `±${significant((high - low) / 2)}`;

const overheadOf = (report: BenchReport, of: Overhead["of"], phase: Overhead["phase"]): ((cell: MeasuredCell) => string | undefined) => {
  const known = new Map(report.overheads.filter((each) => each.of === of && each.phase === phase).map((each) => [each.cell, each.ratio]));
  return ({ cell }) => {
    const ratio = known.get(cell);
    return ratio && `${significant(ratio.ratio)} (${significant(ratio.low)} to ${significant(ratio.high)})`;
  };
};

const load = (values: readonly number[] | undefined): string => values?.map((value) => value.toFixed(1)).join(", ") ?? "unknown";

const stepRow = ({ subject, release, before, time, change = "–", work }: ChangedStep): string[] => {
  const [name = "", route = ""] = subject.split(",");
  return [release, before, name, route, time, change.replaceAll("-", "−"), work];
};

const stepsOf = ({ steps, policy }: BenchReport): string[] => {
  if (steps.length === 0) return [];
  const counts = (["slower", "faster", "same", "unsure"] as const).map((is) => `${steps.filter((step) => step.is === is).length} ${is}`).join(", ");
  const changed = changedSteps(steps);
  return [
    "",
    "## From release to release",
    "",
    `Each release against the one before it, case by case: ${steps.length} steps; ${counts}. A step is slower or faster if its whole 95 % interval lies beyond the larger of ${policy * 100} % and the cell's own noise. Of so many steps, a few differ by chance.`,
    ...(changed.length === 0
      ? []
      : [
          "",
          ...markdownTable(["release", "before", "case", "language", "time", "CPU time", "work by fuel"], changed.map(stepRow), [
            "left",
            "left",
            "left",
            "left",
            "left",
            "right",
            "left",
          ]),
        ]),
  ];
};

// Fuel is the same on every machine, the bytes that a compiler makes are not.
const toldCounts = ({ counted = [] }: BenchReport): string =>
  counted.length === 0 ? "" : ` Work by fuel and bytes of code: ${counted.map(({ run, cpu }) => `run ${inline(run)} on ${inline(cpu)}`).join(", ")}.`;

/** A report of measured benchmarks as a page. `again`: the commands that measure the same anew; `hasPicture`: whether NAME.svg stands beside it. */
export const benchMarkdown = (report: BenchReport, name: string, again: readonly string[], hasPicture = false): string =>
  [
    `# Performance: ${inline(name)}`,
    "",
    `Made by \`gatehouse bench\` from [${inline(name)}/](${name}), where every sample is; \`${gatehouse} bench --from results/performance/${name}\` shows the same and more. Measured anew by:`,
    "",
    "```",
    ...again,
    "```",
    "",
    `Run ${inline(report.run)} on ${inline(report.machine.cpu)}, ${report.machine.cores} cores; highest load averages (1, 5, 15 minutes) before: ${load(report.load.before)}, after: ${load(report.load.after)}. ${report.drift === undefined ? "" : `The same loop took ${(Math.abs(report.drift) * 100).toFixed(1)} % ${report.drift < 0 ? "less" : "more"} CPU time in the last third than in the first. `}Engines' caches are ${report.cache}. Each trial's output was held against its contract. Times are CPU times in milliseconds, medians with half of their 95 % intervals; on a machine that was busy they are higher and wider than on one at rest, ratios and fuel hold.${toldCounts(report)}`,
    ...(hasPicture ? ["", `![Figures by release and language; 100 % is the median over all releases](${name}.svg)`] : []),
    ...stepsOf(report),
    ...tableOf(
      "Run",
      "The whole process less the no-op of the same language in the same lane and round.",
      report,
      ({ cpuMs: { run } }) => run && `${significant(run.median)} ${half(run.low, run.high)}`,
    ),
    ...tableOf(
      "The whole process",
      "Starting, running and ending.",
      report,
      ({ cpuMs: { total } }) => total && `${significant(total.median)} ${half(total.low, total.high)}`,
    ),
    ...tableOf(
      "To the machine itself",
      "Run, divided by that of a native build of the same source by the same toolchain; 95 % intervals.",
      report,
      overheadOf(report, "native", "run"),
    ),
    ...tableOf(
      `To ${report.reference}`,
      `Run, divided by that of ${report.reference} in the same lane; 95 % intervals.`,
      report,
      overheadOf(report, "language", "run"),
    ),
    ...tableOf(
      "Start",
      "A no-op of the same language.",
      report,
      ({ cpuMs: { start } }) => start && `${significant(start.median)} ${half(start.low, start.high)}`,
    ),
    ...tableOf(
      "Compiling ahead",
      "What the engine takes to prepare the artifact.",
      report,
      ({ cpuMs: { compile } }) => compile && `${significant(compile.median)} ${half(compile.low, compile.high)}`,
    ),
    ...tableOf("Compiled code", "Bytes of what the engine compiles the artifact to, ahead; exact.", report, ({ codeBytes }) => codeBytes?.toString()),
    ...tableOf("Work", "Units of fuel, exact.", report, ({ fuel }) => fuel && `${fuel.units}${fuel.steady ? "" : " (varies)"}`),
    ...tableOf("Peak memory", "Of the process, the most of any round.", report, ({ peakKib }) =>
      peakKib === undefined ? undefined : formatBytes(peakKib * 1024),
    ),
    ...tableOf("Size", "Of the program.", report, ({ size }) => (size === undefined ? undefined : formatBytes(size))),
    ...tableOf("Not measured", "Why.", report, ({ failed }) => failed?.split("\n")[0]),
    "",
  ].join("\n");
