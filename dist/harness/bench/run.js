import { checkSomething } from "../engine/check-something.js";
import { select } from "../engine/select.js";
import { checkUsable } from "../engine/usable.js";
import { withWork } from "../engine/with-work.js";
import { parseFilter } from "../plan/filter.js";
import { profiles } from "../plan/profile.js";
import { measureSelection } from "./record.js";
import { readSides } from "./sides.js";
/** Measures the benchmarks that filters select, round by round, one trial at a time; undefined where it was interrupted before anything was measured. */
export const runBench = (root, terms, options) => {
    const profile = { ...profiles[options.profile], measured: true };
    return withWork(root, async (work) => {
        const { sides, baseline } = readSides(options, work.session.catalog);
        const only = sides.length > 0 ? sides.map(({ candidate }) => candidate) : undefined;
        const selection = await select(work.session, profile, parseFilter(terms), work.progress, only);
        checkUsable(selection, sides);
        checkSomething(selection);
        const { rounds, cache, budget, policy, fuel, native, compile } = options;
        const how = { profile, terms, cache, rounds, budget, baseline: baseline?.name, least: policy / 100, fuel, native, compile };
        const measured = await measureSelection(work, selection, how);
        return measured && { ...measured, interrupted: work.interrupted() };
    });
};
