import { globPattern } from "./glob.js";
/** A file's entry of a steady failure. */
export const knownFailure = (entry) => ({
    kind: "failure",
    cells: entry.cells,
    pattern: globPattern(entry.cells),
    cause: entry.cause,
    releases: entry.releases,
    reason: entry.reason,
    link: entry.link,
    until: entry.until,
});
/** A file's entry of a flake. */
export const knownFlake = (entry) => ({
    kind: "flake",
    cells: entry.cells,
    pattern: globPattern(entry.cells),
    cause: undefined,
    releases: undefined,
    reason: entry.reason,
    link: entry.link,
    until: entry.until,
});
