import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { stringify } from "smol-toml";
import { timestamp } from "../host/clock.ts";
import { writeAtomic } from "../host/files.ts";
import { say } from "../host/say.ts";
import { type Proposal, propose } from "../judge/propose.ts";
import { exitCodes } from "../model/errors.ts";
import { loadRun } from "./matrix.ts";
import { print, printJson } from "./output.ts";

const dayMs = 86_400_000;
const goodForDays = 90;

const toToml = (proposals: readonly Proposal[], until: string): string =>
  proposals
    .map(
      ({ cells, cause, count }) =>
        `# ${count} ${count === 1 ? "cell" : "cells"}. Why does it fail? Where is that told?\n${stringify({ expectation: [{ cells, cause, reason: "", until }] })}`,
    )
    .join("\n");

/** `gatehouse expect`: patterns for failures that are not known yet. Exit code 0 where there is none to explain, else 1. */
export const expectCommand = async (root: string, run: string | undefined, options: { readonly update: boolean; readonly json: boolean }): Promise<number> => {
  const { record } = await loadRun(root, run);
  const proposals = propose(record.cells);
  const until = new Date(Date.parse(timestamp()) + goodForDays * dayMs).toISOString().slice(0, 10);
  if (options.json) printJson({ run: record.header.run, proposals });
  else print(proposals.length === 0 ? ["every failure of this run is known, or there is none"] : [toToml(proposals, until)]);
  if (options.update && proposals.length > 0) {
    const path = join(root, "results/expectations/proposed.toml");
    const before = existsSync(path) ? `${readFileSync(path, "utf8")}\n` : "";
    writeAtomic(path, before + toToml(proposals, until));
    say(`written to ${relative(process.cwd(), path)}: fill in each reason (and link); until then no command accepts the file`);
  }
  return proposals.length === 0 ? exitCodes.ok : exitCodes.unexpected;
};
