import { parseCell, printLane } from "../model/ids.js";
/**
 * Trust cells that a worker has no row of although it ran other cells in their lane and has their toolchain, among several workers:
 * the answer of one machine says nothing of the same lane on another.
 */
export const untried = (rows, trust, workers) => {
    if (workers.length < 2)
        return new Set();
    const parsed = rows.map((row) => ({ ...row, id: parseCell(row.cell) }));
    const own = parsed.filter(({ id }) => trust.has(id.workload));
    const answered = new Set(own.map(({ cell, worker }) => `${worker} ${cell}`));
    const used = new Set(parsed
        .filter(({ id }) => !trust.has(id.workload))
        .flatMap(({ worker, id, elsewhere = {} }) => [printLane(id.lane), ...Object.values(elsewhere)].map((lane) => `${worker} ${lane} ${id.target}`)));
    const lacks = ({ id: worker, toolchains }, { cell, id }) => used.has(`${worker} ${printLane(id.lane)} ${id.target}`) &&
        toolchains.some((toolchain) => toolchain.id === `${id.language}/${id.toolchain}`) &&
        !answered.has(`${worker} ${cell}`);
    return new Set(own.filter((row) => workers.some((worker) => lacks(worker, row))).map(({ cell }) => cell));
};
/** All lanes that a cell's programs ran in, the cell's own first. */
export const placesOf = ({ id, elsewhere }) => [id.lane, ...Object.values(elsewhere ?? {})];
const passed = (cell) => cell.state.is === "judged" && cell.state.verdict.is === "pass";
/**
 * Lanes that are not to be believed, by target. A lane is trusted only once it has reported planted failures as what
 * they are; one that was never asked is not trusted either. `unattested`: by lane, why what its Keep claims is not proven;
 * whatever such a lane reports, none of it counts.
 */
export const distrust = (cells, trust, unattested = new Map()) => {
    const lanes = new Map();
    for (const cell of cells) {
        const { target, workload } = cell.id;
        placesOf(cell).forEach((place, index) => {
            const lane = printLane(place);
            const own = lanes.get(`${lane} ${target}`) ?? { lane, target, asked: [] };
            lanes.set(`${lane} ${target}`, own);
            // What a role does in another Keep is asked of that Keep's own cells.
            if (index === 0 && trust.has(workload))
                own.asked.push(cell);
        });
    }
    return [...lanes.values()].flatMap(({ lane, target, asked }) => {
        const wrong = asked.filter((cell) => !passed(cell));
        const unproven = unattested.get(lane);
        if (unproven !== undefined)
            return [{ lane, target, because: [unproven] }];
        if (asked.length > 0 && wrong.length === 0)
            return [];
        return [{ lane, target, because: asked.length === 0 ? ["no trust cell ran in it"] : wrong.map((cell) => cell.text) }];
    });
};
