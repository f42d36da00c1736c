import { existsSync, truncateSync } from "node:fs";
import { timestamp } from "../host/clock.js";
import { writeAtomic } from "../host/files.js";
import { GatehouseError } from "../model/errors.js";
import { LineFile, toText } from "./lines.js";
import { journalForm } from "./read.js";
/** How many cells of the plan stand on one line. */
const chunk = 500;
/** An append-only journal: each fact is written before the next is told, and each line is held against its schema. */
export class Journal {
    #file;
    #hear;
    #rows;
    constructor(path, rows, hear) {
        this.#file = new LineFile(journalForm, path, "old");
        this.#hear = hear;
        this.#rows = rows;
    }
    /** Begins a journal, never in the place of another. Its header and its plan are there together or not at all, whenever the harness is killed. */
    static begin(path, header, cells, before = [], hear = () => { }) {
        const plan = [header, ...before];
        for (let at = 0; at < cells.length; at += chunk)
            plan.push({ kind: "planned", cells: cells.slice(at, at + chunk) });
        if (existsSync(path)) {
            const message = "there is a journal already: two runs began with one name";
            throw new GatehouseError("journal/exists", message, { hint: "run again", place: { file: path }, exitCode: 3 });
        }
        writeAtomic(path, plan.map((line) => toText(journalForm, line)).join(""));
        for (const line of plan)
            hear(line);
        return new Journal(path, 0, hear);
    }
    /** Goes on with a journal whose run was killed or interrupted; a torn last line is cut off. */
    static resume(text, hear = () => { }) {
        truncateSync(text.path, text.wholeBytes);
        const journal = new Journal(text.path, text.lines.filter((line) => line.kind === "row").length, hear);
        journal.append({ kind: "resumed", at: timestamp() });
        return journal;
    }
    /** Appends one line, whole. Throws a GatehouseError where the disk does not take it; then nothing of it is there. */
    append(line) {
        this.#file.append(line);
        if (line.kind === "row")
            this.#rows++;
        this.#hear(line);
    }
    /** Ends the journal with its footer; afterwards it is on the disk. */
    close(interrupted) {
        this.append({ kind: "footer", finished: timestamp(), rows: this.#rows, interrupted });
        this.#file.close();
    }
}
