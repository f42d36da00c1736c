import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isBeingWritten } from "./journal.ts";
import { readHeader } from "./read.ts";

/** How far a run has come. */
export interface RunProgress {
  readonly run: string;
  readonly is: "running" | "stopped" | "done";
  /** Cells with a row. */
  readonly done: number;
  readonly planned: number;
}

const chunk = 1 << 20;

/** Follows a journal that grows: each look reads only what was added since, and counts rows. No line is held against its schema. */
export class JournalProgress {
  readonly path: string;
  #read = 0;
  #rest = "";
  #done = 0;
  #ended = false;

  constructor(path: string) {
    this.path = path;
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith('{"kind":"row"')) this.#done++;
      if (line.startsWith('{"kind":"footer"')) this.#ended = !line.includes('"interrupted":true');
      if (line.startsWith('{"kind":"resumed"')) this.#ended = false;
    }
  }

  /** How far it is now; undefined where it has no whole header. */
  look(): RunProgress | undefined {
    const header = readHeader(this.path);
    if (!header) return undefined;
    const size = statSync(this.path).size;
    const file = openSync(this.path, "r");
    try {
      const buffer = Buffer.alloc(chunk);
      while (this.#read < size) {
        const count = readSync(file, buffer, 0, Math.min(chunk, size - this.#read), this.#read);
        if (count === 0) break;
        this.#read += count;
        // A character that is cut here would be of a text, and only the starts of lines count.
        this.#take(buffer.toString("latin1", 0, count));
      }
    } finally {
      closeSync(file);
    }
    const is = this.#ended ? "done" : isBeingWritten(this.path) ? "running" : "stopped";
    return { run: header.run, is, done: Math.min(this.#done, header.cells), planned: header.cells };
  }
}
