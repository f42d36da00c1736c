import { dirname, join } from "node:path";
import { sourceDigest, version } from "../host/about.js";
import { timestamp } from "../host/clock.js";
import { GatehouseError } from "../model/errors.js";
import { printShard } from "../plan/shard.js";
import { Journal } from "../record/journal.js";
import { newRunId, runsFolder } from "../record/runs.js";
import { toWorkerLine } from "./offer.js";
import { digestAgenda } from "./select.js";
const toHeader = ({ catalog }, selection, { profile, terms, shard }) => ({
    kind: "header",
    format: 2,
    run: newRunId(),
    started: timestamp(),
    harness: version(),
    harnessDigest: sourceDigest(),
    profile,
    filters: [...terms],
    cells: selection.cells.length,
    trust: [...catalog.workloads.values()].filter(({ manifest }) => manifest.kind === "trust").map(({ manifest }) => manifest.id),
    agenda: digestAgenda(selection),
    ...(shard === undefined ? {} : { shard: printShard(shard) }),
});
const pins = ({ toolchains, lanes }) => JSON.stringify([toolchains.map(({ id, digest }) => [id, digest]), lanes.map(({ id, digest }) => [id, digest])]);
const checkSamePlan = (before, header, worker) => {
    const [was] = before.lines.filter((line) => line.kind === "worker");
    if (before.header.agenda === header.agenda && was && pins(was) === pins(worker))
        return;
    throw new GatehouseError("run/moved", `run ${before.header.run} cannot go on: its workloads, languages, runtimes, toolchains or lanes have changed`, {
        hint: "start a new run: the same command without --resume",
    });
};
/** Begins a run's journal, or goes on with `before`. Throws a GatehouseError where its plan is another today. */
export const openRun = (session, selection, words, before, hear) => {
    const header = toHeader(session, selection, words);
    const offer = words.shard === undefined ? selection.offer : { ...selection.offer, worker: `w${words.shard.index}` };
    const worker = toWorkerLine(offer, selection, { jobs: words.jobs, supervised: words.supervised });
    if (before) {
        checkSamePlan(before, header, worker);
        const answered = new Set(before.lines.flatMap((line) => (line.kind === "row" ? [line.cell] : [])));
        const cells = selection.cells.filter((cell) => !answered.has(cell.text));
        return { header: before.header, worker, journal: Journal.resume(before, hear), folder: dirname(before.path), cells };
    }
    const folder = join(runsFolder(session.root), header.run);
    const cases = new Set(selection.cells.map(({ id }) => `${id.workload}/${id.case}`));
    const journal = Journal.begin(join(folder, "journal.ndjson"), header, selection.cells.map((cell) => cell.text), [worker, ...[...selection.cases.values()].filter((line) => cases.has(line.case))], hear);
    for (const { what, id, evidence } of selection.unavailable)
        journal.append({ kind: "unavailable", worker: worker.id, what, id, evidence: [...evidence] });
    return { header, worker, journal, folder, cells: selection.cells };
};
