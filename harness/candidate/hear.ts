import { loadCatalog } from "../catalog/load.ts";
import { loadPolicy } from "../catalog/policy.ts";
import { parseTrial, withTrial } from "../engine/on-trial.ts";
import { withWork } from "../engine/with-work.ts";
import { type Times, withTimes } from "../gate/times.ts";
import { currentDay } from "../host/clock.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Decision } from "../model/change.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Policy } from "../model/policy.ts";
import { parseFilter } from "../plan/filter.ts";
import { compareRecords } from "./compare-records.ts";
import { decideOn } from "./decide-on.ts";
import type { Hearing, HearingOptions } from "./hearing.ts";
import { runReleases } from "./run-releases.ts";
import { runToolchains } from "./run-toolchains.ts";
import { type GateSide, readSide } from "./sides.ts";
import { measureTimes, selectTimes } from "./times.ts";

/** What a user asks of the gate. */
export interface Question extends HearingOptions {
  readonly candidate: string | undefined;
  readonly baseline: string | undefined;
  /** A compiler on trial, PACKAGE@path:FILE, in place of both. */
  readonly toolchain: string | undefined;
  /** Languages up to this tier refuse; undefined: as the policy says. */
  readonly tier: number | undefined;
  /** Whether times are measured too. */
  readonly bench: boolean;
  /** Seconds that measuring may take. */
  readonly budget: number | undefined;
}

/** What was decided, and on what. */
export interface Heard {
  readonly decision: Decision;
  readonly journals: readonly string[];
  /** Path of the samples, where times were measured. */
  readonly samples: string | undefined;
  readonly interrupted: boolean;
}

const refuse = (code: string, message: string, hint: string): GatehouseError => new GatehouseError(`gate/${code}`, message, { hint });

/** Throws a GatehouseError for a question that names things which do not go together. */
export const checkQuestion = ({ candidate, baseline, toolchain, bench }: Question): void => {
  if (toolchain === undefined) {
    if (candidate === undefined) throw refuse("candidate", "nothing is on trial", "name --candidate RELEASE, or --toolchain PACKAGE@path:FILE");
    return;
  }
  if (bench) throw refuse("bench", "times are compared of releases of a runtime, on the same artifacts", "leave --bench or --toolchain out");
  if (candidate !== undefined || baseline !== undefined)
    throw refuse("sides", "a toolchain is held against its own release: --candidate and --baseline are about runtimes", "leave them out");
};

/** The baseline that was said, or those of the policy for the candidate's runtime. Throws a GatehouseError where there is neither. */
export const baselinesOf = (said: string | undefined, candidate: string, policy: Pick<Policy, "baselines">): readonly [string, ...string[]] => {
  const [first, ...others] = said === undefined ? (policy.baselines.get(candidate.split("@")[0] ?? "") ?? []) : [said];
  // A release is no candidate against itself.
  const left = [first, ...others].filter((each) => each !== undefined && (said !== undefined || each !== candidate)) as string[];
  if (left.length > 0) return left as [string, ...string[]];
  throw refuse("baseline", `there is nothing to hold ${candidate} against`, "name it with --baseline, or write a [[baseline]] into results/policy.toml");
};

/** Throws a GatehouseError for two sides that cannot be held against each other. */
export const checkSides = (candidate: GateSide, baseline: GateSide, bench: boolean): void => {
  if (candidate.release.runtime !== baseline.release.runtime)
    throw refuse("runtimes", `${candidate.name} and ${baseline.name} are releases of two runtimes`, "a gate compares releases of one runtime");
  if (bench && (candidate.kind === "recorded" || baseline.kind === "recorded"))
    throw refuse("bench", "times of another day are not compared", "name two releases: RUNTIME@VERSION or RUNTIME@path:FILE");
};

type TimesAt = Times & { readonly path: string | undefined };

const conclude = (hearing: Hearing, catalog: Catalog, policy: Policy, interrupted: boolean, times?: TimesAt): Heard => {
  const untimed = decideOn(hearing, catalog, policy);
  const decision = times ? withTimes(untimed, times, policy, currentDay()) : untimed;
  return { decision, journals: hearing.journals, samples: times?.path, interrupted };
};

/**
 * Runs candidate and baseline in one run, on the same artifacts, and decides; or decides on what was recorded of either. Where the policy has several
 * baselines, there is a decision against each. Throws a GatehouseError for a side that cannot be used.
 */
export const hear = async (root: string, terms: readonly string[], question: Question): Promise<readonly [Heard, ...Heard[]]> => {
  const { tier, toolchain, bench, budget } = question;
  parseFilter(terms);
  const catalog = await loadCatalog(root);
  const written = await loadPolicy(catalog);
  const policy = tier === undefined ? written : { ...written, tiers: [1, 2, 3].filter((each) => each <= tier) };
  checkQuestion(question);
  if (toolchain !== undefined) {
    const trial = parseTrial(toolchain, catalog);
    return withWork(root, async (work) => [
      conclude(await runToolchains(work, trial, terms, question), withTrial(catalog, trial).catalog, policy, work.interrupted()),
    ]);
  }
  const named = question.candidate as string;
  const candidate = await readSide(named, root, catalog);
  const [first, ...others] = baselinesOf(question.baseline, named, policy);
  const sideOf = async (name: string): Promise<GateSide> => {
    const baseline = await readSide(name, root, catalog);
    checkSides(candidate, baseline, bench);
    return baseline;
  };
  if (candidate.kind === "recorded") {
    const compared = async (name: string): Promise<Heard> => conclude(compareRecords(candidate, await sideOf(name), catalog), catalog, policy, false);
    return [await compared(first), ...(await Promise.all(others.map(compared)))];
  }
  // A baseline that cannot be used is told before anything is run.
  const [baseline, ...further] = [await sideOf(first), ...(await Promise.all(others.map(sideOf)))] as const;
  return withWork(root, async (work) => {
    const one = async (side: GateSide): Promise<Heard> => {
      // What cannot be measured is told before anything is run.
      const timed = bench && side.kind === "live" ? await selectTimes(work, candidate, side, terms) : undefined;
      const hearing = await runReleases(work, candidate, side, terms, question);
      const times = timed && !work.interrupted() ? await measureTimes(work, timed, policy, budget) : undefined;
      return conclude(hearing, catalog, policy, work.interrupted(), times);
    };
    const heard: [Heard, ...Heard[]] = [await one(baseline)];
    for (const side of further) if (!work.interrupted()) heard.push(await one(side));
    return heard;
  });
};
