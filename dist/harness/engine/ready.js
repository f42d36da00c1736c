import { digestOf } from "../host/digest.js";
import { printBuild } from "../model/ids.js";
import { laneTarget } from "../model/lane.js";
import { buildsOf } from "../plan/planned.js";
import { preparedKey } from "../run/command.js";
import { readExpected } from "../run/expected.js";
import { prepare } from "./prepare.js";
// Several programs are one thing together.
const toArtifact = (digests) => (digests.length === 1 ? digests[0] : digestOf(digests));
/** Waits for the builds of a cell; tells the first one that failed. */
export const builtCell = async (cell, builds) => {
    const results = await Promise.all(buildsOf(cell).map(async (id) => [id.role ?? "main", await builds.get(printBuild(id))]));
    const failed = results.find(([, { row }]) => row.outcome.state === "failed");
    if (failed)
        return { state: "unbuilt", build: failed[1].row.build };
    const digests = results.flatMap(([, { row }]) => (row.outcome.state === "built" ? [row.outcome.digest] : []));
    return { results, artifact: toArtifact(digests) };
};
/** Makes cells ready: prepares each artifact once for each engine, reads each contract once. */
export class Readier {
    #work;
    #scratch;
    #prepared = new Map();
    #expected = new Map();
    constructor(work, scratch) {
        this.#work = work;
        this.#scratch = scratch;
    }
    /** A cell whose programs were built, ready to run; or why it cannot be. */
    async ready(cell, { results }) {
        const programs = [];
        for (const [role, { row, wasm }] of results) {
            const lane = cell.elsewhere[role] ?? cell.lane;
            const target = laneTarget(lane, cell.id.target);
            if (!target || wasm === undefined || row.outcome.state !== "built")
                throw new Error(`${cell.text} cannot be set up`);
            const own = { role, lane, target, wasm, artifact: row.outcome.digest };
            const prepared = await this.#prepare(own);
            if (prepared && "failure" in prepared)
                return { state: "unprepared", artifact: own.artifact, detail: prepared.failure };
            programs.push({ ...own, prepared: prepared?.folder });
        }
        return {
            case: cell.case,
            folder: cell.workload.folder,
            programs: programs,
            expected: cell.case.plain ? this.#expectedOf(cell) : undefined,
        };
    }
    async #prepare({ lane, target, artifact, wasm }) {
        if (!target.mode.prepare)
            return undefined;
        const key = preparedKey(lane, target, artifact);
        const own = this.#prepared.get(key) ?? prepare({ lane, target, mode: "prepare", wasm, key }, this.#work);
        this.#prepared.set(key, own);
        return own;
    }
    #expectedOf(cell) {
        const name = `${cell.id.workload}/${cell.id.case}`;
        const known = this.#expected.get(name);
        if (known)
            return known;
        const [program] = Object.values(cell.case.programs);
        if (!program)
            throw new Error(`${name} has no program`);
        const own = readExpected(program, cell.workload.folder, this.#scratch);
        this.#expected.set(name, own);
        return own;
    }
}
