import { parseCell, parseLane, printLane } from "../model/ids.js";
import { isComplete } from "../model/journal.js";
import { RowJudge } from "./row.js";
import { standing } from "./standing.js";
import { distrust, placesOf, untried } from "./trust.js";
// Most cells of a large run passed: they share what says so.
const passedState = { is: "judged", verdict: { is: "pass" } };
const toState = (row, verdict) => {
    if (row.state === "inexpressible")
        return { is: "inexpressible", why: row.why };
    return verdict === undefined || verdict.is === "pass" ? passedState : { is: "judged", verdict };
};
const toRecord = (text, row, verdict, cases) => {
    const id = parseCell(text);
    const bare = { text, id, observation: undefined, artifact: undefined, contract: cases.get(`${id.workload}/${id.case}`)?.contract, flaked: 0 };
    if (!row)
        return { ...bare, state: { is: "lost" }, worker: undefined };
    const elsewhere = row.elsewhere && Object.fromEntries(Object.entries(row.elsewhere).map(([role, lane]) => [role, parseLane(lane)]));
    return {
        ...bare,
        state: toState(row, verdict),
        worker: row.worker,
        ...(row.state === "ran" ? { observation: row.observation, flaked: row.trials ? 0 : (row.earlier?.length ?? 0) } : {}),
        ...(row.state === "ran" || row.state === "unprepared" ? { artifact: row.artifact } : {}),
        ...(elsewhere ? { elsewhere } : {}),
    };
};
/** Rows by cell, each with its verdict of today. Of two rows the first counts; of a trust cell, which each worker answers, the worst. */
const answersOf = (lines, trust) => {
    const judge = new RowJudge();
    const answers = new Map();
    const rejudged = [];
    for (const line of lines) {
        judge.learn(line);
        if (line.kind !== "row")
            continue;
        const verdict = judge.verdict(line);
        if (line.state === "ran" && verdict && JSON.stringify(verdict) !== JSON.stringify(line.verdict))
            rejudged.push({ cell: line.cell, told: line.verdict, now: verdict });
        const before = answers.get(line.cell);
        const isWorse = before?.[1]?.is === "pass" && verdict?.is !== "pass" && trust.has(line.cell.slice(0, line.cell.indexOf("/")));
        if (!before || isWorse)
            answers.set(line.cell, [line, verdict]);
    }
    return { answers, rejudged };
};
const eachOnce = (items) => {
    const seen = new Set();
    return items.filter(({ id }) => !seen.has(id) && seen.add(id));
};
// What a lane says counts only once it has told planted failures; the trust cells themselves keep their verdicts.
const withDistrust = (cells, distrusted, trust) => {
    const because = new Map(distrusted.map((each) => [`${each.lane} ${each.target}`, each.because[0] ?? ""]));
    return cells.map((cell) => {
        const why = placesOf(cell)
            .map((lane) => because.get(`${printLane(lane)} ${cell.id.target}`))
            .find((told) => told !== undefined);
        return why === undefined || trust.has(cell.id.workload) || cell.state.is !== "judged" ? cell : { ...cell, state: { is: "untrusted", because: why } };
    });
};
/**
 * Folds a journal: every planned cell with its row, in the plan's order, judged by today's judge. A planned cell without a row
 * is lost; a row that nobody planned does not count. Each cell is held against the failures that are known on `today`
 * (YYYY-MM-DD; by default the day of the run).
 */
export const foldRun = (header, lines, known = [], today = header.started.slice(0, 10)) => {
    const trust = new Set(header.trust);
    const { answers, rejudged } = answersOf(lines, trust);
    const planned = new Set(lines.flatMap((line) => (line.kind === "planned" ? line.cells : [])));
    const cases = new Map(lines.flatMap((line) => (line.kind === "case" ? [[line.case, line]] : [])));
    const workers = eachOnce(lines.filter((line) => line.kind === "worker"));
    const lanes = eachOnce(workers.flatMap((worker) => worker.lanes));
    const rows = lines.filter((line) => line.kind === "row");
    for (const text of untried(rows, trust, workers))
        answers.delete(text);
    const told = [...planned].map((text) => toRecord(text, answers.get(text)?.[0], answers.get(text)?.[1], cases));
    const unattested = new Map(workers.flatMap((worker) => worker.lanes).flatMap(({ id, unattested: why }) => (why === undefined ? [] : [[id, why]])));
    const distrusted = distrust(told, trust, unattested);
    return {
        header,
        workers,
        lanes,
        toolchains: eachOnce(workers.flatMap((worker) => worker.toolchains)),
        cells: withDistrust(told, distrusted, trust).map((cell) => Object.assign(cell, { standing: standing(cell, known, today) })),
        distrusted,
        cases,
        unavailable: lines.filter((line) => line.kind === "unavailable"),
        artifacts: [...new Map(lines.filter((line) => line.kind === "artifact").map((row) => [row.build, row])).values()],
        reused: [...answers.values()].filter(([row]) => row.state === "ran" && row.reused !== undefined).length,
        rejudged,
        complete: isComplete(lines),
    };
};
