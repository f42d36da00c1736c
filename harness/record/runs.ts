import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { timestamp } from "../host/clock.ts";
import { randomName } from "../host/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import { byText } from "../model/record.ts";
import { type JournalText, readHeader, readJournal } from "./read.ts";

/** Folder of all runs of a project. */
export const runsFolder = (root: string): string => join(root, "results/runs");

const numbered = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-/;

// Milliseconds since 1970 that a run's name begins with; undefined where somebody else named it.
const timeOf = (name: string): number | undefined => {
  const time = Date.parse(name.replace(numbered, "$1-$2-$3T$4:$5:$6.$7Z ").split(" ", 1)[0] as string);
  return numbered.test(name) && !Number.isNaN(time) ? time : undefined;
};

/** Everything in the folder of runs, in the order in which runs began; what has no run's name stands first. */
const listNames = (root: string): string[] =>
  existsSync(runsFolder(root)) ? readdirSync(runsFolder(root)).sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0) || byText(a, b)) : [];

/**
 * A name for a new run, after the names of all that are there: it is the time, or one millisecond after the newest where a clock
 * was set back. So the newest run is the last that began, whatever clocks say. Two that start at once differ.
 */
export const newRunId = (root: string): string => {
  const newest = timeOf(listNames(root).at(-1) ?? "") ?? 0;
  const time = new Date(Math.max(Date.parse(timestamp()), newest + 1)).toISOString();
  return `${time.replace(/[-:.]/g, "")}-${randomName().slice(0, 4)}`;
};

const journalOf = (root: string, run: string): string => join(runsFolder(root), run, "journal.ndjson");

// A pipe by that name would never be read to its end.
const hasJournal = (root: string, run: string): boolean => {
  try {
    return statSync(journalOf(root, run)).isFile();
  } catch {
    return false;
  }
};

/** Names of the runs that are there, the newest last. */
export const listRuns = (root: string): string[] => listNames(root).filter((name) => hasJournal(root, name));

/**
 * The journal that a user means: a run's name or the start of it, a path, or where nothing is said the newest run for its own sake.
 * Throws a GatehouseError where there is none, or where the start fits several.
 */
export const findJournal = (root: string, said: string | undefined): string => {
  const runs = listRuns(root);
  if (said === undefined) {
    const newest = runs.findLast((name) => readHeader(journalOf(root, name))?.beside === undefined) ?? runs.at(-1);
    if (newest === undefined) throw new GatehouseError("run/none", "there is no run yet", { hint: "start one: gatehouse run" });
    return journalOf(root, newest);
  }
  if (said.includes("/") && existsSync(said)) return said;
  const fitting = runs.filter((name) => name.startsWith(said));
  if (fitting.length === 1) return journalOf(root, fitting[0] as string);
  const hint = `runs are: ${runs.slice(-5).join(", ") || "none yet"}`;
  throw new GatehouseError(
    "run/unknown",
    fitting.length === 0 ? `there is no run ${JSON.stringify(said)}` : `${JSON.stringify(said)} fits ${fitting.length} runs`,
    { hint },
  );
};

/** The newest run of the same profile, filters and shard, as its journal; undefined where there is none. */
export const findResumable = (root: string, profile: string, filters: readonly string[], shard?: string): JournalText | undefined => {
  const run = listRuns(root).findLast((name) => {
    const header = readHeader(journalOf(root, name));
    return header?.profile === profile && header.shard === shard && header.filters.join("\n") === filters.join("\n");
  });
  return run === undefined ? undefined : readJournal(journalOf(root, run));
};
