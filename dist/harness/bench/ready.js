import { build } from "../build/build.js";
import { builtCell, Readier } from "../engine/ready.js";
import { resolveJobs } from "../engine/resolve.js";
import { reuseNothing } from "../engine/reuse.js";
import { readAgenda } from "../engine/select.js";
import { startBuilds } from "../engine/start-builds.js";
import { work } from "../engine/work.js";
import { startWorkload } from "../measure/series.js";
import { isMeasured } from "../model/catalog.js";
import { printBuild, printRoute } from "../model/ids.js";
import { parseFilter } from "../plan/filter.js";
import { match } from "../plan/match.js";
import { caseLine } from "../run/contract.js";
import { canBeNative, cellIn, guestTimeOf, nativeLane } from "./subject.js";
const groupOf = ({ id }) => `${id.workload}/${id.case}`;
const failedCell = (group, cell, detail) => ({
    kind: "failure",
    round: 0,
    group,
    cell,
    phase: "total",
    detail: detail.slice(0, 2000) || "it failed",
});
/** The no-ops of the routes and lanes that a selection measures, whatever its filter says of workloads. */
export const startCells = ({ session }, selection, profile) => {
    const measured = selection.cells.filter(({ workload, id }) => isMeasured(workload, id.case));
    const wanted = new Set(measured.map(({ id, lane }) => `${printRoute(id)} ${lane.text}`));
    const { agenda } = readAgenda(session, profile, parseFilter([`workload=${startWorkload}`]));
    const jobs = match({ ...agenda, wishes: selection.agenda.wishes }, [selection.offer]);
    return resolveJobs(session.catalog, jobs, selection.lanes).filter(({ id, lane, workload }) => workload.manifest.kind === "benchmark" && wanted.has(`${printRoute(id)} ${lane.text}`));
};
const measuredProgram = (result, native) => result.row.outcome.state === "built"
    ? [{ kind: "program", build: result.row.build, native, digest: result.row.outcome.digest, size: result.row.outcome.size }]
    : [];
// Planted failures first: a lane that does not report them is not measured.
const distrusted = async ({ session }, cells, cases, builds, bench) => {
    const bad = new Map();
    await work({
        cells,
        cases,
        builds,
        folders: { scratch: bench.scratch, blobs: bench.scratch, caches: bench.caches },
        store: bench.store,
        launcherOf: bench.launcherOf,
        jobs: 1,
        signal: session.signal,
        repeat: 1,
        reuse: reuseNothing,
        mayFlake: () => false,
        waits: () => false,
        emit: (row) => {
            const cell = cells.find(({ text }) => text === row.cell);
            if (cell && !(row.state === "ran" && row.verdict.is === "pass"))
                bad.set(`${cell.lane.text} ${cell.id.target}`, row.cell);
        },
    });
    return bad;
};
const nativeBuild = (work, selection, cell) => {
    const { language: name, toolchain: id } = cell.id;
    const language = work.session.catalog.languages.get(name);
    const toolchain = selection.toolchains.find((each) => each.id === `${name}/${id}`);
    if (!language?.manifest.toolchain[id]?.native || !toolchain)
        return undefined;
    const { packages, version } = toolchain;
    return build({ id: cell.build, language, layers: cell.build.port.layers, packages, version, makes: "native" }, work.session.store, work.launcher);
};
/** A program of the machine itself for a subject, where one can do what the case says. */
class Natives {
    #work;
    #selection;
    #made = new Map();
    constructor(work, selection) {
        this.#work = work;
        this.#selection = selection;
    }
    async subject(of) {
        if (!canBeNative(of.program))
            return undefined;
        const machine = nativeLane(this.#work.session.catalog);
        const cell = cellIn(of.planned, machine.lane);
        const name = printBuild(of.planned.id);
        if (!this.#made.has(name))
            this.#made.set(name, await nativeBuild(this.#work, this.#selection, of.planned));
        const made = this.#made.get(name);
        if (made?.row.outcome.state === "failed")
            return failedCell(of.group, cell, `build: ${made.row.outcome.message}`);
        if (made?.row.outcome.state !== "built" || !made.wasm)
            return undefined;
        return { ...of, ...machine, cell, wasm: made.wasm, artifact: made.row.outcome.digest, prepared: undefined };
    }
    programs() {
        return [...this.#made.values()].flatMap((result) => (result ? measuredProgram(result, true) : []));
    }
}
/** A cell as it will be measured, or why it cannot be. */
const toSubject = async (cell, { cases }, builds, readier) => {
    if (cell.inexpressible !== undefined)
        return `inexpressible: ${cell.inexpressible}`;
    const built = await builtCell(cell, builds);
    if ("state" in built) {
        const { outcome } = (await builds.get(built.build)).row;
        return `build: ${outcome.state === "failed" ? outcome.message : ""}`;
    }
    const { held } = cases.get(groupOf(cell)) ?? caseLine(cell.id.workload, cell.case, cell.workload.folder);
    const ready = await readier.ready(cell, built);
    if ("state" in ready)
        return ready.state === "unprepared" ? ready.detail : "it cannot be set up";
    const program = cell.case.programs["main"];
    if (!program)
        return "it cannot be set up";
    const { role: _, ...own } = ready.programs[0];
    return { group: groupOf(cell), cell: cell.text, planned: cell, program, held, expected: ready.expected, guestTime: guestTimeOf(cell), ...own };
};
/** Builds all programs, native ones too where `native` says so, tries the lanes, and prepares what has to be; before anything is measured. */
export const makeReady = async (own, selection, starts, bench, native) => {
    const trust = selection.cells.filter(({ workload }) => workload.manifest.kind === "trust");
    const named = selection.cells.filter(({ workload }) => workload.manifest.kind !== "trust");
    const cells = [...named, ...starts.filter((start) => !named.some(({ text }) => text === start.text))];
    const builds = startBuilds(own.session, [...trust, ...cells], selection.toolchains, {
        launcher: own.launcher,
        jobs: 2,
        expect: (count) => own.progress.expect("build", count, 4),
        done: ({ row }) => own.progress.done("build", row.build),
    });
    const results = await Promise.all(builds.values());
    const lines = results.flatMap((result) => measuredProgram(result, false));
    const bad = await distrusted(own, trust, selection.cases, builds, bench);
    const subjects = [];
    const natives = new Natives(own, selection);
    const readier = new Readier(bench, bench.scratch);
    for (const cell of cells) {
        if (own.interrupted())
            break;
        const planted = bad.get(`${cell.lane.text} ${cell.id.target}`);
        const why = planted ? `its lane did not pass ${planted}` : cell.lane.unattested && `unattested: ${cell.lane.unattested}`;
        const subject = why && cell.inexpressible === undefined ? why : await toSubject(cell, selection, builds, readier);
        if (typeof subject === "string") {
            lines.push(failedCell(groupOf(cell), cell.text, subject));
            continue;
        }
        subjects.push(subject);
        const beside = native && !subjects.some((other) => other.cell === cellIn(cell, nativeLane(own.session.catalog).lane)) ? await natives.subject(subject) : undefined;
        if (beside && "kind" in beside)
            lines.push(beside);
        else if (beside)
            subjects.push(beside);
    }
    lines.push(...natives.programs());
    return { subjects, lines };
};
