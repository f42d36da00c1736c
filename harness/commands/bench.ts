import { measureSelection, samplesPath } from "../bench/record.ts";
import { type LiveSide, readSide } from "../candidate/sides.ts";
import { checkUsable } from "../candidate/usable.ts";
import { loadCatalog } from "../catalog/load.ts";
import { type Work, withWork } from "../engine/carry-out.ts";
import { select } from "../engine/select.ts";
import { say } from "../host/say.ts";
import { acceptsTimes, timeChanges } from "../measure/changes.ts";
import { mergeReports, toReport } from "../measure/report.ts";
import type { Catalog } from "../model/catalog.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { SamplesHeader } from "../model/generated/samples.ts";
import { parseLane, printRelease, type ReleaseId } from "../model/ids.ts";
import type { BenchReport } from "../model/speed.ts";
import { shellLine } from "../model/text.ts";
import { parseFilter } from "../plan/filter.ts";
import { type Profile, profiles } from "../plan/profile.ts";
import { publishSamples, samplesAt } from "../record/performance.ts";
import { readSamples } from "../record/samples.ts";
import { benchLines } from "../report/bench.ts";
import { benchMarkdown } from "../report/bench-markdown.ts";
import { print, printJson, resultStyle } from "./output.ts";
import { checkSomething } from "./run.ts";

/** What a user asks of `gatehouse bench`. */
export interface BenchOptions {
  readonly rounds: number;
  readonly budget: number | undefined;
  readonly cache: "cold" | "warm";
  readonly profile: "full" | "deep";
  readonly candidate: string | undefined;
  readonly baseline: string | undefined;
  readonly release: readonly string[];
  /** Percent by which times must differ to count. */
  readonly policy: number;
  readonly fuel: boolean;
  readonly native: boolean;
  readonly compile: boolean;
  readonly acceptUnsure: boolean;
  /** Names of runs, files of samples, or folders of them; none: it is measured. */
  readonly from: readonly string[];
  /** The name under which the samples are published; with `from`. */
  readonly publish: string | undefined;
  readonly json: boolean;
}

const readSides = async (root: string, work: Work, options: BenchOptions): Promise<{ sides: LiveSide[]; baseline: LiveSide | undefined }> => {
  if ((options.candidate === undefined) !== (options.baseline === undefined) && options.release.length === 0)
    throw new GatehouseError("bench/sides", "a candidate needs a baseline, and a baseline something that is held against it", {
      hint: "name both, or a baseline and a --release or more",
    });
  const read = async (text: string): Promise<LiveSide> => {
    const side = await readSide(text, root, work.session.catalog);
    if (side.kind === "live") return side;
    throw new GatehouseError("bench/recorded", `${text} is a record: times of another day are not compared`, {
      hint: "name a release: RUNTIME@VERSION or RUNTIME@path:FILE",
    });
  };
  const baseline = options.baseline === undefined ? undefined : await read(options.baseline);
  const others = await Promise.all([...(options.candidate === undefined ? [] : [options.candidate]), ...options.release].map(read));
  const sides = [...new Map([...(baseline ? [baseline] : []), ...others].map((side) => [side.name, side])).values()];
  return { sides, baseline };
};

const show = (report: BenchReport, options: Pick<BenchOptions, "json" | "acceptUnsure">, paths: readonly string[]): number => {
  const changes = timeChanges(report);
  if (options.json) printJson({ ...report, changes, samples: paths });
  else print([...benchLines(report, changes, resultStyle()), ...paths.map((path) => `samples: ${path}`)]);
  const failed = report.cells.some((cell) => cell.failed !== undefined && !cell.failed.startsWith("total: inexpressible"));
  return !failed && acceptsTimes(changes, options.acceptUnsure) ? exitCodes.ok : exitCodes.unexpected;
};

// The command that measures what a header says was measured.
const commandOf = (
  { filters, cache, rounds, baseline, policy, lanes }: SamplesHeader,
  measured: Record<"native" | "compile" | "fuel", boolean>,
  catalog: Catalog,
): string[] => {
  const releases = lanes.map(({ id }) => parseLane(id));
  const isCurrent = ({ runtime, version }: ReleaseId): boolean =>
    catalog.runtimes.get(runtime)?.releases.some((each) => each.current && (each.version ?? version) === version) ?? false;
  const named = baseline !== undefined || !releases.every(isCurrent);
  return [
    ...["npx", "gatehouse", "bench", ...filters],
    ...(named ? [...new Set(releases.map(printRelease))].flatMap((release) => ["--release", release]) : []),
    ...(baseline === undefined ? [] : ["--baseline", baseline, "--policy", String(policy * 100)]),
    ...["--rounds", String(rounds)],
    ...(cache === "warm" ? [] : ["--cache", cache]),
    ...(["native", "compile", "fuel"] as const).flatMap((what) => (measured[what] ? [] : [`--no-${what}`])),
  ];
};

const showAgain = async (root: string, from: readonly string[], options: BenchOptions): Promise<number> => {
  const paths = from.flatMap((each) => (each.includes("/") ? samplesAt(each) : [samplesPath(root, each)]));
  const runs = paths.map(readSamples);
  const report = mergeReports(runs.map(({ header, lines }) => toReport(header, lines)));
  if (options.publish !== undefined) {
    const catalog = await loadCatalog(root);
    const commands = runs.map(({ header, lines }) => {
      const measured = {
        native: lines.some((line) => line.kind === "program" && line.native),
        compile: lines.some((line) => line.kind === "sample" && line.phase === "compile"),
        fuel: lines.some(({ kind }) => kind === "count"),
      };
      return shellLine(commandOf(header, measured, catalog));
    });
    const page = benchMarkdown(report, options.publish, commands);
    for (const written of publishSamples(root, paths, options.publish, page)) say(`written: ${written}`);
  }
  return show(report, options, paths);
};

/**
 * `gatehouse bench`: measures benchmarks round by round, one trial at a time, and tells medians, overheads and, where a
 * baseline is named, what became slower. Exit code 0; 1 where something is slower, unsure or failed; 130 after Ctrl-C.
 */
export const benchCommand = async (root: string, terms: readonly string[], options: BenchOptions): Promise<number> => {
  if (options.from.length > 0) return showAgain(root, options.from, options);
  if (options.publish !== undefined)
    throw new GatehouseError("bench/publish", "what is published is a run that was looked at", {
      hint: "measure first, then: gatehouse bench --from RUN --publish NAME",
    });
  const profile: Profile = { ...profiles[options.profile], measured: true };
  return withWork(root, async (work) => {
    const { sides, baseline } = await readSides(root, work, options);
    const selection = await select(
      work.session,
      profile,
      parseFilter(terms),
      work.progress,
      sides.length > 0 ? sides.map(({ candidate }) => candidate) : undefined,
    );
    checkUsable(selection, sides);
    checkSomething(selection);
    const { rounds, cache, budget, policy, fuel, native, compile } = options;
    const how = { profile, terms, cache, rounds, budget, baseline: baseline?.name, least: policy / 100, fuel, native, compile };
    const measured = await measureSelection(work, selection, how);
    if (!measured) return 130;
    const code = show(measured.report, options, [measured.path]);
    return work.interrupted() ? 130 : code;
  });
};
