import { checkSomething } from "../engine/check-something.ts";
import { select } from "../engine/select.ts";
import { checkUsable } from "../engine/usable.ts";
import { withWork } from "../engine/with-work.ts";
import { parseFilter } from "../plan/filter.ts";
import { type Profile, profiles } from "../plan/profile.ts";
import { type MeasuredRun, type Measuring, measureSelection } from "./record.ts";
import { type NamedSides, readSides } from "./sides.ts";

/** What is measured, and how. */
export interface BenchOptions extends NamedSides, Omit<Measuring, "profile" | "terms" | "baseline" | "least" | "wait"> {
  /** Seconds to wait at most for a quiet machine. */
  readonly wait: number;
  readonly profile: "full" | "deep";
  /** Percent by which times must differ to count. */
  readonly policy: number;
}

/** Measures the benchmarks that filters select, round by round, one trial at a time; undefined where it was interrupted before anything was measured. */
export const runBench = (
  root: string,
  terms: readonly string[],
  options: BenchOptions,
): Promise<(MeasuredRun & { readonly interrupted: boolean }) | undefined> => {
  const profile: Profile = { ...profiles[options.profile], measured: true };
  return withWork(root, async (work) => {
    const { sides, baseline } = readSides(options, work.session.catalog);
    const only = sides.length > 0 ? sides.map(({ candidate }) => candidate) : undefined;
    const selection = await select(work.session, profile, parseFilter(terms), work.progress, { releases: only });
    checkUsable(selection, sides);
    checkSomething(selection);
    const { rounds, cache, budget, policy, fuel, native, compile, wait } = options;
    const how = { profile, terms, cache, rounds, budget, baseline: baseline?.name, least: policy / 100, fuel, native, compile, wait };
    const measured = await measureSelection(work, selection, how);
    return measured && { ...measured, interrupted: work.interrupted() };
  });
};
