import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { mismatch } from "../host/schemas.js";
import { GatehouseError } from "../model/errors.js";
/** An error in such a file; its code begins with the name of the schema, as in `journal/syntax`. */
export const faultIn = (form, code, message, { file, line, path, hint = form.hint }) => {
    const place = { file, ...(line === undefined ? {} : { line }), ...(path ? { path } : {}) };
    return new GatehouseError(`${form.schema}/${code}`, message, { hint, place });
};
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lineEnd = 0x0a;
const chunkBytes = 1 << 20;
const longestLine = 16 << 20;
// Hands over each whole line of an open file without its end. A file may be larger than a buffer can be.
const eachLine = (file, take) => {
    let rest = Buffer.alloc(0);
    let [whole, all, lines] = [0, 0, 0];
    for (;;) {
        const chunk = Buffer.allocUnsafe(chunkBytes);
        const count = readSync(file, chunk, 0, chunkBytes, null);
        if (count === 0)
            return { whole, all };
        all += count;
        if (rest.length > longestLine)
            throw new RangeError(`line ${lines + 1} has more than ${longestLine} bytes`);
        const bytes = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, count)]) : chunk.subarray(0, count);
        let start = 0;
        // The rest of the chunk before has no line end in it.
        for (let end = bytes.indexOf(lineEnd, rest.length); end >= 0; end = bytes.indexOf(lineEnd, start)) {
            take(bytes.subarray(start, end), ++lines);
            whole += end + 1 - start;
            start = end + 1;
        }
        rest = bytes.subarray(start);
    }
};
const parse = (form, bytes, file, line) => {
    let [value, text] = [undefined, ""];
    try {
        text = utf8.decode(bytes);
        value = JSON.parse(text);
    }
    catch {
        throw faultIn(form, "syntax", "this line is not JSON in UTF-8", { file, line });
    }
    const found = mismatch(form.schema, value);
    if (!found)
        return { value, text };
    throw faultIn(form, "schema", `expected ${found.expected}; found ${found.actual}`, { file, line, path: `/${found.path.join("/")}`, hint: found.hint });
};
/**
 * Hands over every whole line of a file, held against the schema of its form, with its text and its number from 1.
 * A file that cannot be read, that is too large, or that has a wrong line is a GatehouseError with file and line.
 */
export const readLines = (form, path, take) => {
    let file;
    try {
        file = openSync(path, "r");
        const { size } = fstatSync(file);
        if (size > (form.largest ?? size))
            throw faultIn(form, "too-large", `${form.what} may have at most ${form.largest} bytes; this one has ${size}`, { file: path });
        const { whole, all } = eachLine(file, (bytes, number) => {
            const { value, text } = parse(form, bytes, path, number);
            take(value, text, number);
        });
        return { wholeBytes: whole, torn: whole < all };
    }
    catch (error) {
        if (error instanceof GatehouseError)
            throw error;
        throw faultIn(form, "unreadable", `${form.what} cannot be read: ${error.message}`, { file: path, hint: form.missing });
    }
    finally {
        if (file !== undefined)
            closeSync(file);
    }
};
/** A line as its text. Throws a GatehouseError, a fault of the harness, where it is not as its schema says. */
export const toText = (form, line) => {
    const found = mismatch(form.schema, line);
    if (!found)
        return `${JSON.stringify(line)}\n`;
    const message = `a ${line.kind} line is not as the schema says: /${found.path.join("/")}: expected ${found.expected}, found ${found.actual}`;
    throw new GatehouseError(`${form.schema}/invalid`, message, { hint: "this is a fault of the harness: report it with this message", exitCode: 3 });
};
/** A file of lines that grows. A line that was appended outlives the harness; after `close` it outlives the machine. */
export class LineFile {
    #form;
    #file;
    #path;
    #size;
    /** Opens a file to append to: `new` where there is none, `old` where there is one. */
    constructor(form, path, age) {
        mkdirSync(dirname(path), { recursive: true });
        this.#form = form;
        this.#path = path;
        this.#file = openSync(path, age === "new" ? "ax" : "a");
        this.#size = fstatSync(this.#file).size;
    }
    /** Appends one line, whole. Throws a GatehouseError where it does not fit its schema or the disk does not take it; then nothing of it is there. */
    append(line) {
        const bytes = Buffer.from(toText(this.#form, line));
        try {
            for (let at = 0; at < bytes.length;)
                at += writeSync(this.#file, bytes, at);
        }
        catch (error) {
            ftruncateSync(this.#file, this.#size);
            throw new GatehouseError(`${this.#form.schema}/write`, `${this.#form.what} cannot be written: ${error.message}`, {
                hint: `make room on the disk, then ${this.#form.again ?? "try again"}; the lines before are kept`,
                place: { file: this.#path },
                exitCode: 3,
                cause: error,
            });
        }
        this.#size += bytes.length;
    }
    /** Ends the file; afterwards it is on the disk. */
    close() {
        fsyncSync(this.#file);
        closeSync(this.#file);
    }
}
