import { loadCatalog } from "../catalog/load.js";
import { loadPolicy } from "../catalog/policy.js";
import { withWork } from "../engine/with-work.js";
import { withTimes } from "../gate/times.js";
import { timestamp } from "../host/clock.js";
import { GatehouseError } from "../model/errors.js";
import { parseFilter } from "../plan/filter.js";
import { compareRecords } from "./compare-records.js";
import { decideOn } from "./decide-on.js";
import { parseTrial, withTrial } from "./on-trial.js";
import { runReleases } from "./run-releases.js";
import { runToolchains } from "./run-toolchains.js";
import { readSide } from "./sides.js";
import { measureTimes, selectTimes } from "./times.js";
const refuse = (code, message, hint) => new GatehouseError(`gate/${code}`, message, { hint });
/** Throws a GatehouseError for a question that names things which do not go together. */
export const checkQuestion = ({ candidate, baseline, toolchain, bench }) => {
    if (toolchain === undefined) {
        if (candidate === undefined)
            throw refuse("candidate", "nothing is on trial", "name --candidate RELEASE, or --toolchain PACKAGE@path:FILE");
        return;
    }
    if (bench)
        throw refuse("bench", "times are compared of releases of a runtime, on the same artifacts", "leave --bench or --toolchain out");
    if (candidate !== undefined || baseline !== undefined)
        throw refuse("sides", "a toolchain is held against its own release: --candidate and --baseline are about runtimes", "leave them out");
};
/** The baseline that was said, or the policy's for the candidate's runtime. Throws a GatehouseError where there is neither. */
export const baselineOf = (said, candidate, policy) => {
    const found = said ?? policy.baselines.get(candidate.split("@")[0] ?? "");
    if (found !== undefined)
        return found;
    throw refuse("baseline", `there is nothing to hold ${candidate} against`, "name it with --baseline, or write a [[baseline]] into results/policy.toml");
};
/** Throws a GatehouseError for two sides that cannot be held against each other. */
export const checkSides = (candidate, baseline, bench) => {
    if (candidate.release.runtime !== baseline.release.runtime)
        throw refuse("runtimes", `${candidate.name} and ${baseline.name} are releases of two runtimes`, "a gate compares releases of one runtime");
    if (bench && (candidate.kind === "recorded" || baseline.kind === "recorded"))
        throw refuse("bench", "times of another day are not compared", "name two releases: RUNTIME@VERSION or RUNTIME@path:FILE");
};
const conclude = (hearing, catalog, policy, interrupted, times) => {
    const untimed = decideOn(hearing, catalog, policy);
    const decision = times ? withTimes(untimed, times, policy, timestamp().slice(0, 10)) : untimed;
    return { decision, journals: hearing.journals, samples: times?.path, interrupted };
};
/**
 * Runs candidate and baseline in one run, on the same artifacts, and decides; or decides on what was recorded of either.
 * Throws a GatehouseError for a side that cannot be used.
 */
export const hear = async (root, terms, question) => {
    const { tier, toolchain, bench, budget } = question;
    parseFilter(terms);
    const catalog = await loadCatalog(root);
    const written = await loadPolicy(catalog);
    const policy = tier === undefined ? written : { ...written, tiers: [1, 2, 3].filter((each) => each <= tier) };
    checkQuestion(question);
    if (toolchain !== undefined) {
        const trial = parseTrial(toolchain, catalog);
        return withWork(root, async (work) => conclude(await runToolchains(work, trial, terms, question), withTrial(catalog, trial).catalog, policy, work.interrupted()));
    }
    const named = question.candidate;
    const candidate = await readSide(named, root, catalog);
    const baseline = await readSide(baselineOf(question.baseline, named, policy), root, catalog);
    checkSides(candidate, baseline, bench);
    if (candidate.kind === "recorded")
        return conclude(compareRecords(candidate, baseline, catalog), catalog, policy, false);
    return withWork(root, async (work) => {
        // What cannot be measured is told before anything is run.
        const timed = bench && baseline.kind === "live" ? await selectTimes(work, candidate, baseline, terms) : undefined;
        const hearing = await runReleases(work, candidate, baseline, terms, question);
        const times = timed && !work.interrupted() ? await measureTimes(work, timed, policy, budget) : undefined;
        return conclude(hearing, catalog, policy, work.interrupted(), times);
    });
};
