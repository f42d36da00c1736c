import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { usualLooks } from "../measure/verdict.js";
import { GatehouseError } from "../model/errors.js";
import { printRoute } from "../model/ids.js";
import { newRunId } from "../record/runs.js";
import { openScratch } from "../run/sandbox.js";
import { countFuel, leastMemory } from "./limits.js";
import { openSamples } from "./open-samples.js";
import { makeReady, startCells } from "./ready.js";
import { measureRounds } from "./rounds.js";
/** Comparing takes rounds until it is decided; nobody waits for that without an end. */
const usualBudgetSeconds = 900;
/** Folders that measuring works in, removed when `use` ends: nothing of a run but its samples stays. */
export const withBench = async (work, cache, use) => {
    const { store, launcherOf } = work.session;
    const scratch = openScratch(join(store, "tmp"));
    // Compiled code is no file of a trial: it lies where such caches lie, on the disk.
    const caches = join(store, "tmp", `bench-${newRunId()}`);
    mkdirSync(caches, { recursive: true });
    try {
        return await use({ scratch, caches, store, cache, launcherOf });
    }
    finally {
        rmSync(scratch, { recursive: true, force: true });
        rmSync(caches, { recursive: true, force: true });
    }
};
/** Tells of each subject what is counted exactly; where one cannot be, that is a fact too. */
export const measureLimits = async (work, subjects, phase, bench, append) => {
    const wanted = subjects.filter(({ target }) => target.mode?.[phase] !== undefined);
    const guesses = new Map();
    work.progress.expect(phase, wanted.length, 2);
    for (const subject of wanted) {
        const { group, cell, planned } = subject;
        const like = `${group} ${printRoute(planned.id)}`;
        let line;
        try {
            line = phase === "fuel" ? await countFuel(subject, bench, guesses.get(like)) : await leastMemory(subject, bench);
        }
        catch (error) {
            line = { kind: "failure", round: 0, group, cell, phase, detail: error.message };
        }
        // A search that an interruption cut short found nothing.
        if (work.interrupted())
            return;
        if (line?.kind === "count")
            guesses.set(like, line.fuel);
        if (line)
            append(line);
        work.progress.done(phase, cell);
    }
};
/** Those of a selection that can be measured; throws a GatehouseError where there is none. */
const checkReady = ({ subjects, lines }) => {
    if (subjects.length > 0)
        return;
    const [first] = lines.flatMap((line) => (line.kind === "failure" ? [`${line.cell}: ${line.detail}`] : []));
    throw new GatehouseError("bench/nothing", `nothing can be measured${first ? `; ${first.split("\n")[0]}` : ""}`, {
        hint: "see it run first: gatehouse run",
        exitCode: 3,
    });
};
/**
 * Measures a selection, round by round, one trial at a time; every sample is written before the next is taken. Undefined
 * where it was interrupted before anything was measured. Throws a GatehouseError where nothing can be.
 */
export const measureSelection = (work, selection, how) => withBench(work, how.cache, async (bench) => {
    const looks = { ...usualLooks, first: how.rounds };
    const ready = await makeReady(work, selection, startCells(work, selection, how.profile), bench, how.native);
    if (work.interrupted())
        return undefined;
    checkReady(ready);
    const looked = { rounds: looks.first, looks: looks.most, policy: how.least };
    const samples = openSamples(work, selection, { ...looked, filters: [...how.terms], cache: how.cache, baseline: how.baseline }, "bench");
    const { header, path, append } = samples;
    for (const line of ready.lines)
        append(line);
    const seconds = how.budget ?? (how.baseline === undefined ? undefined : usualBudgetSeconds);
    await measureRounds(ready.subjects, looks, {
        bench,
        header,
        compile: how.compile,
        progress: work.progress,
        stopped: work.interrupted,
        budgetMs: seconds && seconds * 1000,
        append,
        lines: () => samples.lines,
    });
    if (how.fuel)
        await measureLimits(work, ready.subjects, "fuel", bench, append);
    return { report: samples.close(), path };
});
