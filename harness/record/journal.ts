import { existsSync, statSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { timestamp } from "../host/clock.ts";
import { makeFolders, writeAtomic } from "../host/files.ts";
import { type Lock, takeLock } from "../host/lock.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseLine, Header, JournalLine, Worker } from "../model/generated/journal.ts";
import { LineFile, toText } from "./lines.ts";
import { type JournalText, journalForm } from "./read.ts";

/** How many cells of the plan stand on one line. */
const chunk = 500;

/** Hears each line once it is written; it must not throw. */
export type Hear = (line: JournalLine) => void;

const busy = (path: string): GatehouseError =>
  new GatehouseError("journal/busy", "another process writes this journal", {
    hint: "wait until that run has ended, or stop it; then go on",
    place: { file: path },
  });

// One writer a journal: two would each hold a chain of their own.
const lockOf = (path: string): Lock => {
  const lock = takeLock(join(dirname(path), "lock"));
  if (lock) return lock;
  throw busy(path);
};

/** Whether a process writes a journal now: the kernel gives back the lock of one that was killed. */
export const isBeingWritten = (path: string): boolean => {
  const own = join(dirname(path), "lock");
  if (!existsSync(own)) return false;
  try {
    const lock = takeLock(own);
    lock?.release();
    return lock === undefined;
  } catch {
    // Where nothing can be written, nobody writes.
    return false;
  }
};

/** An append-only journal: each fact is written before the next is told, and each line is held against its schema. */
export class Journal {
  readonly #file: LineFile<JournalLine>;
  readonly #lock: Lock;
  readonly #hear: Hear;
  #rows: number;
  #left = false;

  private constructor(path: string, lock: Lock, chain: string, rows: number, hear: Hear) {
    this.#file = new LineFile(journalForm, path, chain);
    this.#lock = lock;
    this.#hear = hear;
    this.#rows = rows;
  }

  /** Begins a journal, never in the place of another. Its header and its plan are there together or not at all, whenever the harness is killed. */
  static begin(path: string, header: Header, cells: readonly string[], before: readonly (CaseLine | Worker)[] = [], hear: Hear = () => {}): Journal {
    const plan: JournalLine[] = [header, ...before];
    for (let at = 0; at < cells.length; at += chunk) plan.push({ kind: "planned", cells: cells.slice(at, at + chunk) });
    makeFolders(dirname(path));
    const lock = lockOf(path);
    if (existsSync(path)) {
      lock.release();
      const message = "there is a journal already: two runs began with one name";
      throw new GatehouseError("journal/exists", message, { hint: "run again", place: { file: path }, exitCode: 3 });
    }
    const { text, chain } = toText(journalForm, plan);
    writeAtomic(path, text);
    for (const line of plan) hear(line);
    return new Journal(path, lock, chain, 0, hear);
  }

  /** Goes on with a journal whose run was killed or interrupted; a torn last line is cut off. Throws a GatehouseError where another process writes it, or has written to it since. */
  static resume(text: JournalText, hear: Hear = () => {}): Journal {
    const lock = lockOf(text.path);
    if (statSync(text.path).size !== text.size) {
      lock.release();
      throw busy(text.path);
    }
    truncateSync(text.path, text.wholeBytes);
    const journal = new Journal(text.path, lock, text.chain, text.lines.filter((line) => line.kind === "row").length, hear);
    journal.append({ kind: "resumed", at: timestamp() });
    return journal;
  }

  /** Appends one line, whole. Throws a GatehouseError where the disk does not take it; then nothing of it is there. */
  append(line: JournalLine): void {
    if (this.#left) return;
    this.#file.append(line);
    if (line.kind === "row") this.#rows++;
    this.#hear(line);
  }

  /** Ends the journal with its footer; afterwards it is on the disk. */
  close(interrupted: boolean): void {
    this.append({ kind: "footer", finished: timestamp(), rows: this.#rows, interrupted });
    this.leave();
  }

  /** Leaves the journal as it is, to whoever goes on with it: nothing more is written. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#file.close();
    this.#lock.release();
  }
}
