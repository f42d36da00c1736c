import type { Wanted } from "../catalog/load.ts";
import { type CarryOptions, carryOut, type Work, withWork } from "../engine/carry-out.ts";
import { type Selection, select } from "../engine/select.ts";
import { say } from "../host/say.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { mayReach, parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import type { JournalText } from "../record/read.ts";
import { findResumable } from "../record/runs.ts";
import { showRun } from "./matrix.ts";
import { print, printJson } from "./output.ts";

export interface RunOptions extends Omit<CarryOptions, "terms" | "reuse"> {
  readonly json: boolean;
  readonly list: boolean;
  readonly resume: boolean;
  /** Whether cells of which nothing has changed since the newest run alike keep its rows. */
  readonly reuse: boolean;
}

const isComplete = (text: JournalText): boolean => {
  const last = text.lines.at(-1);
  return last?.kind === "footer" && !last.interrupted;
};

const list = (selection: Selection, json: boolean): void => {
  const texts = selection.cells.map((cell) => cell.text);
  if (json) printJson(texts);
  else if (texts.length > 0) print(texts);
};

/** Throws a GatehouseError where a selection has no cell besides those that lanes are tried with. */
export const checkSomething = (selection: Selection): void => {
  if (selection.cells.some((cell) => cell.workload.manifest.kind !== "trust")) return;
  const missing = selection.unavailable.length > 0;
  const hint = missing ? "what is missing stands above; `gatehouse doctor` says how to get it" : "widen the filters, or choose --profile full";
  throw new GatehouseError("run/nothing", "no cell is left to run", { hint, exitCode: 3 });
};

/** `gatehouse run`: provision, build, run, judge, record, show. Returns the exit code. */
export const runCommand = async (root: string, terms: readonly string[], options: RunOptions): Promise<number> => {
  const filter = parseFilter(terms);
  const before = options.resume ? findResumable(root, options.profile, terms) : undefined;
  if (before && isComplete(before)) {
    say(`run ${before.header.run} came to its end: there is nothing to go on with`);
    return showRun(root, before.header.run, options.json);
  }
  const wanted: Wanted = (workload, others) => mayReach(filter, workload, others);
  const use = async (work: Work): Promise<number> => {
    const selection = await select(work.session, profiles[options.profile], filter, work.progress);
    if (options.list) {
      list(selection, options.json);
      return exitCodes.ok;
    }
    checkSomething(selection);
    const reuse = options.reuse ? findResumable(root, options.profile, terms) : undefined;
    const run = await carryOut(work, selection, { ...options, terms, reuse }, before);
    const code = await showRun(root, run, options.json, { catalog: work.session.catalog, known: work.known });
    return work.interrupted() ? 130 : code;
  };
  return withWork(root, use, wanted);
};
