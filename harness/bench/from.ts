import { loadCatalog } from "../catalog/load.ts";
import { say } from "../host/say.ts";
import { countedBy, withCounts } from "../measure/counts.ts";
import { whyNoisy } from "../measure/quiet.ts";
import { mergeReports, toReport } from "../measure/report.ts";
import { toTrend } from "../measure/trend.ts";
import { type Catalog, referenceLanguage } from "../model/catalog.ts";
import { gatehouseWords } from "../model/command.ts";
import { GatehouseError } from "../model/errors.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { parseLane, printRelease, type ReleaseId } from "../model/ids.ts";
import { type BenchReport, trended } from "../model/speed.ts";
import { shellLine } from "../model/text.ts";
import { publishSamples, samplesAt } from "../record/performance.ts";
import { readSamples } from "../record/samples.ts";
import { benchMarkdown } from "../report/bench-markdown.ts";
import { trendPicture } from "../report/trend-picture.ts";
import { samplesPath } from "./open-samples.ts";

/** The command that measures what a file of samples holds. */
export const commandOf = ({ filters, cache, rounds, baseline, policy, lanes }: SamplesHeader, lines: readonly SamplesLine[], catalog: Catalog): string[] => {
  const measured = {
    native: lines.some((line) => line.kind === "program" && line.native),
    compile: lines.some((line) => line.kind === "code" || (line.kind === "sample" && line.phase === "compile")),
    fuel: lines.some(({ kind }) => kind === "count"),
  };
  const releases = lanes.map(({ id }) => parseLane(id));
  const isCurrent = ({ runtime, version }: ReleaseId): boolean =>
    catalog.runtimes.get(runtime)?.releases.some((each) => each.current && (each.version ?? version) === version) ?? false;
  const named = baseline !== undefined || !releases.every(isCurrent);
  return [
    ...[...gatehouseWords, "bench", ...filters],
    ...(named ? [...new Set(releases.map(printRelease))].flatMap((release) => ["--release", release]) : []),
    ...(baseline === undefined ? [] : ["--baseline", baseline, "--policy", String(policy * 100)]),
    ...(rounds === 0 ? ["--no-times"] : ["--rounds", String(rounds)]),
    ...(cache === "warm" ? [] : ["--cache", cache]),
    ...(["native", "compile", "fuel"] as const).flatMap((what) => (measured[what] || (rounds === 0 && what === "native") ? [] : [`--no-${what}`])),
  ];
};

/** Under which name samples are kept, and how many cores others may have kept busy. */
interface Publishing {
  readonly name: string;
  readonly most: number;
}

/** Reports what earlier runs measured: names of runs, files of samples or folders of them. With a name they are kept below results/performance/, with a page; a GatehouseError where others kept more than `most` cores busy. */
export const reportAgain = async (
  root: string,
  from: readonly string[],
  publish: Publishing | undefined,
): Promise<{ readonly report: BenchReport; readonly paths: readonly string[] }> => {
  const paths = from.flatMap((each) => (each.includes("/") ? samplesAt(each) : [samplesPath(root, each)]));
  const runs = paths.map(readSamples);
  const catalog = await loadCatalog(root);
  const merged = mergeReports(withCounts(runs).map(({ header, lines }) => toReport(header, lines, referenceLanguage(catalog))));
  const counted = countedBy(runs);
  const report = counted.length > 0 ? { ...merged, counted } : merged;
  if (publish !== undefined) {
    const { name, most } = publish;
    const noisy = whyNoisy(report.busy, most);
    if (noisy !== undefined)
      throw new GatehouseError("bench/noisy", `what is kept was measured on a quiet machine: ${noisy}`, {
        hint: "measure again while nothing else runs; --busy PERCENT of a core allows more",
      });
    const commands = runs.map(({ header, lines }) => shellLine(commandOf(header, lines, catalog)));
    const trends = trended.flatMap((of) => toTrend(report, of) ?? []);
    const picture = trends.length === 0 ? undefined : trendPicture(trends);
    const page = benchMarkdown(report, name, commands, picture !== undefined);
    for (const written of publishSamples(root, paths, name, { page, picture })) say(`written: ${written}`);
  }
  return { report, paths };
};
