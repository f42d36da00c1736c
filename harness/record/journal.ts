import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { timestamp } from "../host/clock.ts";
import { writeAtomic } from "../host/files.ts";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseLine, Header, JournalLine } from "../model/generated/journal.ts";
import type { JournalText } from "./read.ts";

/** How many cells of the plan stand on one line. */
const chunk = 500;

const toText = (line: JournalLine): string => {
  const found = mismatch("journal", line);
  if (found) {
    const message = `a ${line.kind} line is not as the schema says: /${found.path.join("/")}: expected ${found.expected}, found ${found.actual}`;
    throw new GatehouseError("journal/invalid", message, { hint: "this is a fault of the harness: report it with this message", exitCode: 3 });
  }
  return `${JSON.stringify(line)}\n`;
};

/** Hears each line once it is written; it must not throw. */
export type Hear = (line: JournalLine) => void;

/** An append-only journal: each fact is on disk before the next is told, and each line is held against its schema. */
export class Journal {
  readonly #file: number;
  readonly #path: string;
  readonly #hear: Hear;
  #rows: number;
  #size: number;

  private constructor(path: string, rows: number, hear: Hear) {
    this.#path = path;
    this.#hear = hear;
    this.#file = openSync(path, "a");
    this.#rows = rows;
    this.#size = fstatSync(this.#file).size;
  }

  /** Begins a journal, never in the place of another. Its header and its plan are there together or not at all, whenever the harness is killed. */
  static begin(path: string, header: Header, cells: readonly string[], cases: readonly CaseLine[] = [], hear: Hear = () => {}): Journal {
    const plan: JournalLine[] = [header, ...cases];
    for (let at = 0; at < cells.length; at += chunk) plan.push({ kind: "planned", cells: cells.slice(at, at + chunk) });
    if (existsSync(path)) {
      const message = "there is a journal already: two runs began with one name";
      throw new GatehouseError("journal/exists", message, { hint: "run again", place: { file: path }, exitCode: 3 });
    }
    mkdirSync(dirname(path), { recursive: true });
    writeAtomic(path, plan.map(toText).join(""));
    for (const line of plan) hear(line);
    return new Journal(path, 0, hear);
  }

  /** Goes on with a journal whose run was killed or interrupted; a torn last line is cut off. */
  static resume(text: JournalText, hear: Hear = () => {}): Journal {
    const file = openSync(text.path, "r+");
    ftruncateSync(file, text.wholeBytes);
    closeSync(file);
    const journal = new Journal(text.path, text.lines.filter((line) => line.kind === "row").length, hear);
    journal.append({ kind: "resumed", at: timestamp() });
    return journal;
  }

  /** Appends one line, whole. Throws a GatehouseError where the disk does not take it; then nothing of it is there. */
  append(line: JournalLine): void {
    const bytes = Buffer.from(toText(line));
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw new GatehouseError("journal/write", `the journal cannot be written: ${(error as Error).message}`, {
        hint: "make room on the disk, then go on with `gatehouse run --resume` and the same filters; what stands in the journal is kept",
        place: { file: this.#path },
        exitCode: 3,
        cause: error,
      });
    }
    this.#size += bytes.length;
    if (line.kind === "row") this.#rows++;
    this.#hear(line);
  }

  /** Ends the journal with its footer; afterwards it is on the disk. */
  close(interrupted: boolean): void {
    this.append({ kind: "footer", finished: timestamp(), rows: this.#rows, interrupted });
    fsyncSync(this.#file);
    closeSync(this.#file);
  }
}
