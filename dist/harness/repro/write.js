import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { writeEntries } from "../host/bundle.js";
import { digest, randomName } from "../host/digest.js";
import { storeFolder } from "../host/environment.js";
import { makeWhole, writeAtomic } from "../host/files.js";
import { toArchive } from "../host/tar.js";
import { findCell } from "../judge/find-cell.js";
import { GatehouseError } from "../model/errors.js";
import { readRunOf } from "../review/read-run.js";
import { readExpected } from "../run/expected.js";
import { collect } from "./collect.js";
import { entriesOf } from "./entries.js";
import { checkReproducible } from "./reproducible.js";
const shortName = ({ workload, case: name, language, target, lane }) => {
    const version = lane.version.startsWith("path:") ? "candidate" : lane.version;
    return [workload, name, language, target, lane.runtime, version, ...(lane.variant ? [lane.variant] : [])]
        .join("-")
        .replace(/[^A-Za-z0-9._-]/g, "-")
        .slice(0, 100);
};
const checkFree = (out, archive) => {
    if (!existsSync(out))
        return;
    const free = !archive && readEmpty(out);
    if (!free)
        throw new GatehouseError("repro/exists", `${out} is there already${archive ? "" : ", and not an empty folder"}`, {
            hint: "remove it, or name another place with --out",
        });
};
const readEmpty = (path) => {
    try {
        return readdirSync(path).length === 0;
    }
    catch {
        // A file.
        return false;
    }
};
const write = async (out, entries, archive, started) => {
    if (archive) {
        writeAtomic(out, toArchive(entries, basename(out).replace(/\.tar\.gz$|\.tgz$/, ""), Math.floor(Date.parse(started) / 1000)));
        return;
    }
    mkdirSync(dirname(out), { recursive: true });
    await makeWhole(out, dirname(out), (draft) => Promise.resolve(writeEntries(draft, entries)));
};
/** Writes a folder or an archive by which somebody without this project sees what a cell saw. Throws a GatehouseError where there is nothing to run. */
export const writeRepro = async (root, said, { run, out: named, archive }) => {
    const read = await readRunOf(root, said, run);
    const cell = findCell(read.record.cells, said);
    const found = checkReproducible(cell, read.catalog);
    const out = resolve(named ?? `repro-${shortName(cell.id)}${archive ? ".tar.gz" : ""}`);
    checkFree(out, archive);
    const scratch = join(storeFolder(root), "tmp", `repro-${randomName()}`);
    let entries;
    try {
        const expected = readExpected(found.program, found.workload.folder, scratch);
        entries = await entriesOf(found, collect(root, found, read, expected), expected, readFileSync(expected.stdinFile));
    }
    finally {
        rmSync(scratch, { recursive: true, force: true });
    }
    await write(out, entries, archive, read.record.header.started);
    const files = entries.flatMap((entry) => (entry.kind === "file" ? [{ path: entry.path, size: entry.bytes.length, digest: digest(entry.bytes) }] : []));
    return { cell: cell.text, run: read.record.header.run, out, archive, files };
};
