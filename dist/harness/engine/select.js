import { recipeDigest } from "../build/build.js";
import { loadCatalog } from "../catalog/load.js";
import { monotonic } from "../host/clock.js";
import { digestOf } from "../host/digest.js";
import { architecture } from "../host/machine.js";
import { formatDuration } from "../model/text.js";
import { makeAgenda } from "../plan/agenda.js";
import { laneFacts } from "../plan/candidates.js";
import { checkFilter } from "../plan/check-filter.js";
import { selects } from "../plan/filter.js";
import { candidatesFor, fulfils } from "../plan/lanes.js";
import { match } from "../plan/match.js";
import { lanesOf } from "../plan/planned.js";
import { probeAll } from "../probe/probe.js";
import { groupMissing } from "../report/missing.js";
import { caseLine } from "../run/contract.js";
import { lanesIn, makeOffer, toolchainsIn } from "./offer.js";
import { resolveJobs } from "./resolve.js";
/** The one worker of a run on this machine. */
const here = "w1";
const tell = ({ toolchains, lanes, unavailable }, progress, started) => {
    const missing = (what) => unavailable.filter((line) => line.what === what).length;
    const of = (there, lacking) => `${there} of ${there + lacking}`;
    progress.note(`${of(toolchains.length, missing("toolchain"))} toolchains and ${of(lanes.length, missing("lane"))} lanes are there (${formatDuration(monotonic() - started)})`);
    for (const { what, name, count, evidence } of groupMissing(unavailable)) {
        const more = what === "lane" && !name.includes("nil:") ? "gatehouse doctor keeps" : "gatehouse doctor";
        progress.note(`not here: ${what}${count > 1 ? "s" : ""} ${name}: ${evidence.find((item) => !item.pass)?.name ?? ""} (${more} tells more)`);
    }
};
/** The agenda of a profile and a filter, with the contract of each of its cases; in these releases where some are named. */
export const readAgenda = ({ catalog }, profile, filter, releases) => {
    const cases = new Map();
    const agenda = makeAgenda(catalog, { profile, filter, architecture: architecture(), releases }, {
        contract: (workload, entry) => {
            const line = caseLine(workload.manifest.id, entry, workload.folder);
            cases.set(line.case, line);
            return line.contract;
        },
        sources: ({ port, ...id }) => {
            const language = catalog.languages.get(id.language);
            return recipeDigest({ id, language, layers: port.layers, makes: catalog.targets.get(id.target)?.kind ?? "module" });
        },
    });
    return { agenda, cases };
};
/** Makes the agenda of a profile and a filter, probes this machine for its lanes and toolchains, and matches the two. */
export const select = async (session, profile, filter, progress, releases) => {
    const started = monotonic();
    const { catalog } = session;
    const { agenda, cases } = readAgenda(session, profile, filter, releases);
    const found = await probeAll(session, agenda.builds, candidatesFor(catalog, agenda.wishes, agenda.architecture));
    const offer = makeOffer(here, found);
    const jobs = match(agenda, [offer]);
    const all = lanesIn(found);
    const cells = resolveJobs(catalog, jobs, all);
    try {
        checkFilter(filter, catalog, cells, offer);
    }
    catch (error) {
        if (catalog.unread.length === 0)
            throw error;
        // A term may be about what was not read.
        checkFilter(filter, await loadCatalog(catalog.root), cells, offer);
    }
    const used = new Set(cells.flatMap(lanesOf));
    const isNamed = ({ id }) => agenda.wishes.some((wish) => !wish.partner && fulfils(id, wish)) && selects(filter, laneFacts(id));
    const lanes = [...all.filter(isNamed), ...all.filter((lane) => !isNamed(lane) && used.has(lane))];
    const selection = { agenda, offer, jobs, cells, cases, toolchains: toolchainsIn(found), lanes, unavailable: offer.lacking };
    tell(selection, progress, started);
    return selection;
};
/** Digest of an agenda and the cells that follow from it: a run goes on, and shards are merged, only where it is the same. */
export const digestAgenda = ({ agenda, jobs }) => digestOf([agenda, jobs.map(({ cell }) => cell)]);
