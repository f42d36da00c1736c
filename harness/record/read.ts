import { judgeDigest } from "../host/about.ts";
import { readStart } from "../host/files.ts";
import { mismatch } from "../host/schemas.ts";
import { passTrimmer, RowJudge } from "../judge/row.ts";
import type { GatehouseError } from "../model/errors.ts";
import type { Header, JournalLine, Verdict } from "../model/generated/journal.ts";
import type { KeptLine } from "../model/rows.ts";
import { chainStart, seal } from "./chain.ts";
import { faultIn, type LineForm, type LinesRead, readLines } from "./lines.ts";

/** A journal that was read. */
export interface JournalText extends LinesRead {
  readonly path: string;
  readonly header: Header;
  readonly lines: readonly KeptLine[];
}

/** A journal as a file of lines. */
export const journalForm: LineForm = {
  schema: "journal",
  what: "the journal",
  hint: "the file was cut off or changed: run again, or restore it",
  missing: "name another run",
  format: 3,
  renew: "run again: verdicts do not rest on a file that anything may have changed",
  again: "go on with `gatehouse run --resume` and the same filters",
};

const longestHeader = 1 << 20;

/** The header of a journal, without reading the rest; undefined where there is none of today's format. */
export const readHeader = (path: string): Header | undefined => {
  const [first = ""] = readStart(path, longestHeader).split("\n", 1);
  try {
    const { chain, ...line } = JSON.parse(first) as JournalLine;
    const isWhole = mismatch("journal", line) === undefined && seal(chainStart("journal"), JSON.stringify(line)).chain === chain;
    return isWhole && line.kind === "header" ? line : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads a journal, every line held against its schema. A last line without its end was being written when the run was
 * killed: it does not count. Of the rows that passed, `verdicts` keeps no facts in memory. Anything that is not whole, and a verdict that
 * does not follow from its facts though the same judge gave it, is a GatehouseError with file and line.
 */
export const readJournal = (path: string, kept: "all" | "verdicts" = "all"): JournalText => {
  const lines: KeptLine[] = [];
  const judge = new RowJudge();
  const keep = kept === "all" ? (line: JournalLine): KeptLine => line : passTrimmer();
  let sameJudge = false;
  const read = readLines<JournalLine>(journalForm, path, (line, _, number) => {
    judge.learn(line);
    if (line.kind === "header") sameJudge = line.judge === judgeDigest();
    const verdict = line.kind === "row" && (sameJudge || kept === "verdicts") ? judge.verdict(line) : undefined;
    if (sameJudge && verdict) checkVerdict(line, verdict, path, number);
    lines.push(keep(line, verdict));
  });
  const header = lines[0];
  if (header?.kind !== "header")
    throw faultIn(journalForm, "header", "there is no header: the file is empty, or its start was cut off", { file: path, line: 1 });
  checkPlan(header, lines, path);
  checkWorkers(lines, path);
  checkFooters(lines, path);
  return { path, header, lines, ...read };
};

const checkVerdict = (line: JournalLine, verdict: Verdict, path: string, number: number): void => {
  if (line.kind !== "row" || line.state !== "ran" || JSON.stringify(line.verdict) === JSON.stringify(verdict)) return;
  const message = `the row says ${JSON.stringify(line.verdict)}; its facts give ${JSON.stringify(verdict)}`;
  throw faultIn(journalForm, "verdict", message, {
    file: path,
    line: number,
    hint: "the same judge gave it, so the row was edited: run again, or restore the file",
  });
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
  const message =
    distinct.size === planned
      ? `the header says ${header.cells} cells, the plan has ${planned}`
      : `the plan names ${planned - distinct.size} cells twice: another may be missing`;
  throw faultIn(journalForm, "plan", message, { file: path, line: 2, hint: "the run was killed before it began, or the file was changed: run again" });
};

// What a fact follows from is told by its worker's line, before it.
const checkWorkers = (lines: readonly KeptLine[], path: string): void => {
  const known = new Set<string>();
  const hint = "lines were lost, or files were put together: merge shards with `gatehouse merge`, or run again";
  const refuse = (index: number, message: string): GatehouseError => faultIn(journalForm, "worker", message, { file: path, line: index + 1, hint });
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
      const hint = "lines were lost or added: run again, or restore the file";
      throw faultIn(journalForm, "rows", `the footer says ${line.rows} rows, there are ${rows}`, { file: path, line: index + 1, hint });
    }
    const after = lines[index + 1];
    if (!after || (line.interrupted && after.kind === "resumed")) return;
    const hint = "two files were put together: take them apart, or run again";
    throw faultIn(journalForm, "after-footer", "there are lines after the footer", { file: path, line: index + 2, hint });
  });
};
