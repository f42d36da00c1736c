import { carryOut } from "../engine/carry-out.js";
import { select } from "../engine/select.js";
import { printRoute } from "../model/ids.js";
import { parseFilter } from "../plan/filter.js";
import { profiles } from "../plan/profile.js";
/** Which cells would tell whose fault a failing one is: the same artifact in other lanes, the same case by the language's other toolchains. */
const wanted = (failing) => [
    ...new Set(failing.flatMap(({ id }) => [`${id.workload}/${id.case},${printRoute(id)},*`, `${id.workload}/${id.case},${id.language}/*.${id.target},*`])),
];
/**
 * Runs the siblings of failing cells that the gate's own run has not got, in the current releases of every runtime, as a
 * run of its own; undefined where there is none to run. `have`: the cells that ran already.
 */
export const runSiblings = async (work, failing, have, jobs) => {
    const terms = wanted(failing);
    if (terms.length === 0)
        return undefined;
    const selection = await select(work.session, profiles.full, parseFilter(terms), work.progress);
    const cells = selection.cells.filter((cell) => cell.workload.manifest.kind === "trust" || !have.has(cell.text));
    if (!cells.some((cell) => cell.workload.manifest.kind !== "trust"))
        return undefined;
    work.progress.note(`running ${cells.length} sibling cells, which tell whose fault it is`);
    return carryOut(work, { ...selection, cells }, { profile: "full", terms, jobs, repeat: 1, shuffle: undefined });
};
