import { GatehouseError } from "../model/errors.js";
const isEdge = (character) => "/,@.:+".includes(character);
/** Whether a text holds a part that begins and ends where words of a cell do: `c` in `args/none,c/zig-cc.wasip1`. */
const holdsWord = (text, part) => {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
        if (isEdge(text.charAt(at - 1)) && isEdge(text.charAt(at + part.length)))
            return true;
    }
    return false;
};
/** The cells that a user may mean: a whole id; else those of which each part between commas is a word; else those that hold each part. */
export const fittingCells = (cells, said) => {
    const parts = said.split(",");
    const ways = [
        (text) => text === said,
        (text) => parts.every((part) => holdsWord(`,${text},`, part)),
        (text) => parts.every((part) => text.includes(part)),
    ];
    for (const fits of ways) {
        const found = cells.filter(({ text }) => fits(text));
        if (found.length > 0)
            return found;
    }
    return [];
};
/** The one cell of a run that a user means. Throws a GatehouseError where there is none, or several. */
export const findCell = (cells, said) => {
    const fitting = fittingCells(cells, said);
    const [cell] = fitting;
    if (cell && fitting.length === 1)
        return cell;
    throw new GatehouseError("cell/unknown", cell ? `${JSON.stringify(said)} fits ${fitting.length} cells` : `the run has no cell ${JSON.stringify(said)}`, {
        hint: cell
            ? `for example: ${fitting
                .slice(0, 3)
                .map((each) => each.text)
                .join("  ")}`
            : "name the run with --run, or run the cell first; `gatehouse run --list` lists all cells",
    });
};
