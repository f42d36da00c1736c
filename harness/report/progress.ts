import { formatDuration, printable, printableLines } from "../model/text.ts";

/** Where progress goes: a terminal's line that is written over, or lines now and then. */
export interface ProgressSink {
  readonly write: (text: string) => void;
  readonly moving: boolean;
  /** Columns of the terminal; absent: 80. */
  readonly columns?: () => number | undefined;
  readonly now: () => number;
}

const quietMs = 10_000;
const movingMs = 100;

/** Work of a run by phase, in estimated seconds, from which the ETA follows. */
export class Progress {
  readonly #sink: ProgressSink;
  #start: number | undefined;
  readonly #pieces = new Map<string, number>();
  readonly #total = new Map<string, { done: number; all: number; doneSeconds: number; allSeconds: number }>();
  #last = Number.NEGATIVE_INFINITY;
  #shown = false;

  constructor(sink: ProgressSink) {
    this.#sink = sink;
  }

  /** Says how much of a phase is to be done: so many pieces of about so many seconds each. */
  expect(phase: string, pieces: number, secondsEach: number): void {
    // What was done before there was any work tells nothing of how long work takes.
    this.#start ??= this.#sink.now();
    const entry = this.#total.get(phase) ?? { done: 0, all: 0, doneSeconds: 0, allSeconds: 0 };
    this.#total.set(phase, { ...entry, all: entry.all + pieces, allSeconds: entry.allSeconds + pieces * secondsEach });
  }

  /** Says the same of pieces by name, each with its own estimate in seconds. */
  expectEach(phase: string, pieces: Iterable<readonly [what: string, seconds: number]>): void {
    for (const [what, seconds] of pieces) {
      this.#pieces.set(`${phase} ${what}`, seconds);
      this.expect(phase, 1, seconds);
    }
  }

  /** Adds one piece to a phase and says that it begins: it may take minutes, in which nothing else is said. */
  begin(phase: string, what: string, seconds: number): void {
    this.expect(phase, 1, seconds);
    const { done, all } = this.#total.get(phase) as { done: number; all: number };
    this.#show(`${phase} ${done}/${all}  ${printable(what)} begins`, true);
  }

  /** One piece of a phase is done; `free`: it took no work, such as an artifact that was there, and tells nothing of how long others take. */
  done(phase: string, what: string, free = false): void {
    const entry = this.#total.get(phase);
    if (!entry) return;
    const each = this.#pieces.get(`${phase} ${what}`) ?? (entry.all === 0 ? 0 : entry.allSeconds / entry.all);
    this.#total.set(phase, {
      ...{ ...entry, done: entry.done + 1 },
      ...(free ? { allSeconds: entry.allSeconds - each } : { doneSeconds: entry.doneSeconds + each }),
    });
    this.#show(`${phase} ${entry.done + 1}/${entry.all}  ${printable(what)}`, entry.done + 1 === entry.all);
  }

  /** Says something that stays. */
  note(text: string): void {
    this.clear();
    this.#sink.write(`${printableLines(text)}\n`);
  }

  /** Takes the moving line away. */
  clear(): void {
    if (this.#shown) this.#sink.write("\r\u001b[K");
    this.#shown = false;
  }

  /** Estimated milliseconds to go, from how long the work that is done took; undefined while nothing is. */
  remaining(): number | undefined {
    let [done, all] = [0, 0];
    for (const entry of this.#total.values()) {
      done += entry.doneSeconds;
      all += entry.allSeconds;
    }
    return done === 0 ? undefined : (Math.max(0, all - done) / done) * (this.#sink.now() - (this.#start ?? 0));
  }

  #show(text: string, last: boolean): void {
    const now = this.#sink.now();
    if (!last && now - this.#last < (this.#sink.moving ? movingMs : quietMs)) return;
    this.#last = now;
    const eta = this.remaining();
    const end = eta === undefined || eta < 1000 ? "" : `  about ${formatDuration(eta)} to go`;
    // In a line that is too long the time to go stays.
    const room = this.#sink.moving ? Math.max(0, (this.#sink.columns?.() ?? 80) - 1 - end.length) : text.length;
    const line = `${text.slice(0, room)}${end}`;
    this.#sink.write(this.#sink.moving ? `\r\u001b[K${line}` : `${line}\n`);
    this.#shown = this.#sink.moving;
  }
}
