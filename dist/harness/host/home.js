import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
/** The folder that Gatehouse itself stands in: a checkout, or what `npm pack` made of one. */
export const home = join(import.meta.dirname, "../..");
/** Whether this is a package, of which the types were stripped, and no checkout. */
export const isPacked = import.meta.filename.endsWith(".js");
/** The file by which a repository lays folders of its own over the catalog. */
export const projectFile = "gatehouse.toml";
/** The nearest folder with a gatehouse.toml, from this one upwards. */
export const findProject = (from) => {
    if (existsSync(join(from, projectFile)))
        return from;
    return dirname(from) === from ? undefined : findProject(dirname(from));
};
/** Whether a folder is a catalog by itself, as a checkout is, and not one that lies over another. */
export const isWhole = (root) => !existsSync(join(root, projectFile)) && (!isPacked || existsSync(join(root, "targets")));
/** What people call a path: relative to the project, unless it leads out of it. */
export const shownPath = (root, path) => {
    const own = relative(root, path);
    return own.startsWith("..") || isAbsolute(own) ? path : own;
};
