import { defaultJobs } from "../host/machine.ts";
import { say } from "../host/say.ts";
import { isComplete } from "../model/journal.ts";
import { mayReach, namedCells, parseFilter, sparesOf } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { parseShard, shardOf } from "../plan/shard.ts";
import { findResumable } from "../record/runs.ts";
import type { Subscriber } from "../report/subscriber.ts";
import type { CarryOptions } from "./carry-out.ts";
import { checkSomething } from "./check-something.ts";
import { containedOf } from "./offer.ts";
import { trialOf } from "./on-trial.ts";
import { checkSamePlan, planRun } from "./open-run.ts";
import { select } from "./select.ts";
import { type Work, withWork } from "./with-work.ts";

/** What of a profile and filters is run, and how. */
export interface RunOptions extends Omit<CarryOptions, "terms" | "reuse" | "subscribers" | "shard" | "trial" | "beside"> {
  /** INDEX/COUNT: only this part of the cells. */
  readonly shard: string | undefined;
  /** Only the cells of the plan are wanted. */
  readonly list: boolean;
  readonly resume: boolean;
  /** Whether cells of which nothing has changed since the newest run alike keep its rows. */
  readonly reuse: boolean;
}

/** What came of it. `ended`: the run to go on with had come to its end, and nothing ran. */
export type RunOutcome =
  | { readonly is: "listed"; readonly cells: readonly string[] }
  | { readonly is: "ended"; readonly run: string }
  | { readonly is: "ran"; readonly run: string; readonly interrupted: boolean; readonly today: Pick<Work["session"], "catalog"> & Pick<Work, "known"> };

/** Provisions, builds, runs, judges and records the cells of a profile and filters; each line of the journal goes to the subscribers. */
export const run = async (root: string, terms: readonly string[], options: RunOptions, subscribers: readonly Subscriber[]): Promise<RunOutcome> => {
  const filter = parseFilter(terms);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const before = options.resume ? findResumable(root, options.profile, terms, options.shard) : undefined;
  const use = async (given: Work): Promise<RunOutcome> => {
    const tried = trialOf(root, given.session.catalog, namedCells(filter));
    const work = tried ? { ...given, session: { ...given.session, catalog: tried.catalog } } : given;
    const isWhole = shard === undefined && !options.list;
    const whole = await select(work.session, profiles[options.profile], filter, work.progress, {
      begin: isWhole ? (options.jobs ?? defaultJobs()) : undefined,
    });
    const selection = shard === undefined ? whole : { ...whole, cells: shardOf(whole.cells, shard) };
    checkSomething(selection);
    if (options.list) return { is: "listed", cells: selection.cells.map(({ text }) => text) };
    if (before && isComplete(before.lines)) {
      const words = {
        profile: options.profile,
        terms,
        jobs: options.jobs ?? 1,
        supervised: work.launcher.supervised,
        contained: containedOf(work.launcher),
        shard,
      };
      checkSamePlan(before, planRun(work.session, selection, words), selection.cases);
      say(`run ${before.header.run} came to its end: there is nothing to go on with`);
      return { is: "ended", run: before.header.run };
    }
    const reuse = options.reuse ? findResumable(root, options.profile, terms, options.shard) : undefined;
    // A plan alone is printed without all that runs it.
    const { carryOut } = await import("./carry-out.ts");
    const name = await carryOut(work, selection, { ...options, terms, shard, reuse, subscribers, trial: tried?.trial.name }, before);
    return { is: "ran", run: name, interrupted: work.interrupted(), today: { catalog: work.session.catalog, known: work.known } };
  };
  return withWork(root, use, (workload, others) => mayReach(filter, workload, others), sparesOf(filter));
};
