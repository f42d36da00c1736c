import { buildOf, caseOf, ranArtifact } from "../model/record.js";
/**
 * How many cells are not as before, or are new: they differ besides figures, which `bare` leaves out, and where a cell is
 * from. Their artifacts and contracts count.
 */
export const countChanged = (before, now, bare) => {
    const facts = ({ cells, cases, artifacts }) => {
        const [contracts, built] = [new Map(cases.map((line) => [line.case, line])), new Map(artifacts.map((line) => [line.build, line]))];
        const own = (cell) => [
            { ...bare(cell), from: undefined },
            contracts.get(caseOf(cell.cell)),
            ranArtifact(cell) && built.get(buildOf(cell.cell)),
        ];
        return new Map(cells.map((cell) => [cell.cell, JSON.stringify(own(cell))]));
    };
    const known = facts(before);
    return [...facts(now)].filter(([cell, text]) => known.get(cell) !== text).length;
};
