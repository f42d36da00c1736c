import { foldRun } from "../../judge/fold.ts";
import { type LaneId, printCell, printLane } from "../../model/ids.ts";
import { readJournal } from "../../record/read.ts";
import { printState } from "../cli.ts";
import { type Guest, guests } from "./guests.ts";

/** What a run says of one cell, and the verdict that is true of it. */
export interface Outcome {
  readonly cell: string;
  /** WORKLOAD/CASE */
  readonly guest: string;
  readonly target: string;
  readonly lane: string;
  readonly verdict: string;
  readonly detail: string;
  readonly truth: string;
}

const known: ReadonlyMap<string, Guest> = new Map([
  ...guests.attacks.map((guest) => [`attack/${guest.id}`, guest] as const),
  ...guests.dials.map((guest) => [`dials/${guest.id}`, guest] as const),
  ...[...guests.programs, guests.byHttp].map((guest) => [`${guest.id}/run`, guest] as const),
]);

/** The guests by the names of their cases. */
export const guestNames = [...known.keys()];

// Cells that are not a guest's are honest: they stand beside guests, and must not notice.
const truthOf = (guest: string, target: string, { runtime, version, keep }: LaneId): string => {
  const { by = {}, files, socket, verdict = "pass" } = known.get(guest) ?? {};
  // Enarx has no word for a directory.
  if (runtime === "enarx" && (files || guest === "note/file")) return "inexpressible";
  // Components have no sockets in a machine of their own.
  if (keep === "kvm" && socket && target === "wasip2") return "inexpressible";
  return by[keep] ?? by[`${runtime}@${version}`] ?? by[`${runtime}.${target}`] ?? by[runtime] ?? verdict;
};

/** Each cell of a journal of the hostile project, beside what is true. */
export const readHostile = (journal: string): Outcome[] => {
  const { header, lines } = readJournal(journal);
  return foldRun(header, lines).cells.map(({ id, state }): Outcome => {
    const [guest, lane] = [`${id.workload}/${id.case}`, printLane(id.lane)];
    const detail = state.is === "judged" && "detail" in state.verdict ? state.verdict.detail : "";
    return { cell: printCell(id), guest, target: id.target, lane, verdict: printState(state), detail, truth: truthOf(guest, id.target, id.lane) };
  });
};

/** Cells whose verdict is not true, as lines. */
export const untrue = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(({ verdict, truth }) => verdict !== truth)
    .map(({ guest, target, lane, verdict, detail, truth }) => `${guest} ${target} ${lane}: ${verdict} (${detail}), true: ${truth}`);
