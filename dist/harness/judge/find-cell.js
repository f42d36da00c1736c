import { GatehouseError } from "../model/errors.js";
import { globPattern } from "../model/glob.js";
import { printLane, printRelease, printRoute, printTrack } from "../model/ids.js";
/** By the three parts of a cell's id: the names that each part goes by. */
const namesOf = ({ workload, case: name, lane, ...route }) => [
    [`${workload}/${name}`, workload, name],
    [printRoute(route), route.language, route.toolchain, route.target, `${route.language}/${route.toolchain}`],
    [printLane(lane), printRelease(lane), printTrack(lane), lane.runtime, lane.version, lane.keep, ...(lane.variant ? [lane.variant] : [])],
];
/**
 * The cells that a user may mean. A whole id means its cell. Else each text between commas must be a whole name of a part, such as a
 * workload, a language or a runtime; three texts stand for the three parts in order. `*` stands for any text.
 */
export const fittingCells = (cells, said) => {
    const whole = cells.filter(({ text }) => text === said);
    if (whole.length > 0)
        return whole;
    const patterns = said.split(",").map(globPattern);
    return cells.filter(({ id }) => {
        const names = namesOf(id);
        const own = (index) => (patterns.length === names.length ? names[index] : names.flat());
        return patterns.every((pattern, index) => own(index).some((name) => pattern.test(name)));
    });
};
const shown = 10;
const line = ({ text, state }) => {
    if (state.is !== "judged")
        return `${state.is}  ${text}`;
    return `${state.verdict.is}${state.verdict.is === "fail" ? ` by ${state.verdict.cause}` : ""}  ${text}`;
};
/** The one cell of a run that a user means. Throws a GatehouseError where there is none, or several: these are listed with their verdicts. */
export const findCell = (cells, said) => {
    const fitting = fittingCells(cells, said);
    const [cell] = fitting;
    if (cell && fitting.length === 1)
        return cell;
    const more = fitting.length > shown ? [`and ${fitting.length - shown} more`] : [];
    throw new GatehouseError("cell/unknown", cell ? `${JSON.stringify(said)} fits ${fitting.length} cells` : `the run has no cell ${JSON.stringify(said)}`, {
        hint: cell ? "name one of them:" : "write WORKLOAD/CASE,LANGUAGE,RUNTIME with whole names, name the run with --run, or run the cell first",
        more: [...fitting.slice(0, shown).map(line), ...more],
    });
};
