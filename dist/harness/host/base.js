import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { hexOf } from "../model/digest.js";
import { readEntries, writeEntries } from "./bundle.js";
import { digest, randomName } from "./digest.js";
import { storeFolder } from "./environment.js";
import { renameUnlessThere } from "./files.js";
import { home, isPacked } from "./home.js";
/** What of a checkout is the catalog. */
const parts = ["languages", "modules", "targets", "workloads", "harness/runtimes", "harness/keeps", "results/expectations", "results/policy.toml"];
/** The name of a package's catalog. npm drops symlinks and the modes of files, so a package has the catalog in one file. */
export const catalogFile = "catalog.json.gz";
/** The catalog of a checkout as one file. */
export const packCatalog = (root) => {
    const entries = parts.flatMap((part) => part.endsWith(".toml") ? [{ kind: "file", path: part, bytes: readFileSync(join(root, part)) }] : readEntries(join(root, part), part));
    return gzipSync(JSON.stringify(entries.map((entry) => (entry.kind === "file" ? { ...entry, bytes: Buffer.from(entry.bytes).toString("base64") } : entry))));
};
/** Writes a packed catalog into a folder; one that is there already stays as it is. */
export const unpackCatalog = (packed, folder) => {
    const entries = JSON.parse(gunzipSync(packed).toString("utf8"));
    const draft = `${folder}.${randomName()}`;
    mkdirSync(draft, { recursive: true });
    try {
        writeEntries(draft, entries.map((entry) => (entry.kind === "file" ? { ...entry, bytes: Buffer.from(entry.bytes, "base64") } : entry)));
        renameUnlessThere(draft, folder);
    }
    finally {
        rmSync(draft, { recursive: true, force: true });
    }
};
/** The folder of the catalog that comes with Gatehouse. A package unpacks it into the store, once. */
export const baseFolder = (root) => {
    if (!isPacked)
        return home;
    const packed = readFileSync(join(home, catalogFile));
    const folder = join(storeFolder(root), "catalog", hexOf(digest(packed), 16));
    if (!existsSync(folder))
        unpackCatalog(packed, folder);
    return folder;
};
