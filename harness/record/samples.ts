import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";

/** A file of samples that grows: each line is held against its schema, and is on disk before the next is measured. */
export class Samples {
  readonly #file: number;
  readonly #path: string;

  /** Begins a file, never in the place of another. */
  constructor(path: string, header: SamplesHeader) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, "ax");
    this.append(header);
  }

  /** Appends one line, whole. Throws a GatehouseError where it is not as the schema says or the disk does not take it; then nothing of it is there. */
  append(line: SamplesLine): void {
    const found = mismatch("samples", line);
    if (found) {
      const message = `a ${line.kind} line is not as the schema says: /${found.path.join("/")}: expected ${found.expected}, found ${found.actual}`;
      throw new GatehouseError("samples/invalid", message, { hint: "this is a fault of the harness: report it with this message", exitCode: 3 });
    }
    const { size } = fstatSync(this.#file);
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      ftruncateSync(this.#file, size);
      throw new GatehouseError("samples/write", `samples cannot be written: ${(error as Error).message}`, {
        hint: "make room on the disk; what stands in the file is kept",
        place: { file: this.#path },
        exitCode: 3,
        cause: error,
      });
    }
  }

  /** Ends the file; afterwards it is on the disk. */
  close(): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
  }
}

/** A file of samples that was read. */
export interface SamplesText {
  readonly header: SamplesHeader;
  readonly lines: readonly SamplesLine[];
}

const fault = (code: string, file: string, line: number, message: string): GatehouseError =>
  new GatehouseError(code, message, { hint: "the file was cut off or changed: measure again, or restore it", place: { file, line } });

/**
 * Reads a file of samples, every line held against its schema. A last line without its end was being written when the
 * run was killed: it does not count. Anything else that is not whole is a GatehouseError with file and line.
 */
export const readSamples = (path: string): SamplesText => {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new GatehouseError("samples/unreadable", `samples cannot be read: ${(error as Error).message}`, { hint: "name another run", place: { file: path } });
  }
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((line, index): SamplesLine => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        throw fault("samples/syntax", path, index + 1, "this line is not JSON");
      }
      const found = mismatch("samples", value);
      if (found) throw fault("samples/schema", path, index + 1, `/${found.path.join("/")}: expected ${found.expected}; found ${found.actual}`);
      return value as SamplesLine;
    });
  const header = lines[0];
  if (header?.kind !== "header") throw fault("samples/header", path, 1, "there is no header");
  if (lines.slice(1).some((line) => line.kind === "header")) throw fault("samples/header", path, 1, "there are two headers: two files were put together");
  return { header, lines };
};
