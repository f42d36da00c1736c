import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const client = join(import.meta.dirname, "client");
const own = (name: string): string => readFileSync(join(client, name), "utf8");
const library = (name: string): string => readFileSync(fileURLToPath(import.meta.resolve(name)), "utf8");
// It names its parts for the tools that take modules; a browser is given its classic script, which stands beside them.
const beside = (name: string, path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.resolve(name))), "utf8");

/** Scripts and styles of every site, by path: our own as they stand, and the classic scripts of libraries. */
export const assets = (): ReadonlyMap<string, string> =>
  new Map([
    ...["common.js", "page.js", "pivot.js", "matrix.js", "cell.js", "compare.js", "charts.js", "style.css"].map(
      (name) => [`assets/${name}`, own(name)] as const,
    ),
    ["assets/preact.js", beside("preact", "./preact.umd.js")],
    ["assets/minisearch.js", beside("minisearch", "../umd/index.js")],
    ["assets/uplot.js", library("uplot/dist/uPlot.iife.min.js")],
    ["assets/uplot.css", library("uplot/dist/uPlot.min.css")],
  ]);

/** The style of every page, for one that stands alone. */
export const style = (): string => own("style.css");
