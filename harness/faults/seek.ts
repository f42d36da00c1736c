import type { ReadyCell } from "../engine/workshop.ts";
import { blamer } from "../judge/blame.ts";
import type { BlameGrounds, Witness } from "../judge/witness.ts";
import { type Fault, type FaultAnswer, holdsUp } from "../model/fault.ts";
import type { FaultFinding } from "../model/generated/faults.ts";
import type { Verdict } from "../model/generated/journal.ts";
import { printRoute } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { faultyLane, type Outcome } from "./cells.ts";

/** A cell that passes without a fault, with what it showed then. */
export interface Passing extends ReadyCell {
  readonly wallMs: number;
  /** Functions that it calls, each with what came of it. */
  readonly calls: readonly string[];
}

/** What seeking a fault takes besides the fault. */
export interface Search {
  readonly lane: Lane;
  readonly passing: readonly Passing[];
  readonly grounds: BlameGrounds;
  /** Runs a cell in a lane with a fault; `mostMs` shortens its limit of time. */
  readonly run: (own: ReadyCell, lane: Lane, mostMs?: number) => Promise<Outcome>;
  readonly signal: AbortSignal;
  /** How many findings are enough. */
  readonly enough: number;
  /** Whether the cell is known to find the fault: it is asked before others. */
  readonly isFinder: (fault: Fault, cell: PlannedCell) => boolean;
  /** Cells that have found faults of a function, by `CELL FUNCTION`: they are asked first. */
  readonly sharp: Map<string, number>;
}

/** A cell that a fault holds up is given this long, or so many times what it took: whoever waits for longer waits for good. */
const shortMs = 4000;
const slower = 8;

/** No more cells are asked for one fault: what so many do not see is not seen. */
const mostCells = 240;

const named = ({ cell }: ReadyCell): string => cell.text;

/** Whether a cell may meet a fault: it calls the function, with an outcome that the fault changes. */
export const mayMeet = (fault: Fault, calls: readonly string[]): boolean =>
  calls.some((call) => call === fault.on || (call.startsWith(`${fault.on} `) && (fault.after?.includes(call.slice(fault.on.length + 1)) ?? true)));

const witness = ({ cell, artifact }: ReadyCell, lane: Lane, verdict: Verdict): Witness => ({
  id: { ...cell.id, lane: lane.id },
  state: { is: "judged", verdict },
  artifact,
});

const toFinding = (own: Passing, fault: Fault, { verdict }: Outcome, { lane, passing, grounds }: Search): FaultFinding => {
  const failing = witness(own, faultyLane(lane, fault), verdict);
  const others = passing.map((each) => witness(each, lane, { is: "pass" }));
  const { on } = blamer([...others, failing], grounds)(failing);
  const { cell } = own;
  const told = verdict.is === "fail" ? verdict : { cause: verdict.is, detail: "detail" in verdict ? verdict.detail : "proof" in verdict ? verdict.proof : "" };
  return { case: `${cell.id.workload}/${cell.id.case}`, route: printRoute(cell.id), cause: told.cause, detail: told.detail, blame: on };
};

const outcomesOf = ({ calls }: Passing, on: string): number => calls.filter((call) => call.startsWith(`${on} `)).length;

// A program that performs what its arguments say is told the function's name there, one of WASI 0.2 without its interface.
const isTold = ({ ready }: Passing, on: string): boolean => {
  const name = on.replace(/^.*[#.]/, "");
  return Object.values(ready.case.programs).some(({ args }) => args.some((text) => text.split(" ").includes(name)));
};

const functionsOf = ({ calls }: Passing): number => new Set(calls.map((call) => call.split(" ")[0])).size;

/**
 * Cells whose arguments name the function; then in turns those that call little else, and one of each workload, for cells of one workload
 * see the same: of each first the one in which most different things come of the function, then the quickest.
 */
export const inTurns = (cells: readonly Passing[], on: string): Passing[] => {
  const turns = new Map<string, number>();
  const turn = (own: Passing): number => {
    const at = turns.get(own.cell.id.workload) ?? 0;
    turns.set(own.cell.id.workload, at + 1);
    return at;
  };
  const counted = cells.map((own) => ({ own, outcomes: outcomesOf(own, on), functions: functionsOf(own) }));
  const ranked = counted.toSorted((a, b) => b.outcomes - a.outcomes || a.own.wallMs - b.own.wallMs).map(({ own }) => own);
  const around = ranked.map((own) => ({ own, turn: turn(own) })).sort((a, b) => a.turn - b.turn);
  const near = counted.toSorted((a, b) => a.functions - b.functions || a.own.wallMs - b.own.wallMs);
  return [...new Set([...ranked.filter((own) => isTold(own, on)), ...near.flatMap(({ own }, index) => [around[index]?.own ?? own, own])])];
};

/** Seeks cells that find a fault: those first that are known to, those then that have found others of the function, then workloads in turns. */
export const seek = async (fault: Fault, search: Search): Promise<FaultAnswer> => {
  const score = (own: Passing): number => search.sharp.get(`${named(own)} ${fault.on}`) ?? 0;
  const meeting = search.passing.filter(({ calls }) => mayMeet(fault, calls));
  const ranked = inTurns(meeting, fault.on).sort((a, b) => score(b) - score(a));
  const known = ranked.filter(({ cell }) => search.isFinder(fault, cell));
  const left = [...new Set([...known, ...ranked])].slice(0, mostCells);
  const lane = faultyLane(search.lane, fault);
  const found: FaultFinding[] = [];
  // At a limit of its case a program tells nothing of why: another one may.
  let limited: FaultFinding | undefined;
  let struck = 0;
  for (const own of left) {
    if (found.length >= search.enough || search.signal.aborted) break;
    const outcome = await tryFault(own, fault, lane, search);
    if (search.signal.aborted) break;
    if (outcome.told.struck > 0 || outcome.verdict.is !== "pass") struck++;
    if (outcome.verdict.is === "pass") continue;
    const finding = toFinding(own, fault, outcome, search);
    if (finding.cause === "limit") limited ??= finding;
    else found.push(finding);
    search.sharp.set(`${named(own)} ${fault.on}`, score(own) + 1);
  }
  if (found.length === 0 && limited) found.push(limited);
  const { id, on, way, about, why } = fault;
  return { kind: "fault", id, on, way, about, ...(why === undefined ? {} : { why }), found, calls: meeting.length, struck };
};

// A guest that is only slowed down by its fault has its own limit; one that waits for good need not be waited for.
const tryFault = async (own: Passing, fault: Fault, lane: Lane, { run }: Search): Promise<Outcome> => {
  if (fault.way === "slow") return run(own, lane);
  const outcome = await run(own, lane, Math.max(shortMs, own.wallMs * slower));
  const isLate = !holdsUp(fault) && outcome.verdict.is === "fail" && outcome.verdict.cause === "timeout";
  return isLate ? run(own, lane) : outcome;
};
