import { faultIn, LineFile, readLines } from "./lines.js";
const form = {
    schema: "samples",
    what: "the file of samples",
    hint: "the file was cut off or changed: measure again, or restore it",
    missing: "name another run",
    again: "measure again",
};
/** Begins a file of samples, never in the place of another. A sample is written before the next is taken. */
export const beginSamples = (path, header) => {
    const samples = new LineFile(form, path, "new");
    samples.append(header);
    return samples;
};
/**
 * Reads a file of samples, every line held against its schema. A last line without its end was being written when the
 * run was killed: it does not count. Anything else that is not whole is a GatehouseError with file and line.
 */
export const readSamples = (path) => {
    const lines = [];
    readLines(form, path, (line) => lines.push(line));
    const [header, ...rest] = lines;
    if (header?.kind !== "header")
        throw faultIn(form, "header", "there is no header", { file: path, line: 1 });
    if (rest.some(({ kind }) => kind === "header"))
        throw faultIn(form, "header", "there are two headers: two files were put together", { file: path, line: 1 });
    return { header, lines };
};
