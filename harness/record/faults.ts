import { existsSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import type { FaultAnswer } from "../model/fault.ts";
import type { FaultsFooter, FaultsHeader, FaultsLine } from "../model/generated/faults.ts";
import { byText } from "../model/record.ts";
import { faultIn, LineFile, type LineForm, readLines, toText } from "./lines.ts";

const form: LineForm = {
  schema: "faults",
  what: "the record of faults",
  hint: "the file was cut off or changed: seek the faults again, or restore it",
  missing: "seek the faults: gatehouse faults",
  format: 1,
  renew: "seek the faults again",
  again: "go on with --resume",
};

/** A record of faults that was read. */
export interface FaultsText {
  readonly header: FaultsHeader;
  readonly answers: readonly FaultAnswer[];
  /** Undefined where it did not come to its end. */
  readonly footer: FaultsFooter | undefined;
}

/** Where a project's published record of faults is. */
export const publishedFaults = (root: string): string => join(root, "results/faults/faults.ndjson");

interface Read extends FaultsText {
  readonly wholeBytes: number;
  readonly chain: string;
}

const read = (path: string): Read => {
  const lines: FaultsLine[] = [];
  const { wholeBytes, chain } = readLines<FaultsLine>(form, path, (line) => lines.push(line));
  const [header] = lines;
  if (header?.kind !== "header") throw faultIn(form, "header", "there is no header", { file: path, line: 1 });
  return {
    header,
    answers: lines.filter((line) => line.kind === "fault"),
    footer: lines.find((line) => line.kind === "footer"),
    wholeBytes,
    chain,
  };
};

/** Reads a record of faults, every line held against its schema. What is not whole is a GatehouseError with file and line. */
export const readFaultsText = (path: string): FaultsText => read(path);

/** A record that grows while faults are sought. */
export interface GrowingFaults {
  /** What was known before. */
  readonly known: readonly FaultAnswer[];
  readonly file: LineFile<FaultsLine>;
}

/** Begins a record, or goes on with the one of the same plan where `resume` says so: what it has is not sought again. */
export const growFaults = (path: string, header: FaultsHeader, resume: boolean): GrowingFaults => {
  const before = resume && existsSync(path) ? read(path) : undefined;
  if (before && before.header.plan === header.plan && before.footer === undefined) {
    truncateSync(path, before.wholeBytes);
    return { known: before.answers, file: new LineFile(form, path, before.chain) };
  }
  rmSync(path, { force: true });
  const file = new LineFile<FaultsLine>(form, path);
  file.append(header);
  return { known: [], file };
};

/** Publishes a record in the order of its faults' names, with its page. Throws a GatehouseError where it did not come to its end. */
export const publishFaults = (root: string, { header, answers, footer }: FaultsText, page: string): string[] => {
  if (!footer || answers.length !== header.faults)
    throw new GatehouseError("faults/publish", "the faults were not all sought", { hint: "go on with --resume, without --sample and filters" });
  const sorted = answers.toSorted((a, b) => byText(a.id, b.id));
  const path = publishedFaults(root);
  writeAtomic(path, toText(form, [header, ...sorted, footer]).text);
  writeAtomic(join(root, "results/faults/README.md"), page);
  return [path, join(root, "results/faults/README.md")];
};
