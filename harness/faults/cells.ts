import type { ReadyCase } from "../engine/observe.ts";
import type { ReadyCell, Workshop } from "../engine/workshop.ts";
import { within } from "../model/contract.ts";
import type { Fault } from "../model/fault.ts";
import type { Verdict } from "../model/generated/journal.ts";
import { printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { type Told, tapped } from "./tap.ts";

/** What came of a cell. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly wallMs: number;
  readonly told: Told;
}

/** The lane with a fault switched on: one of its variants. */
export const faultyLane = (lane: Lane, { id, about }: Fault): Lane => {
  const own = { ...lane.id, variant: id };
  return { ...lane, id: own, text: printLane(own), runtime: { ...lane.runtime, variant: { [id]: { about, argv: [`--fault=${id}`] } } } };
};

const placed = (ready: ReadyCase, lane: Lane | undefined, mostMs: number | undefined): ReadyCase => ({
  ...ready,
  case: within(ready.case, mostMs ?? ready.case.limits.timeMs),
  programs: lane ? (ready.programs.map((program) => ({ ...program, lane })) as [ReadyCase["programs"][0], ...ReadyCase["programs"]]) : ready.programs,
});

/** Runs a cell once and judges it: in its own lane, or in another one. `mostMs` shortens its limit of time. */
export const runCell = async ({ run }: Workshop, own: ReadyCell, lane?: Lane, mostMs?: number): Promise<Outcome> => {
  const calls = new Set<string>();
  let struck = 0;
  let broken: string | undefined;
  const hear = (told: Told): void => {
    for (const call of told.calls) calls.add(call);
    struck += told.struck;
    broken ??= told.broken;
  };
  const { observations, verdict } = await run(own, { as: placed(own.ready, lane, mostMs), through: (launcher) => tapped(launcher, hear) });
  if (broken !== undefined) throw new Error(`${(lane ?? own.cell.lane).text}: ${broken}`);
  return { verdict, wallMs: observations.reduce((sum, { wallMs }) => sum + wallMs, 0), told: { calls: [...calls], struck } };
};
