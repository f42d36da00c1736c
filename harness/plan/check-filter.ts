import type { Offer } from "../model/agenda.ts";
import type { Catalog } from "../model/catalog.ts";
import { gatehouse } from "../model/command.ts";
import { GatehouseError } from "../model/errors.ts";
import { parseLane, printCell, printRoute } from "../model/ids.ts";
import { nearest } from "../model/nearest.ts";
import { makeAgenda } from "./agenda.ts";
import { buildCandidates, buildFacts, candidateFacts, caseFacts, cellFacts, laneFacts } from "./candidates.ts";
import { type Filter, namedCells, unmatched } from "./filter.ts";
import { laneCandidates, mayBecome, namedReleases } from "./lanes.ts";
import { match } from "./match.ts";
import type { PlannedCell } from "./planned.ts";
import { profiles } from "./profile.ts";

const hintFor = (term: string, { languages, workloads, runtimes, keeps, targets }: Catalog): string => {
  const [, word = "", said = term] = /^([a-z]+)=(.*)$/s.exec(term) ?? [];
  const ids = [languages, workloads, runtimes, keeps, targets].flatMap((map) => [...map.keys()]);
  const close = said.split(/[,/]/).flatMap((part) =>
    nearest(
      part,
      ids.filter((id) => id !== part),
    ),
  );
  if (close.length > 0) return `did you mean ${[...new Set(close)].map((id) => (word ? `${word}=${id}` : id)).join(" or ")}?`;
  const list = (map: ReadonlyMap<string, unknown>): string => [...map.keys()].join(", ");
  return `languages: ${list(languages)}; workloads: ${list(workloads)}; runtimes: ${list(runtimes)}. \`${gatehouse} run --list\` lists all cells`;
};

/**
 * Throws a GatehouseError where a term of a filter fits nothing at all: such a term is a slip of the pen. A lane that this machine lacks,
 * or that another profile would run, is none. `cells`: those that the filter selected; only where a term fits none of them is
 * everything looked at.
 */
export const checkFilter = (filter: Filter, catalog: Catalog, cells: readonly PlannedCell[], offer: Offer): void => {
  if (
    unmatched(
      filter,
      cells.map(({ id }) => cellFacts(catalog, id)),
    ) === undefined
  )
    return;
  const facts = [...catalog.workloads.values()].flatMap((workload) => workload.cases.map((entry) => caseFacts(workload, entry.id)));
  const everything = buildCandidates(catalog, profiles.deep, []);
  const question = { profile: profiles.deep, filter: [], architecture: offer.machine.architecture };
  const planned = match(makeAgenda(catalog, question, { contract: () => "", sources: () => "" }), [offer]).map(({ cell }) => ({ cell }));
  const ways = [undefined, namedReleases(catalog, filter)].flatMap((releases) => laneCandidates(catalog, profiles.deep, [], question.architecture, releases));
  const builds = new Set(
    everything.flatMap((build) => catalog.workloads.get(build.workload)?.cases.map(({ id }) => `${build.workload}/${id},${printRoute(build)}`)),
  );
  const missing = namedCells(filter)
    .filter((id) => builds.has(`${id.workload}/${id.case},${printRoute(id)}`) && ways.some((way) => mayBecome(way, id.lane)))
    .map((id) => ({ cell: printCell(id) }));
  const unknown = unmatched(filter, [
    ...facts,
    ...everything.map((build) => buildFacts(catalog, build)),
    ...[...catalog.runtimes.keys()].map((runtime) => ({ runtime })),
    ...ways.map(candidateFacts),
    ...offer.lanes.map(({ id }) => laneFacts(parseLane(id))),
    ...planned,
    ...missing,
  ]);
  if (unknown === undefined) return;
  throw new GatehouseError("filter/no-match", `nothing fits ${JSON.stringify(unknown)}`, { hint: hintFor(unknown, catalog) });
};
