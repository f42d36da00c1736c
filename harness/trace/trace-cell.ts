import type { Work } from "../engine/with-work.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Ending } from "../model/generated/journal.ts";
import type { Comparison, Parting, TracedCell } from "../model/generated/trace.ts";
import { part } from "./compare.ts";
import { cellTerms, type Found, findTraceable, termsIn } from "./find.ts";
import { withTracer } from "./ground.ts";

const endingText = (ending: Ending): string => {
  const { how } = ending;
  if (how === "exit") return "code" in ending && ending.code !== undefined ? `exit ${ending.code}` : "exit";
  const more = "message" in ending ? ending.message : "limit" in ending ? ending.limit : "signal" in ending ? ending.signal : undefined;
  return more === undefined ? how : `${how}: ${more}`;
};

const traceFound = (work: Work, { selection, cell }: Found, calls: number): Promise<TracedCell> =>
  withTracer(work, selection, [cell], 1, async (tracer) => {
    const ready = await tracer.ready(cell);
    if ("why" in ready) throw new GatehouseError("trace/not-run", `${cell.text} cannot be run: ${ready.why}`, { hint: "`gatehouse run` tells more" });
    const { observation, verdict, programs } = await tracer.run(ready, calls);
    // An engine that traces to standard error changes what its guest is judged by.
    const judged = ready.ready.programs.every(({ target }) => target.report);
    const told = Object.entries(programs).map(([role, own]) => [role, { calls: [...own.calls], dropped: own.dropped }]);
    return { cell: cell.text, ending: endingText(observation.ending), ...(judged ? { verdict: verdict.is } : {}), programs: Object.fromEntries(told) };
  });

/** Runs a cell and tells the calls of its programs, so many of each. Throws a GatehouseError for a cell that cannot be traced here. */
export const traceCell = async (work: Work, said: string, calls: number): Promise<TracedCell> =>
  traceFound(work, await findTraceable(work, said, cellTerms(said)), calls);

/** Traces a cell in two lanes, and tells where their calls part, for each program. */
export const compareLanes = async (work: Work, said: string, lanes: readonly [string, string], calls: number): Promise<Comparison> => {
  const [name, route] = said.split(",");
  const traced: TracedCell[] = [];
  let terms = (lane: string): readonly string[] => cellTerms([name, route, lane].filter((own) => own !== undefined).join(","));
  for (const lane of lanes) {
    const found = await findTraceable(work, `${said} in ${lane}`, terms(lane));
    traced.push(await traceFound(work, found, calls));
    // The other lane has the same bytes.
    terms = (other) => termsIn(found.cell, other);
  }
  const [left, right] = traced as [TracedCell, TracedCell];
  const roles = [...new Set([...Object.keys(left.programs), ...Object.keys(right.programs)])];
  const partings = roles.map((role): [string, Parting] => [role, part(left.programs[role]?.calls ?? [], right.programs[role]?.calls ?? [])]);
  return { cells: [left.cell, right.cell], programs: Object.fromEntries(partings) };
};
