import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../host/files.js";
import { GatehouseError } from "../model/errors.js";
import { hidePaths } from "../model/text.js";
import { readSamples } from "./samples.js";
/** Published samples are kept in git. */
const largest = 2 << 20;
const folder = (root) => join(root, "results/performance");
/** Where published samples are: `results/performance/<name>/<run>.ndjson`, with a page `<name>.md` beside the folder. */
export const publishedSamples = (root, name, run) => join(folder(root), name, `${run}.ndjson`);
export const performancePage = (root, name) => join(folder(root), `${name}.md`);
/** Files of samples that a path means: itself, or all of a folder. */
export const samplesAt = (path) => existsSync(path) && statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((file) => file.endsWith(".ndjson"))
        .sort()
        .map((file) => join(path, file))
    : [path];
/**
 * Publishes files of samples and their page under a name. Throws a GatehouseError where a run did not come to its end, is of a
 * candidate, or is too large; then nothing is written. Returns what was written.
 */
export const publishSamples = (root, from, name, page) => {
    const refuse = (file, message, hint) => new GatehouseError("bench/publish", message, { hint, place: { file } });
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
        throw refuse(name, `not a name: ${JSON.stringify(name)}`, "small letters, digits and single hyphens");
    const files = from.map((path) => {
        const { header, lines } = readSamples(path);
        const footer = lines.at(-1);
        if (footer?.kind !== "footer" || footer.interrupted)
            throw refuse(path, "this run did not come to its end", "measure again");
        // What a compiler or a guest said may name a folder of this machine; what else would is a candidate.
        const text = lines
            .map((line) => (line.kind === "failure" ? { ...line, detail: hidePaths(line.detail) } : line))
            .map((line) => `${JSON.stringify(line)}\n`)
            .join("");
        if (hidePaths(text) !== text)
            throw refuse(path, "the samples hold an absolute path, of a candidate say", "publish releases");
        if (Buffer.byteLength(text) > largest)
            throw refuse(path, `the samples have more than ${largest} bytes`, "publish fewer benchmarks, languages or rounds");
        return [publishedSamples(root, name, header.run), text];
    });
    for (const [path, text] of files)
        writeAtomic(path, text);
    writeAtomic(performancePage(root, name), page);
    return [...files.map(([path]) => path), performancePage(root, name)];
};
