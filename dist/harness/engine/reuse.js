import { RowJudge } from "../judge/row.js";
import { lanesOf } from "../plan/planned.js";
/** Nothing is reused. */
export const reuseNothing = () => undefined;
const isSteady = ({ earlier, trials }) => earlier === undefined && trials === undefined;
// The first row of a cell stands, as in the fold.
const passedRows = ({ lines }, worker) => {
    const judge = new RowJudge();
    const rows = new Map();
    const seen = new Set();
    for (const line of lines) {
        judge.learn(line);
        if (line.kind !== "row" || line.worker !== worker || seen.has(line.cell))
            continue;
        seen.add(line.cell);
        if (line.state === "ran" && line.observation && isSteady(line) && judge.verdict(line)?.is === "pass")
            rows.set(line.cell, line);
    }
    return rows;
};
/**
 * Makes the function that finds rows of an earlier run which still hold: passes, by the same harness on the same machine,
 * of the same artifact in the same lane against the same contract. Failed, flaked or repeated cells run again, and so
 * do the programs by which lanes are trusted, each time.
 */
export const reuseOf = (before, header, now, cases) => {
    const same = (line) => line.supervised === now.supervised && JSON.stringify(line.machine) === JSON.stringify(now.machine);
    const worker = before?.lines.find((line) => line.kind === "worker" && same(line));
    if (!before || !worker || before.header.harnessDigest !== header.harnessDigest)
        return reuseNothing;
    const lanes = new Map(worker.lanes.map(({ id, digest }) => [id, digest]));
    const sameLanes = new Set(now.lanes.filter(({ id, digest, unattested }) => unattested === undefined && lanes.get(id) === digest).map(({ id }) => id));
    const contracts = new Map(before.lines.flatMap((line) => (line.kind === "case" ? [[line.case, line.contract]] : [])));
    const rows = passedRows(before, worker.id);
    return (cell, artifact) => {
        const { text, id, elsewhere, workload } = cell;
        const row = rows.get(text);
        if (!row || row.artifact !== artifact || workload.manifest.kind === "trust")
            return undefined;
        const name = `${id.workload}/${id.case}`;
        const roles = new Set([...Object.keys(elsewhere), ...Object.keys(row.elsewhere ?? {})]);
        const samePlaces = [...roles].every((role) => elsewhere[role]?.text === row.elsewhere?.[role]) && lanesOf(cell).every((lane) => sameLanes.has(lane.text));
        if (!samePlaces || contracts.get(name) !== cases.get(name)?.contract)
            return undefined;
        const { worker: _, ...facts } = row;
        return { ...facts, verdict: { is: "pass" }, reused: row.reused ?? before.header.run };
    };
};
