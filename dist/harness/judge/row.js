import { unclaimedOf } from "../model/claims.js";
import { parseCell, printLane } from "../model/ids.js";
import { judge } from "./judge.js";
import { differs } from "./repeat.js";
const broken = (detail) => ({ is: "broken", stage: "judge", detail });
/**
 * Judges rows as a journal gives them: it learns from the lines before a row what the row's cell is held against.
 * A verdict follows from facts alone; the verdict that a row carries is not read.
 */
export class RowJudge {
    #cases = new Map();
    #claims = new Map();
    #builds = new Map();
    /** Takes what a line says of cases, lanes and builds. */
    learn(line) {
        if (line.kind === "case")
            this.#cases.set(line.case, line);
        else if (line.kind === "worker")
            this.#learnLanes(line);
        else if (line.kind === "artifact")
            this.#builds.set(`${line.worker} ${line.build}`, line);
    }
    /** What today's judge says of a row; undefined where the row tells that its lane cannot set the cell up. */
    verdict(row) {
        switch (row.state) {
            case "inexpressible":
                return undefined;
            case "broken":
                return { is: "broken", stage: row.stage, detail: row.detail };
            case "unprepared":
                return { is: "fail", cause: "start", detail: row.detail };
            case "unbuilt":
                return this.#ofBuild(this.#builds.get(`${row.worker} ${row.build}`), row.build);
            case "ran":
                return row.observation === undefined ? row.verdict : this.#ofFacts(row);
        }
    }
    #learnLanes({ id, lanes }) {
        for (const lane of lanes)
            this.#claims.set(`${id} ${lane.id}`, lane.claims);
    }
    #ofBuild(line, build) {
        if (line?.outcome.state !== "failed")
            return broken(`no line tells why ${build} was not built`);
        const { stage, message } = line.outcome;
        return stage === "build" ? { is: "broken", stage: "build", detail: message } : { is: "fail", cause: "build", detail: message };
    }
    #groundsOf(row, id) {
        const held = this.#cases.get(`${id.workload}/${id.case}`);
        const claims = this.#claims.get(`${row.worker} ${printLane(id.lane)}`);
        if (!held || !claims)
            return undefined;
        return { held: held.held, unclaimed: unclaimedOf(held.needs, claims[id.target] ?? []), mustFail: held.mustFail };
    }
    #ofFacts(row) {
        const grounds = this.#groundsOf(row, parseCell(row.cell));
        if (!grounds)
            return broken("no line before its row tells what its cell is held against");
        const verdict = judge(row.observation, grounds);
        const [first] = row.earlier ?? [];
        if (!row.trials || !first)
            return verdict;
        return differs(judge(first, grounds), verdict, row.trials.count);
    }
}
/** A function that judges each row of a journal and leaves out the facts of those that passed. */
export const passTrimmer = () => {
    const judgeOf = new RowJudge();
    const texts = new Map();
    const known = (text) => {
        const own = texts.get(text);
        if (own === undefined)
            texts.set(text, text);
        return own ?? text;
    };
    return (line) => {
        judgeOf.learn(line);
        if (line.kind === "planned")
            for (const cell of line.cells)
                texts.set(cell, cell);
        if (line.kind !== "row" || line.state !== "ran" || judgeOf.verdict(line)?.is !== "pass" || line.verdict.is !== "pass")
            return line;
        const { observation: _, cell, artifact, worker, ...rest } = line;
        return { ...rest, cell: known(cell), artifact: known(artifact), worker: known(worker), verdict: line.verdict };
    };
};
