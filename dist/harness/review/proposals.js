import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "smol-toml";
import { timestamp } from "../host/clock.js";
import { writeAtomic } from "../host/files.js";
import { propose } from "../judge/propose.js";
import { readRun } from "./read-run.js";
const dayMs = 86_400_000;
const goodForDays = 90;
/** Proposals as a file of known failures whose reasons are empty; they end on the day `until`. */
export const toToml = (proposals, until) => proposals
    .map(({ cells, cause, count }) => {
    const entry = stringify({ expectation: [{ cells, cause, reason: "", until }] });
    return `# ${count} ${count === 1 ? "cell" : "cells"}. Why does it fail? Where is that told?\n${entry}`;
})
    .join("\n");
/** Patterns for the failures of a run that are not known yet. */
export const readProposals = async (root, said) => {
    const { record } = await readRun(root, said);
    const proposals = propose(record.cells);
    const until = new Date(Date.parse(timestamp()) + goodForDays * dayMs).toISOString().slice(0, 10);
    return { run: record.header.run, proposals, toml: toToml(proposals, until) };
};
/** Adds proposals to those that are there; no command accepts the file until their reasons are filled in. Returns the path. */
export const writeProposals = (root, toml) => {
    const path = join(root, "results/expectations/proposed.toml");
    const before = existsSync(path) ? `${readFileSync(path, "utf8")}\n` : "";
    writeAtomic(path, before + toml);
    return path;
};
