import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { faultIn, LineFile, type LineForm, readContent, readLines, readPacked, toText } from "./lines.ts";
import { packedEnding } from "./packed.ts";

/** The size in bytes that the text of published samples stays below: their file is packed, for it is kept in git. */
export const largestSamples = 8 << 20;

const form: LineForm = {
  schema: "samples",
  what: "the file of samples",
  hint: "the file was cut off or changed: measure again, or restore it",
  missing: "name another run",
  format: 2,
  renew: "measure again",
  again: "measure again",
};

/** Begins a file of samples, never in the place of another. A sample is written before the next is taken. */
export const beginSamples = (path: string, header: SamplesHeader): LineFile<SamplesLine> => {
  const samples = new LineFile<SamplesLine>(form, path);
  samples.append(header);
  return samples;
};

/** A file of samples that was read. */
export interface SamplesText {
  readonly header: SamplesHeader;
  readonly lines: readonly SamplesLine[];
}

/**
 * Reads a file of samples, of a run or published, every line held against its schema. A last line without its end was being written when the
 * run was killed: it does not count. Anything else that is not whole is a GatehouseError with file and line.
 */
export const readSamples = (path: string): SamplesText => {
  const lines: SamplesLine[] = [];
  const take = (line: SamplesLine): unknown => lines.push(line);
  // That of a run grows line by line, and is plain.
  if (path.endsWith(packedEnding)) readContent(form, path, readPacked({ ...form, largest: largestSamples }, path), take);
  else readLines(form, path, take);
  const [header, ...rest] = lines;
  if (header?.kind !== "header") throw faultIn(form, "header", "there is no header", { file: path, line: 1 });
  if (rest.some(({ kind }) => kind === "header")) throw faultIn(form, "header", "there are two headers: two files were put together", { file: path, line: 1 });
  return { header, lines };
};

/** Samples as the text of their file. */
export const toSamplesText = (lines: readonly SamplesLine[]): string => toText(form, lines).text;
