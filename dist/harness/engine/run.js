import { say } from "../host/say.js";
import { isComplete } from "../model/journal.js";
import { mayReach, parseFilter } from "../plan/filter.js";
import { profiles } from "../plan/profile.js";
import { parseShard, shardOf } from "../plan/shard.js";
import { findResumable } from "../record/runs.js";
import { carryOut } from "./carry-out.js";
import { checkSomething } from "./check-something.js";
import { select } from "./select.js";
import { withWork } from "./with-work.js";
/** Provisions, builds, runs, judges and records the cells of a profile and filters; each line of the journal goes to the subscribers. */
export const run = async (root, terms, options, subscribers) => {
    const filter = parseFilter(terms);
    const shard = options.shard === undefined ? undefined : parseShard(options.shard);
    const before = options.resume ? findResumable(root, options.profile, terms, options.shard) : undefined;
    if (before && isComplete(before.lines)) {
        say(`run ${before.header.run} came to its end: there is nothing to go on with`);
        return { is: "ended", run: before.header.run };
    }
    const use = async (work) => {
        const whole = await select(work.session, profiles[options.profile], filter, work.progress);
        const selection = shard === undefined ? whole : { ...whole, cells: shardOf(whole.cells, shard) };
        checkSomething(selection);
        if (options.list)
            return { is: "listed", cells: selection.cells.map(({ text }) => text) };
        const reuse = options.reuse ? findResumable(root, options.profile, terms, options.shard) : undefined;
        const name = await carryOut(work, selection, { ...options, terms, shard, reuse, subscribers }, before);
        return { is: "ran", run: name, interrupted: work.interrupted(), today: { catalog: work.session.catalog, known: work.known } };
    };
    return withWork(root, use, (workload, others) => mayReach(filter, workload, others));
};
