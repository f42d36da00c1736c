import { basename, dirname } from "node:path";
import { blamer } from "../judge/blame.js";
import { toCapabilities } from "../judge/capabilities.js";
import { capabilityGrounds } from "../judge/capability-grounds.js";
import { GatehouseError } from "../model/errors.js";
import { printLane } from "../model/ids.js";
import { keepsOf } from "../plan/elsewhere.js";
import { readReleases } from "../record/releases.js";
import { narrow } from "./narrow.js";
import { loadToday, readRun } from "./read-run.js";
const inexpressible = (why, needs, link) => {
    const capability = needs.find((need) => why.startsWith(`${need}: `));
    return { is: "cannot", capability, why: capability ? why.slice(capability.length + 2) : why, link };
};
// Of what a runtime does not give, its own pages tell most.
const outcomeOf = ({ state, standing }, needs, homepage, on) => {
    if (state.is === "inexpressible")
        return inexpressible(state.why, needs, homepage);
    if (state.is !== "judged" || state.verdict.is === "broken")
        return { is: "unknown" };
    const { verdict } = state;
    if (verdict.is === "pass")
        return { is: "pass" };
    if (verdict.is === "unsupported")
        return { is: "cannot", capability: verdict.capability, why: verdict.proof, link: homepage };
    const known = standing.is === "known-failure" ? { why: standing.known.reason, link: standing.known.link } : undefined;
    return { is: "fail", on: on(), known };
};
// Whose fault a failure is, no record tells: that takes the cells of all lanes, run or published.
const blameAmong = (cells, published, run, needs) => {
    const compilers = new Map();
    for (const { header, cells: own } of published) {
        const digests = new Map(header.toolchains.map(({ id, digest }) => [id, digest]));
        for (const cell of own)
            compilers.set(cell, digests.get(`${cell.id.language}/${cell.id.toolchain}`) ?? "");
    }
    return blamer(cells, {
        needs,
        compiler: (cell) => compilers.get(cell) ?? run?.grounds.compiler(cell) ?? "",
        // What an artifact imports is in the journal alone.
        foreign: (cell) => (compilers.has(cell) ? [] : (run?.grounds.foreign(cell) ?? [])),
    });
};
/** What each language has of each capability, by release: of a run, and of what is published for all cells that the run does not have; of cells that filters select. */
export const readCapabilities = async (root, said, terms = []) => {
    const today = await loadToday(root);
    const { catalog } = today;
    const published = readReleases(root);
    const run = await readRun(root, said, "all", today).catch((error) => {
        if (said === undefined && published.length > 0 && error instanceof GatehouseError && error.code === "run/none")
            return undefined;
        throw error;
    });
    const ran = new Set(run?.record.cells.map(({ text }) => text));
    const cells = [...(run?.record.cells ?? []), ...published.flatMap((own) => own.cells).filter(({ text }) => !ran.has(text))];
    const sources = new Map();
    const add = (lane, source) => void sources.set(lane, [...(sources.get(lane) ?? []), source]);
    if (run)
        for (const lane of new Set(run.record.cells.map(({ id }) => printLane(id.lane))))
            add(lane, `run ${basename(dirname(run.path))}`);
    for (const { header, cells: own } of published)
        if (own.some(({ text }) => !ran.has(text)))
            add(header.lane, `published ${header.day}`);
    const entryOf = ({ id }) => catalog.workloads.get(id.workload)?.cases.find((each) => each.id === id.case);
    const blame = blameAmong(cells, published, run, (cell) => entryOf(cell)?.needs ?? []);
    const told = narrow(cells, ({ id }) => id, terms, catalog).flatMap((cell) => {
        const { id, text } = cell;
        const entry = entryOf(cell);
        // What programs in two Keeps do together tells nothing of one of them.
        if (!entry || entry.needs.length === 0 || catalog.workloads.get(id.workload)?.manifest.kind === "trust" || keepsOf(entry).length > 0)
            return [];
        const homepage = catalog.runtimes.get(id.lane.runtime)?.manifest.homepage;
        const outcome = outcomeOf(cell, entry.needs, homepage, () => blame(cell).on);
        return [{ cell: text, lane: printLane(id.lane), language: id.language, needs: entry.needs, outcome }];
    });
    return toCapabilities(told, (lane) => (sources.get(lane) ?? []).join(", "), capabilityGrounds(catalog));
};
