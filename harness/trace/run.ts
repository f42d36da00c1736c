import type { ReadyCell, Workshop } from "../engine/workshop.ts";
import type { Observation, Verdict } from "../model/generated/journal.ts";
import type { Told } from "../model/trace.ts";
import { callReader, hearing, tracing } from "./lane.ts";

/** A cell that was run once, with its calls by role. */
export interface TracedRun {
  readonly observation: Observation;
  readonly verdict: Verdict;
  readonly programs: Readonly<Record<string, Told>>;
}

/** Estimated seconds of a piece of work; only their ratios matter, for the ETA. */
export const estimates = { build: 4, trace: 0.3 };

/** Runs a cell once; so many calls of each program are told whole. */
export const traceRun = async ({ run }: Workshop, own: ReadyCell, calls: number): Promise<TracedRun> => {
  const { programs: all } = own.ready;
  const names: string[] = [];
  const told = new Map<string, Told>();
  const readers = new Map(await Promise.all(all.map(async (program) => [program.lane, await callReader(program)] as const)));
  const { observations, verdict } = await run(own, {
    as: tracing(own.ready, calls),
    through: (launcher, lane) =>
      hearing(launcher, readers.get(lane) ?? (() => undefined), (sandbox, each) => {
        if (!told.has(sandbox)) told.set(sandbox, each);
      }),
    name: (sandbox) => names.push(sandbox),
  });
  const [first] = names;
  const programs = all.flatMap(({ role }): [string, Told][] => {
    const each = told.get(`${first}-${role}`) ?? (all.length === 1 ? told.get(first ?? "") : undefined);
    return each ? [[role, each]] : [];
  });
  return { observation: observations[0], verdict, programs: Object.fromEntries(programs) };
};
