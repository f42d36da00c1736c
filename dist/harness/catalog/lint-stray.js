import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { namedFiles, textsIn } from "../host/named-files.js";
import { fault } from "./lint-words.js";
/**
 * Checks that a manifest or its scripts name each file of its folder: a lane's identity takes what they name, and what else a script reads would
 * change without moving it. `locks` are further folders of lock files.
 */
export const lintStray = ({ folder, manifest }, locks, file) => {
    const named = namedFiles(manifest, folder);
    // A hook is named without its folder.
    const hooks = textsIn(manifest).filter((text) => text.endsWith(".mjs") && !text.includes("/"));
    const known = [...named, ...hooks, ...locks, ...Object.values(manifest.package ?? {}).flatMap((pack) => (pack.from === "npm" ? [pack.lock] : []))];
    const isKnown = (path) => known.some((each) => each === "" || each === path || path.startsWith(`${each}/`));
    const isApart = (path) => /^(runtime|releases|keep)\.toml$|\.md$|\.test\.ts$|(^|\/)(\.|node_modules\/)/.test(path);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    const stray = files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).find((path) => !isApart(path) && !isKnown(path));
    if (stray !== undefined)
        throw fault("manifest/stray-file", file, "/", `nothing names ${stray}`, "name it in a command as {manifest}/FILE, or in such a script as ./FILE; or remove it");
};
