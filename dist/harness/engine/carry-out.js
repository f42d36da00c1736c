import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { timestamp } from "../host/clock.js";
import { checkAgain } from "../host/installed.js";
import { cores } from "../host/machine.js";
import { openNeighbour } from "../host/neighbour.js";
import { closeInTime, EndWatch } from "../host/waits.js";
import { foreignImports } from "../judge/imports.js";
import { hangs, mayFlake } from "../judge/standing.js";
import { StandbyLauncher } from "../launch/standby.js";
import { parseBuild } from "../model/ids.js";
import { printable } from "../model/text.js";
import { shuffle } from "../plan/order.js";
import { replay, toAudience } from "../report/subscriber.js";
import { openScratch } from "../run/sandbox.js";
import { openRun } from "./open-run.js";
import { reuseNothing, reuseOf } from "./reuse.js";
import { startBuilds } from "./start-builds.js";
import { work as answer } from "./work.js";
/** Estimated seconds of a piece of work when nothing is known of it yet; only their ratios matter, for the ETA. */
const estimates = { build: 4, run: 0.08 };
const progressOf = (progress, { targets }) => ({
    name: "progress",
    line: (line) => {
        if (line.kind === "row")
            progress.done("run", line.cell);
        if (line.kind !== "artifact")
            return;
        progress.done("build", line.build);
        const missing = line.outcome.state === "built" ? foreignImports(targets.get(parseBuild(line.build).target), line.outcome.imports) : [];
        if (missing.length > 0)
            progress.note(printable(`${line.build} imports what no host of its target has to provide: ${missing.join(", ")}`));
    },
});
/** Builds and runs a selection's cells, each fact into a journal; returns the run's name. */
export const carryOut = async (work, selection, options, before) => {
    const { root, session, launcher, progress, known } = work;
    const jobs = options.jobs ?? cores();
    const note = (text) => progress.note(text);
    if (before)
        replay(before.lines, toAudience(options.subscribers ?? [], note));
    const audience = toAudience([progressOf(progress, session.catalog), ...(options.subscribers ?? [])], note);
    const words = { profile: options.profile, terms: options.terms, jobs, supervised: launcher.supervised, shard: options.shard };
    const { header, worker, journal, folder, cells } = openRun({ ...session, root }, selection, words, before, (line) => replay([line], audience));
    const blobs = join(folder, "blobs");
    mkdirSync(blobs, { recursive: true });
    const scratch = openScratch(join(session.store, "tmp"));
    const standby = new StandbyLauncher(launcher, scratch, jobs);
    const closeNeighbour = cells.some((cell) => cell.case.neighbour) ? await openNeighbour() : () => { };
    const today = timestamp().slice(0, 10);
    progress.expect("run", cells.length, estimates.run);
    const ending = new EndWatch(cells.length, "the worker, whose cells all have rows");
    try {
        const answered = answer({
            cells: options.shuffle === undefined ? cells : shuffle(cells, options.shuffle),
            cases: selection.cases,
            builds: startBuilds(session, cells, selection.toolchains, {
                launcher,
                jobs,
                expect: (builds) => progress.expect("build", builds, estimates.build),
                done: (result) => journal.append({ ...result.row, worker: worker.id }),
            }),
            folders: { scratch, blobs, caches: join(session.store, "engine-cache") },
            store: session.store,
            launcherOf: (lane) => (session.launcherOf(lane) === launcher ? standby : session.launcherOf(lane)),
            jobs,
            signal: session.signal,
            repeat: options.repeat,
            reuse: options.repeat > 1 ? reuseNothing : reuseOf(options.reuse, header, worker, selection.cases),
            mayFlake: ({ text }) => mayFlake(text, known, today),
            waits: ({ text, id }) => hangs(text, id.lane, known, today),
            emit: (row) => {
                journal.append({ ...row, worker: worker.id });
                ending.give();
            },
        });
        await ending.watch(answered);
        await checkAgain();
        journal.close(work.interrupted());
    }
    finally {
        closeNeighbour();
        await closeInTime("the run", (waits) => standby.close(waits)).finally(() => rmSync(scratch, { recursive: true, force: true }));
    }
    progress.clear();
    return header.run;
};
