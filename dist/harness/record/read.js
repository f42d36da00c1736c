import { readStart } from "../host/files.js";
import { mismatch } from "../host/schemas.js";
import { faultIn, readLines } from "./lines.js";
/** A journal as a file of lines. */
export const journalForm = {
    schema: "journal",
    what: "the journal",
    hint: "the file was cut off or changed: run again, or restore it",
    missing: "name another run",
    again: "go on with `gatehouse run --resume` and the same filters",
};
const longestHeader = 1 << 20;
/** The header of a journal, without reading the rest; undefined where there is none of today's format. */
export const readHeader = (path) => {
    const [first = ""] = readStart(path, longestHeader).split("\n", 1);
    try {
        const line = JSON.parse(first);
        return mismatch("journal", line) === undefined && line.kind === "header" ? line : undefined;
    }
    catch {
        return undefined;
    }
};
/**
 * Reads a journal, every line held against its schema. A last line without its end was being written when the run was
 * killed: it does not count. `keep` says what of a line stays in memory. Anything else that is not whole is a GatehouseError with file and line.
 */
export const readJournal = (path, keep = (line) => line) => {
    const lines = [];
    const { torn, wholeBytes } = readLines(journalForm, path, (line) => lines.push(keep(line)));
    const header = lines[0];
    if (header?.kind !== "header")
        throw faultIn(journalForm, "header", "there is no header: the file is empty, or its start was cut off", { file: path, line: 1 });
    checkPlan(header, lines, path);
    checkWorkers(lines, path);
    checkFooters(lines, path);
    return { path, header, lines, torn, wholeBytes };
};
const checkPlan = (header, lines, path) => {
    const distinct = new Set();
    let planned = 0;
    for (const line of lines) {
        if (line.kind !== "planned")
            continue;
        planned += line.cells.length;
        for (const cell of line.cells)
            distinct.add(cell);
    }
    if (planned === header.cells && distinct.size === planned)
        return;
    const message = distinct.size === planned
        ? `the header says ${header.cells} cells, the plan has ${planned}`
        : `the plan names ${planned - distinct.size} cells twice: another may be missing`;
    throw faultIn(journalForm, "plan", message, { file: path, line: 2, hint: "the run was killed before it began, or the file was changed: run again" });
};
// What a fact follows from is told by its worker's line, before it.
const checkWorkers = (lines, path) => {
    const known = new Set();
    const hint = "lines were lost, or files were put together: merge shards with `gatehouse merge`, or run again";
    const refuse = (index, message) => faultIn(journalForm, "worker", message, { file: path, line: index + 1, hint });
    lines.forEach((line, index) => {
        if (line.kind === "worker") {
            if (known.has(line.id))
                throw refuse(index, `there are two workers by the name of ${line.id}`);
            known.add(line.id);
        }
        else if ("worker" in line && line.worker !== undefined && !known.has(line.worker))
            throw refuse(index, `no line before tells of worker ${line.worker}`);
    });
};
// A footer tells how many rows stand before it; after one, only a resumed run goes on.
const checkFooters = (lines, path) => {
    let rows = 0;
    lines.forEach((line, index) => {
        if (line.kind === "row")
            rows++;
        if (line.kind !== "footer")
            return;
        if (line.rows !== rows) {
            const hint = "lines were lost or added: run again, or restore the file";
            throw faultIn(journalForm, "rows", `the footer says ${line.rows} rows, there are ${rows}`, { file: path, line: index + 1, hint });
        }
        const after = lines[index + 1];
        if (!after || (line.interrupted && after.kind === "resumed"))
            return;
        const hint = "two files were put together: take them apart, or run again";
        throw faultIn(journalForm, "after-footer", "there are lines after the footer", { file: path, line: index + 2, hint });
    });
};
