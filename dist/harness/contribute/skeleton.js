import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
/** What a person calls a thing that goes by this id, until somebody says better: `my-lang` is `My lang`. */
const titleOf = (id) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
/** All files below a folder, as text. */
export const readFolder = (folder) => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
const fill = (text, id) => text.replaceAll("@id@", id).replaceAll("@name@", titleOf(id));
/** The files of a kind's skeleton, for an id. A runtime's host script is node-wasi's own, so that it cannot fall behind. */
export const skeleton = (kind, id) => {
    const own = Object.entries(readFolder(join(import.meta.dirname, "skeleton", kind))).map(([path, text]) => [path, fill(text, id)]);
    const host = () => readFileSync(join(import.meta.dirname, "../runtimes/node-wasi/host.mjs"), "utf8");
    return Object.fromEntries(kind === "runtime" ? [...own, ["host.mjs", host()]] : own);
};
