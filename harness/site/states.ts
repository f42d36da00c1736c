import { fieldOf, type ShownCell } from "../judge/matrix.ts";
import type { Unfinished } from "../model/run-summary.ts";

/** How a page shows what became of a cell: by a shape and by a word, and never by colour alone. */
export interface ShownState {
  /** One character of the site's data. */
  readonly code: string;
  readonly mark: string;
  readonly word: string;
  /** What it means, as a sentence of the legend. */
  readonly about: string;
  /** good: as it should be; bad: somebody must look; warn: it did not pass, and that is no news; none: it tells nothing of the program. */
  readonly tone: "good" | "bad" | "warn" | "none";
  /** Cells of this state are in groups that one mending would turn green. */
  readonly grouped?: true;
}

/** Every state that a page shows, the worst first: a square takes the mark of its worst cell. */
export const shownStates: readonly ShownState[] = [
  { code: "f", mark: "✗", word: "fail", tone: "bad", grouped: true, about: "It broke its contract, and no reason is written down." },
  { code: "b", mark: "⚡", word: "broken", tone: "bad", grouped: true, about: "The harness broke. It says nothing of the program." },
  { code: "l", mark: "∅", word: "lost", tone: "bad", grouped: true, about: "It was planned, and the run has no row of it." },
  { code: "x", mark: "⁇", word: "untrusted", tone: "bad", grouped: true, about: "Its lane did not report failures that were planted. It does not count." },
  { code: "s", mark: "‼", word: "surprise", tone: "bad", grouped: true, about: "It passed, although it is known to fail." },
  { code: "k", mark: "▲", word: "known", tone: "warn", grouped: true, about: "It failed, for a reason that is written down." },
  { code: "u", mark: "⊘", word: "unsupported", tone: "warn", grouped: true, about: "The lane lacks what it needs, with proof." },
  { code: "y", mark: "≈", word: "flaky", tone: "warn", about: "It passed when it was tried again, as it is known to." },
  { code: "r", mark: "◌", word: "running", tone: "none", about: "Its run is under way, and has not come to it yet." },
  { code: "t", mark: "◌", word: "to go", tone: "none", about: "Its run ended early, and did not come to it." },
  { code: "p", mark: "✓", word: "pass", tone: "good", about: "It did what its contract says." },
  { code: "n", mark: "–", word: "n/a", tone: "none", about: "The lane's host cannot set it up. It did not run." },
  { code: ".", mark: "·", word: "not run", tone: "none", about: "Nobody planned it here. Nothing is known." },
];

/** What stands where nothing was planned. */
export const notRun = ".";

const codes: Readonly<Record<ReturnType<typeof fieldOf>, string>> = {
  ...{ passed: "p", flaky: "y", failed: "f", known: "k", surprising: "s", unsupported: "u", broken: "b", untrusted: "x", inexpressible: "n", lost: "l" },
};

/** The code of a cell. `unfinished`: why its run has no row of it yet. */
export const codeOf = (cell: ShownCell, unfinished?: Unfinished["is"]): string =>
  cell.state.is === "lost" && unfinished ? (unfinished === "running" ? "r" : "t") : codes[fieldOf(cell)];

const byCode = new Map(shownStates.map((state) => [state.code, state]));

/** Whether cells of this code are in groups. */
export const isGrouped = (code: string): boolean => byCode.get(code)?.grouped === true;

/** Whether somebody must look at a cell of this code. */
export const isBad = (code: string): boolean => byCode.get(code)?.tone === "bad";

/** Whether a cell of this code ran and passed. */
export const isGood = (code: string): boolean => code === "p" || code === "y";

/** Whether a cell of this code was to show something. */
export const isCounted = (code: string): boolean => code !== "n" && code !== notRun;
