import { existsSync, truncateSync } from "node:fs";
import { timestamp } from "../host/clock.ts";
import { writeAtomic } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseLine, Header, JournalLine, Worker } from "../model/generated/journal.ts";
import { LineFile, toText } from "./lines.ts";
import { type JournalText, journalForm } from "./read.ts";

/** How many cells of the plan stand on one line. */
const chunk = 500;

/** Hears each line once it is written; it must not throw. */
export type Hear = (line: JournalLine) => void;

/** An append-only journal: each fact is written before the next is told, and each line is held against its schema. */
export class Journal {
  readonly #file: LineFile<JournalLine>;
  readonly #hear: Hear;
  #rows: number;

  private constructor(path: string, chain: string, rows: number, hear: Hear) {
    this.#file = new LineFile(journalForm, path, chain);
    this.#hear = hear;
    this.#rows = rows;
  }

  /** Begins a journal, never in the place of another. Its header and its plan are there together or not at all, whenever the harness is killed. */
  static begin(path: string, header: Header, cells: readonly string[], before: readonly (CaseLine | Worker)[] = [], hear: Hear = () => {}): Journal {
    const plan: JournalLine[] = [header, ...before];
    for (let at = 0; at < cells.length; at += chunk) plan.push({ kind: "planned", cells: cells.slice(at, at + chunk) });
    if (existsSync(path)) {
      const message = "there is a journal already: two runs began with one name";
      throw new GatehouseError("journal/exists", message, { hint: "run again", place: { file: path }, exitCode: 3 });
    }
    const { text, chain } = toText(journalForm, plan);
    writeAtomic(path, text);
    for (const line of plan) hear(line);
    return new Journal(path, chain, 0, hear);
  }

  /** Goes on with a journal whose run was killed or interrupted; a torn last line is cut off. */
  static resume(text: JournalText, hear: Hear = () => {}): Journal {
    truncateSync(text.path, text.wholeBytes);
    const journal = new Journal(text.path, text.chain, text.lines.filter((line) => line.kind === "row").length, hear);
    journal.append({ kind: "resumed", at: timestamp() });
    return journal;
  }

  /** Appends one line, whole. Throws a GatehouseError where the disk does not take it; then nothing of it is there. */
  append(line: JournalLine): void {
    this.#file.append(line);
    if (line.kind === "row") this.#rows++;
    this.#hear(line);
  }

  /** Ends the journal with its footer; afterwards it is on the disk. */
  close(interrupted: boolean): void {
    this.append({ kind: "footer", finished: timestamp(), rows: this.#rows, interrupted });
    this.#file.close();
  }
}
