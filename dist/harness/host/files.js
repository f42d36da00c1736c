import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { randomName } from "./digest.js";
/** Whether something is at a path. */
export const exists = (path) => access(path).then(() => true, () => false);
/** Writes a file so that readers see the old one or the new one, never half of it. */
export const writeAtomic = (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${randomName()}`;
    try {
        const file = openSync(draft, "wx");
        try {
            writeFileSync(file, text);
            fsyncSync(file);
        }
        finally {
            closeSync(file);
        }
        renameSync(draft, path);
    }
    catch (error) {
        rmSync(draft, { force: true });
        throw error;
    }
};
/** The first bytes of a file as text, at most `limit` of them; empty where it cannot be read. */
export const readStart = (path, limit) => {
    let file;
    try {
        file = openSync(path, "r");
        const buffer = Buffer.allocUnsafe(limit);
        return buffer.subarray(0, readSync(file, buffer, 0, limit, 0)).toString("utf8");
    }
    catch {
        return "";
    }
    finally {
        if (file !== undefined)
            closeSync(file);
    }
};
/** Renames a folder, unless one that is not empty is there already. */
export const renameUnlessThere = (draft, folder) => {
    try {
        renameSync(draft, folder);
    }
    catch (error) {
        const code = error.code;
        if (code !== "ENOTEMPTY" && code !== "EEXIST")
            throw error;
    }
};
/**
 * Makes a folder by filling a draft and renaming it: it is there whole or not at all, also when two do it at once
 * (the first wins, the second's draft is dropped) or when one is interrupted. A `fill` that gives a reason did not
 * work: its draft is dropped, and the reason is returned. Undefined means that the folder is there.
 */
export const makeWhole = async (folder, drafts, fill) => {
    // Whoever fills a draft may give it an old date, as archives do; what stands in `drafts` keeps its own, or it would look left behind.
    const own = join(drafts, randomName());
    const draft = join(own, "draft");
    mkdirSync(draft, { recursive: true });
    mkdirSync(dirname(folder), { recursive: true });
    try {
        const reason = await fill(draft);
        if (reason === undefined)
            renameUnlessThere(draft, folder);
        return reason;
    }
    finally {
        rmSync(own, { recursive: true, force: true });
    }
};
/** Milliseconds since a file was written; infinite where there is none. */
export const fileAge = (path) => {
    try {
        return Date.now() - statSync(path).mtimeMs;
    }
    catch {
        return Number.POSITIVE_INFINITY;
    }
};
/** Removes what stands in a folder and was last changed longer ago than so many milliseconds. */
export const removeOld = (folder, olderMs) => {
    if (!existsSync(folder))
        return;
    for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (fileAge(path) > olderMs)
            rmSync(path, { recursive: true, force: true });
    }
};
