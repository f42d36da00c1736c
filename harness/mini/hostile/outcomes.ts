import { foldRun } from "../../judge/fold.ts";
import { printCell, printLane } from "../../model/ids.ts";
import { readJournal } from "../../record/read.ts";
import { printState } from "../cli.ts";
import { type Guest, guests } from "./guests.ts";

/** What a run says of one cell, and the verdicts that would be true of it. */
export interface Outcome {
  readonly cell: string;
  /** WORKLOAD/CASE */
  readonly guest: string;
  readonly target: string;
  readonly lane: string;
  readonly verdict: string;
  readonly detail: string;
  readonly truths: readonly string[];
}

const known: ReadonlyMap<string, Guest> = new Map([
  ...guests.attacks.map((guest) => [`attack/${guest.id}`, guest] as const),
  ...guests.programs.map((guest) => [`${guest.id}/run`, guest] as const),
]);

/** The guests by the names of their cases. */
export const guestNames = [...known.keys()];

// Cells that are not a guest's are honest: they stand beside guests, and must not notice.
const truthsOf = (guest: string, lane: string): readonly string[] => {
  const own = known.get(guest);
  if (!own) return ["pass"];
  const by = Object.entries(own.by ?? {}).find(([prefix]) => lane.startsWith(prefix))?.[1] ?? own.verdict;
  return typeof by === "string" ? [by] : by;
};

/** Each cell of a journal of the hostile project, beside what is true. */
export const readHostile = (journal: string): Outcome[] => {
  const { header, lines } = readJournal(journal);
  return foldRun(header, lines).cells.map(({ id, state }): Outcome => {
    const [guest, lane] = [`${id.workload}/${id.case}`, printLane(id.lane)];
    const detail = state.is === "judged" && "detail" in state.verdict ? state.verdict.detail : "";
    return { cell: printCell(id), guest, target: id.target, lane, verdict: printState(state), detail, truths: truthsOf(guest, lane) };
  });
};

/** Cells whose verdict is not true, as lines. */
export const untrue = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(({ verdict, truths }) => !truths.includes(verdict))
    .map(({ guest, target, lane, verdict, detail, truths }) => `${guest} ${target} ${lane}: ${verdict} (${detail}), true: ${truths.join(" or ")}`);
