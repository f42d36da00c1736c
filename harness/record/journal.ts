import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { timestamp } from "../host/clock.ts";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Header, JournalLine } from "../model/generated/journal.ts";

/** How many cells of the plan stand on one line. */
const chunk = 500;

/** An append-only journal: each fact is on disk before the next is told, and each line is held against its schema. */
export class Journal {
  readonly #file: number;
  readonly #path: string;
  #rows = 0;

  /** Begins a journal with its header and its plan. Throws where the file is there already. */
  constructor(path: string, header: Header, cells: readonly string[]) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, "ax");
    this.append(header);
    for (let at = 0; at < cells.length; at += chunk) this.append({ kind: "planned", cells: cells.slice(at, at + chunk) });
  }

  /** Appends one line, whole. Throws a GatehouseError where the disk does not take it. */
  append(line: JournalLine): void {
    const found = mismatch("journal", line);
    if (found) {
      throw new GatehouseError(
        "journal/invalid",
        `a ${line.kind} line is not as the schema says: /${found.path.join("/")}: expected ${found.expected}, found ${found.actual}`,
        {
          hint: "this is a fault of the harness: report it with this message",
          exitCode: 3,
        },
      );
    }
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      throw new GatehouseError("journal/write", `the journal cannot be written: ${(error as Error).message}`, {
        hint: "make room on the disk, then run again; what stands in the journal so far is kept",
        place: { file: this.#path },
        exitCode: 3,
        cause: error,
      });
    }
    if (line.kind === "row") this.#rows++;
  }

  /** Ends the journal with its footer; afterwards it is on the disk. */
  close(interrupted: boolean): void {
    this.append({ kind: "footer", finished: timestamp(), rows: this.#rows, interrupted });
    fsyncSync(this.#file);
    closeSync(this.#file);
  }
}
