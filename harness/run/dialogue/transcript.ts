import type { Socket } from "node:net";
import { watched } from "../../host/clock.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { Bell } from "./bell.ts";
import { compareStart, progress, type Seen, silent } from "./seen.ts";

/** All that a program writes to a stream that is a pipe, as it comes. Kept up to a limit; `full` is called where that is reached. */
export class Transcript {
  readonly #bell = new Bell();
  readonly #ended: Promise<void>;
  readonly #most: number;
  readonly #pipe: Socket;
  #parts: Buffer[] = [];
  #size = 0;
  #over = false;
  #cursor = 0;

  constructor(pipe: Socket, most: number, full: () => void) {
    this.#most = most;
    this.#pipe = pipe;
    pipe.on("data", (part: Buffer) => {
      const kept = part.subarray(0, this.#most - this.#size);
      if (kept.length > 0) this.#parts.push(kept);
      this.#size += kept.length;
      if (this.#size >= this.#most) full();
      this.#bell.ring();
    });
    this.#ended = new Promise((resolve) => {
      pipe.on("error", () => {});
      pipe.on("close", () => {
        this.#over = true;
        this.#bell.ring();
        resolve();
      });
    });
  }

  /** What comes next must be this. */
  async expect(expected: Buffer, limitMs: number): Promise<Seen> {
    const until = watched() + limitMs;
    for (;;) {
      const received = this.#bytes().subarray(this.#cursor, this.#cursor + expected.length);
      const failure = compareStart(received, expected);
      const soFar = { bytes: received.length, received };
      if (failure) return { ...soFar, failure };
      if (received.length === expected.length) {
        this.#cursor += expected.length;
        return soFar;
      }
      if (this.#over) return { ...soFar, failure: { how: "closed", detail: `the stream ended ${progress(received.length, expected.length)}` } };
      if (watched() >= until) return { ...soFar, failure: silent(`no more than ${received.length} of ${expected.length} bytes came`, limitMs) };
      await this.#bell.wait(until - watched());
    }
  }

  /** The next line, without its end; why there is none in time. */
  async line(limitMs: number): Promise<{ readonly line: string } | StepFailure> {
    const until = watched() + limitMs;
    for (;;) {
      const rest = this.#bytes().subarray(this.#cursor);
      const end = rest.indexOf("\n");
      if (end >= 0) {
        this.#cursor += end + 1;
        return { line: rest.subarray(0, end).toString("utf8") };
      }
      if (this.#over) return { how: "closed", detail: "the stream ended where a line is to be" };
      if (watched() >= until) return silent(`no whole line came (${rest.length} bytes)`, limitMs);
      await this.#bell.wait(until - watched());
    }
  }

  /** Reads no more: whoever writes to the pipe from now on has no reader. */
  close(): void {
    this.#pipe.destroy();
  }

  /** Everything, once the last writer has closed the pipe. */
  async whole(): Promise<Buffer> {
    await this.#ended;
    return this.#bytes();
  }

  #bytes(): Buffer {
    if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0] ?? Buffer.alloc(0);
  }
}
