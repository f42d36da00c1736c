import { gatehouse } from "../model/command.js";
import { GatehouseError } from "../model/errors.js";
import { parseLane, printCell, printRoute } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import { makeAgenda } from "./agenda.js";
import { buildCandidates, buildFacts, candidateFacts, caseFacts, cellFacts, laneFacts } from "./candidates.js";
import { namedCells, unmatched } from "./filter.js";
import { laneCandidates, mayBecome } from "./lanes.js";
import { match } from "./match.js";
import { profiles } from "./profile.js";
const hintFor = (term, { languages, workloads, runtimes, keeps, targets }) => {
    const [, word = "", said = term] = /^([a-z]+)=(.*)$/s.exec(term) ?? [];
    const ids = [languages, workloads, runtimes, keeps, targets].flatMap((map) => [...map.keys()]);
    const close = said.split(/[,/]/).flatMap((part) => nearest(part, ids.filter((id) => id !== part)));
    if (close.length > 0)
        return `did you mean ${[...new Set(close)].map((id) => (word ? `${word}=${id}` : id)).join(" or ")}?`;
    const list = (map) => [...map.keys()].join(", ");
    return `languages: ${list(languages)}; workloads: ${list(workloads)}; runtimes: ${list(runtimes)}. \`${gatehouse} run --list\` lists all cells`;
};
/**
 * Throws a GatehouseError where a term of a filter fits nothing at all: such a term is a slip of the pen. A lane that this machine lacks,
 * or that another profile would run, is none. `cells`: those that the filter selected; only where a term fits none of them is
 * everything looked at.
 */
export const checkFilter = (filter, catalog, cells, offer) => {
    if (unmatched(filter, cells.map(({ id }) => cellFacts(catalog, id))) === undefined)
        return;
    const facts = [...catalog.workloads.values()].flatMap((workload) => workload.cases.map((entry) => caseFacts(workload, entry.id)));
    const everything = buildCandidates(catalog, profiles.deep, []);
    const question = { profile: profiles.deep, filter: [], architecture: offer.machine.architecture };
    const planned = match(makeAgenda(catalog, question, { contract: () => "", sources: () => "" }), [offer]).map(({ cell }) => ({ cell }));
    const ways = laneCandidates(catalog, profiles.deep, [], question.architecture);
    const builds = new Set(everything.flatMap((build) => catalog.workloads.get(build.workload)?.cases.map(({ id }) => `${build.workload}/${id},${printRoute(build)}`)));
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
    if (unknown === undefined)
        return;
    throw new GatehouseError("filter/no-match", `nothing fits ${JSON.stringify(unknown)}`, { hint: hintFor(unknown, catalog) });
};
