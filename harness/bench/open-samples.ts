import { join } from "node:path";
import type { Selection } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { version } from "../host/about.ts";
import { timestamp } from "../host/clock.ts";
import { load, machine } from "../host/machine.ts";
import { toReport } from "../measure/report.ts";
import { referenceLanguage } from "../model/catalog.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import type { BenchReport } from "../model/speed.ts";
import { newRunId, runsFolder } from "../record/runs.ts";
import { beginSamples } from "../record/samples.ts";

/** Where the samples of a run are, by what was measured. */
export const samplesPath = (root: string, run: string, what: "bench" | "size" = "bench"): string => join(runsFolder(root), run, "samples", `${what}.ndjson`);

/** Samples that are being written: each line is on disk before the next is taken. */
export interface OpenSamples {
  readonly header: SamplesHeader;
  readonly path: string;
  readonly lines: readonly SamplesLine[];
  append(line: SamplesLine): void;
  /** Writes the footer and folds what was measured; `busy`: cores that others keep busy now. */
  close(busy?: number): BenchReport;
}

/** What a header says of how it was measured. */
type How = Pick<SamplesHeader, "filters" | "cache" | "rounds" | "looks" | "policy" | "busy"> & { readonly baseline?: string | undefined };

/** Begins the samples of a selection. */
export const openSamples = (work: Work, selection: Selection, { baseline, ...how }: How, what: "bench" | "size"): OpenSamples => {
  const header: SamplesHeader = {
    ...{ kind: "header", format: 2, run: newRunId(work.root), started: timestamp(), harness: version(), machine: machine() },
    ...{ supervised: work.launcher.supervised, ...how, seed: 1, load: load() },
    ...(baseline === undefined ? {} : { baseline }),
    lanes: selection.lanes.map(({ text, id, digest }) => ({ id: text, version: id.version, digest })),
    toolchains: selection.toolchains.map(({ id, version: own, digest }) => ({ id, version: own, digest })),
  };
  const path = samplesPath(work.root, header.run, what);
  const samples = beginSamples(path, header);
  const lines: SamplesLine[] = [];
  const append = (line: SamplesLine): void => {
    samples.append(line);
    lines.push(line);
  };
  const close = (busy?: number): BenchReport => {
    append({ kind: "footer", finished: timestamp(), interrupted: work.interrupted(), load: load(), ...(busy === undefined ? {} : { busy }) });
    samples.close();
    work.progress.clear();
    return toReport(header, lines, referenceLanguage(work.session.catalog));
  };
  return { header, path, lines, append, close };
};
