import type { Header } from "../model/generated/journal.ts";
import type { KeptLine } from "../model/rows.ts";
import type { RunSummary } from "../model/run-summary.ts";

/** Somebody who hears a run: its header, every other line of its journal in the order in which it was written, and what all of it comes to. */
export interface Subscriber {
  /** What an error message calls it. */
  readonly name: string;
  readonly begin?: (header: Header) => void;
  readonly line?: (line: KeptLine) => void;
  /** Called once, at the end; undefined: the run broke off, and nothing was folded. */
  readonly end?: (summary: RunSummary | undefined) => void;
}

/** Several subscribers as one. */
export interface Audience extends Required<Subscriber> {
  /** Names of those that threw: each heard nothing from then on. */
  readonly broken: () => readonly string[];
}

/** Makes one subscriber of several, in their order. One that throws is told once and left out; the run and the others go on. */
export const toAudience = (subscribers: readonly Subscriber[], tell: (text: string) => void): Audience => {
  const broken = new Set<string>();
  const each = (call: (subscriber: Subscriber) => void): void => {
    for (const subscriber of subscribers) {
      if (broken.has(subscriber.name)) continue;
      try {
        call(subscriber);
      } catch (error) {
        broken.add(subscriber.name);
        tell(`${subscriber.name} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  return {
    name: "the audience",
    begin: (header) => each(({ begin }) => begin?.(header)),
    line: (line) => each((subscriber) => subscriber.line?.(line)),
    end: (summary) => each(({ end }) => end?.(summary)),
    broken: () => [...broken],
  };
};

/** Tells subscribers a journal that was written before: its first line is the header. */
export const replay = (lines: readonly KeptLine[], audience: Audience): void => {
  for (const line of lines) {
    if (line.kind === "header") audience.begin(line);
    else audience.line(line);
  }
};
