import { closeSync, openSync, readSync } from "node:fs";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Header, JournalLine } from "../model/generated/journal.ts";
import type { KeptLine } from "../model/rows.ts";

/** A journal that was read: its header, all lines, and whether its last line was torn off. */
export interface JournalText {
  readonly path: string;
  readonly header: Header;
  readonly lines: readonly KeptLine[];
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

const chunkBytes = 1 << 20;

// Hands over each whole line of a file, without its end; returns how many bytes they and the rest have. A journal may be larger than a buffer can be.
const eachLine = (path: string, take: (bytes: Uint8Array, number: number) => void): { whole: number; all: number } => {
  const file = openSync(path, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    let [whole, all, number] = [0, 0, 0];
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const count = readSync(file, chunk, 0, chunkBytes, null);
      if (count === 0) return { whole, all };
      all += count;
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, count)]) : chunk.subarray(0, count);
      let start = 0;
      // What was left over has no line end in it.
      for (let end = bytes.indexOf(lineEnd, rest.length); end >= 0; end = bytes.indexOf(lineEnd, start)) {
        take(bytes.subarray(start, end), ++number);
        whole += end + 1 - start;
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
  } finally {
    closeSync(file);
  }
};

/**
 * Reads a journal, every line held against its schema. A last line without its end was being written when the run was
 * killed: it does not count. `keep` says what of a line stays in memory. Anything else that is not whole is a GatehouseError with file and line.
 */
export const readJournal = (path: string, keep: (line: JournalLine) => KeptLine = (line) => line): JournalText => {
  const lines: KeptLine[] = [];
  let size: { whole: number; all: number };
  try {
    size = eachLine(path, (bytes, number) => {
      lines.push(keep(parseLine(bytes, path, number)));
    });
  } catch (error) {
    if (error instanceof GatehouseError) throw error;
    throw new GatehouseError("journal/unreadable", `the journal cannot be read: ${(error as Error).message}`, {
      hint: "name another run",
      place: { file: path },
    });
  }
  const header = lines[0];
  if (header?.kind !== "header") throw fault("journal/header", path, 1, "there is no header", "the file is empty or its start was cut off: run again");
  checkPlan(header, lines, path);
  checkWorkers(lines, path);
  checkFooters(lines, path);
  return { path, header, lines, torn: size.whole < size.all, wholeBytes: size.whole };
};

const checkPlan = (header: Header, lines: readonly KeptLine[], path: string): void => {
  const distinct = new Set<string>();
  let planned = 0;
  for (const line of lines) {
    if (line.kind !== "planned") continue;
    planned += line.cells.length;
    for (const cell of line.cells) distinct.add(cell);
  }
  if (planned === header.cells && distinct.size === planned) return;
  throw fault(
    "journal/plan",
    path,
    2,
    distinct.size === planned
      ? `the header says ${header.cells} cells, the plan has ${planned}`
      : `the plan names ${planned - distinct.size} cells twice: another may be missing`,
    "the run was killed before it began, or the file was changed: run again",
  );
};

// What a fact follows from is told by its worker's line, before it.
const checkWorkers = (lines: readonly KeptLine[], path: string): void => {
  const known = new Set<string>();
  const refuse = (index: number, message: string): GatehouseError =>
    fault("journal/worker", path, index + 1, message, "lines were lost, or files were put together: merge shards with gatehouse, or run again");
  lines.forEach((line, index) => {
    if (line.kind === "worker") {
      if (known.has(line.id)) throw refuse(index, `there are two workers by the name of ${line.id}`);
      known.add(line.id);
    } else if ("worker" in line && line.worker !== undefined && !known.has(line.worker)) throw refuse(index, `no line before tells of worker ${line.worker}`);
  });
};

// A footer tells how many rows stand before it; after one, only a resumed run goes on.
const checkFooters = (lines: readonly KeptLine[], path: string): void => {
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
