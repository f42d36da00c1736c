import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Imports a package from the node_modules of a folder: no host script, and nothing that was transpiled, has one above it. */
export const importFrom = (folder, name) => import(pathToFileURL(createRequire(join(resolve(folder), "package.json")).resolve(name)).href);
