import { loadExpectations } from "../catalog/expectations.js";
import { loadCatalog } from "../catalog/load.js";
import { timestamp } from "../host/clock.js";
import { fittingCells } from "../judge/find-cell.js";
import { foldRun } from "../judge/fold.js";
import { groundsOf } from "../judge/grounds.js";
import { passTrimmer } from "../judge/row.js";
import { GatehouseError } from "../model/errors.js";
import { printLane } from "../model/ids.js";
import { readJournal } from "../record/read.js";
import { findJournal, listRuns } from "../record/runs.js";
import { narrow } from "./narrow.js";
/** Reads the manifests and the known failures of a project. */
export const loadToday = async (root) => {
    const catalog = await loadCatalog(root);
    return { catalog, known: await loadExpectations(catalog) };
};
/**
 * Reads and folds a run: a name or the start of one, a path, or the newest. It is held against what is known today, which
 * is loaded where it is not given. Of a large run that is only counted, `kept` leaves out what was observed of cells that passed.
 */
export const readRun = async (root, said, kept = "all", today) => {
    const path = findJournal(root, said);
    const journal = readJournal(path, kept === "verdicts" ? passTrimmer() : undefined);
    const { catalog, known } = today ?? (await loadToday(root));
    const record = foldRun(journal.header, journal.lines, known, timestamp().slice(0, 10));
    return { record, path, grounds: groundsOf(record, catalog), journal, catalog };
};
/** The part of a run that filters select. */
export const narrowRun = (read, terms) => {
    if (terms.length === 0)
        return read;
    const { record, catalog } = read;
    const cells = narrow(record.cells, ({ id }) => id, terms, catalog);
    const names = new Set(cells.map(({ id }) => printLane(id.lane)));
    const lanes = record.lanes.filter(({ id }) => names.has(id));
    return { ...read, record: { ...record, header: { ...record.header, cells: cells.length }, cells, lanes } };
};
/** How many runs are searched for a cell: a gate leaves two, and a session some more. */
const searched = 10;
/** The run that is named, else the newest one with a cell that the text fits; else the newest. A gate's second run has only sibling cells. */
export const readRunOf = async (root, cell, said) => {
    if (said !== undefined)
        return readRun(root, said);
    const today = await loadToday(root);
    for (const name of listRuns(root).slice(-searched).reverse()) {
        const read = await readRun(root, name, "all", today).catch((error) => {
            // The newest one is read below, and tells what is wrong with it.
            if (!(error instanceof GatehouseError))
                throw error;
        });
        if (read && fittingCells(read.record.cells, cell).length > 0)
            return read;
    }
    return readRun(root, undefined, "all", today);
};
