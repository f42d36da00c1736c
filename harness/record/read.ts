import { readFileSync } from "node:fs";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Header, JournalLine } from "../model/generated/journal.ts";

/** A journal that was read: its header, all lines, and whether its last line was torn off. */
export interface JournalText {
  readonly path: string;
  readonly header: Header;
  readonly lines: readonly JournalLine[];
  readonly torn: boolean;
  /** Size of all whole lines, in bytes. */
  readonly wholeBytes: number;
}

const lineEnd = 0x0a;

const fault = (code: string, file: string, line: number, message: string, hint: string, path?: string): GatehouseError =>
  new GatehouseError(code, message, { hint, place: { file, line, ...(path ? { path } : {}) } });

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const parseLine = (bytes: Uint8Array, file: string, number: number): JournalLine => {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    throw fault("journal/syntax", file, number, "this line is not JSON in UTF-8", "the file was cut off or changed: run again, or restore it");
  }
  const found = mismatch("journal", value);
  if (found) throw fault("journal/schema", file, number, `expected ${found.expected}; found ${found.actual}`, found.hint, `/${found.path.join("/")}`);
  return value as JournalLine;
};

/**
 * Reads a journal, every line held against its schema. A last line without its end was being written when the run was
 * killed: it does not count. Anything else that is not whole is a GatehouseError with file and line.
 */
export const readJournal = (path: string): JournalText => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new GatehouseError("journal/unreadable", `the journal cannot be read: ${(error as Error).message}`, {
      hint: "name another run",
      place: { file: path },
    });
  }
  const lines: JournalLine[] = [];
  let wholeBytes = 0;
  for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, wholeBytes)) {
    lines.push(parseLine(bytes.subarray(wholeBytes, end), path, lines.length + 1));
    wholeBytes = end + 1;
  }
  const header = lines[0];
  if (header?.kind !== "header") throw fault("journal/header", path, 1, "there is no header", "the file is empty or its start was cut off: run again");
  const planned = lines.flatMap((line) => (line.kind === "planned" ? line.cells : []));
  const distinct = new Set(planned).size;
  if (planned.length !== header.cells || distinct !== planned.length)
    throw fault(
      "journal/plan",
      path,
      2,
      distinct === planned.length
        ? `the header says ${header.cells} cells, the plan has ${planned.length}`
        : `the plan names ${planned.length - distinct} cells twice: another may be missing`,
      "the run was killed before it began, or the file was changed: run again",
    );
  checkFooters(lines, path);
  return { path, header, lines, torn: wholeBytes < bytes.length, wholeBytes };
};

// A footer tells how many rows stand before it; after one, only a resumed run goes on.
const checkFooters = (lines: readonly JournalLine[], path: string): void => {
  let rows = 0;
  lines.forEach((line, index) => {
    if (line.kind === "row") rows++;
    if (line.kind !== "footer") return;
    if (line.rows !== rows) {
      throw fault(
        "journal/rows",
        path,
        index + 1,
        `the footer says ${line.rows} rows, there are ${rows}`,
        "lines were lost or added: run again, or restore the file",
      );
    }
    const after = lines[index + 1];
    if (after && (!line.interrupted || after.kind !== "resumed")) {
      throw fault("journal/after-footer", path, index + 2, "there are lines after the footer", "two files were put together: take them apart, or run again");
    }
  });
};
