import type { Work } from "../engine/with-work.ts";
import { withWorkshop } from "../engine/workshop.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Ending } from "../model/generated/journal.ts";
import type { Call, Comparison, Parting, TracedCell } from "../model/generated/trace.ts";
import type { Told } from "../model/trace.ts";
import { part } from "./compare.ts";
import { cellTerms, type Found, findTraceable, termsIn } from "./find.ts";
import { estimates, traceRun } from "./run.ts";

const endingText = (ending: Ending): string => {
  const { how } = ending;
  if (how === "exit") return "code" in ending && ending.code !== undefined ? `exit ${ending.code}` : "exit";
  const more = "message" in ending ? ending.message : "limit" in ending ? ending.limit : "signal" in ending ? ending.signal : undefined;
  return more === undefined ? how : `${how}: ${more}`;
};

interface TracedFound {
  readonly traced: TracedCell;
  readonly programs: Readonly<Record<string, Told>>;
}

const traceFound = (work: Work, { selection, cell }: Found, calls: number): Promise<TracedFound> =>
  withWorkshop(work, selection, [cell], { what: "the trace", jobs: 1, buildSeconds: estimates.build }, async (workshop) => {
    work.progress.expect("trace", 1, estimates.trace);
    const ready = await workshop.ready(cell);
    if ("why" in ready) throw new GatehouseError("trace/not-run", `${cell.text} cannot be run: ${ready.why}`, { hint: "`gatehouse run` tells more" });
    const { observation, verdict, programs } = await traceRun(workshop, ready, calls);
    // An engine that traces to standard error changes what its guest is judged by.
    const judged = ready.ready.programs.every(({ target }) => target.report);
    const told = Object.entries(programs).map(([role, own]) => [role, { calls: [...own.calls], dropped: own.dropped }]);
    const ending = endingText(observation.ending);
    return { traced: { cell: cell.text, ending, ...(judged ? { verdict: verdict.is } : {}), programs: Object.fromEntries(told) }, programs };
  });

/** Runs a cell and tells the calls of its programs, so many of each. Throws a GatehouseError for a cell that cannot be traced here. */
export const traceCell = async (work: Work, said: string, calls: number): Promise<TracedCell> =>
  (await traceFound(work, await findTraceable(work, said, cellTerms(said)), calls)).traced;

/** Traces cells by their whole names, so many calls of each program. One that cannot be traced here is left out, and a note says why. */
export const traceCells = async (work: Work, cells: readonly string[], calls: number): Promise<ReadonlyMap<string, TracedCell>> => {
  const traced = new Map<string, TracedCell>();
  for (const cell of cells) {
    if (work.interrupted()) break;
    try {
      traced.set(cell, await traceCell(work, cell, calls));
    } catch (error) {
      if (!(error instanceof GatehouseError)) throw error;
      work.progress.note(`no trace: ${error.message}`);
    }
  }
  return traced;
};

/** Traces a cell in two lanes, and tells where their calls part, for each program; of calls that both lanes tell. */
export const compareLanes = async (work: Work, said: string, [first, second]: readonly [string, string], calls: number): Promise<Comparison> => {
  const [name, route] = said.split(",");
  const found = await findTraceable(work, `${said} in ${first}`, cellTerms([name, route ?? "", first].join(",")));
  const left = await traceFound(work, found, calls);
  // The other lane has the same bytes.
  const right = await traceFound(work, await findTraceable(work, `${said} in ${second}`, termsIn(found.cell, second)), calls);
  const roles = [...new Set([...Object.keys(left.programs), ...Object.keys(right.programs)])];
  const partings = roles.map((role): [string, Parting] => {
    const both = [left.programs[role], right.programs[role]] as const;
    const [own, other] = both.map((told) => (told?.calls ?? []).filter((call) => !both.some((each) => each?.omits?.(call)))) as [Call[], Call[]];
    return [role, part(own, other)];
  });
  return { cells: [left.traced.cell, right.traced.cell], programs: Object.fromEntries(partings) };
};
