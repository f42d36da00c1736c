import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../host/digest.js";
import { storeFolder } from "../host/environment.js";
import { blamer } from "../judge/blame.js";
import { judge } from "../judge/judge.js";
import { unclaimedOf } from "../model/claims.js";
import { hexOf } from "../model/digest.js";
import { GatehouseError } from "../model/errors.js";
import { printBuild, printLane } from "../model/ids.js";
import { laneTarget } from "../model/lane.js";
import { matchWords, tokensIn } from "../model/symbolic.js";
import { readBlob } from "../record/blobs.js";
import { reproduce } from "../report/failures.js";
import { reproNeeds } from "../report/repro-needs.js";
import { preparedKey } from "../run/command.js";
import { caseLine } from "../run/contract.js";
import { symbolicCase } from "../run/symbolic.js";
import { moved } from "./reproducible.js";
const readArtifact = (found, record, store) => {
    const build = printBuild(found.cell.id);
    const gone = (why) => new GatehouseError("repro/artifact-gone", `the binary of ${build} is not there: ${why}`, {
        hint: `build it again, then reproduce that run: ${reproduce(found.cell.text)}`,
    });
    const row = record.artifacts.find((each) => each.build === build && each.outcome.state === "built" && each.outcome.digest === found.artifact);
    if (row?.outcome.state !== "built")
        throw gone("the run does not name it");
    const path = join(store, "artifacts", hexOf(row.key), "program.wasm");
    if (!existsSync(path))
        throw gone("the store does not hold it any more");
    const wasm = readFileSync(path);
    if (digest(wasm) !== found.artifact)
        throw gone("the store holds another one in its place");
    return { outcome: row.outcome, wasm };
};
// Where the journal does not tell the contract's digest, that of today must at least give the verdict of the run.
const checkSameContract = ({ cell, case: entry, runtime, workload }) => {
    const { state, observation } = cell;
    const changed = moved(cell, `the contract of ${cell.id.workload}/${cell.id.case} has changed since the run`);
    const { contract, held, needs, mustFail } = caseLine(cell.id.workload, entry, workload.folder);
    if (cell.contract !== undefined && cell.contract !== contract)
        throw changed;
    if (state.is !== "judged" || !observation || (state.verdict.is === "fail" && state.verdict.cause === "nondeterministic"))
        return;
    const claims = runtime.target[cell.id.target]?.claims ?? [];
    const now = judge(observation, { held, unclaimed: unclaimedOf(needs, claims), mustFail });
    const key = (verdict) => `${verdict.is} ${verdict.is === "fail" ? verdict.cause : ""}`;
    if (key(now) !== key(state.verdict))
        throw changed;
};
const utf8 = (bytes) => Buffer.from(bytes.subarray(0, 4096)).toString("utf8");
const toExpected = (stream) => stream && { size: stream.bytes.length, digest: stream.digest, differsAt: undefined, text: utf8(stream.bytes) };
const readSaid = (fact, expected, journal) => {
    if (!fact)
        return undefined;
    if (fact.size === 0)
        return Buffer.alloc(0);
    if (fact.digest === expected?.digest)
        return expected.bytes;
    return readBlob(journal, fact);
};
const toActual = (fact, said) => fact && { size: fact.size, digest: fact.digest, differsAt: fact.differsAt, text: said && utf8(said) };
/** Puts together all that is known of a cell. Throws a GatehouseError where the store lacks its binary, or where what ran cannot have followed from the manifests of today. */
export const collect = (root, found, { record, path, grounds }, expected) => {
    const { cell, program, placed, runtime, workload, case: entry } = found;
    const { id, observation } = cell;
    const store = storeFolder(root);
    const { outcome, wasm } = readArtifact(found, record, store);
    checkSameContract(found);
    const commands = symbolicCase(runtime, id.lane, id.target, program);
    const target = laneTarget({ id: id.lane, runtime }, id.target);
    if (!commands || !target)
        throw moved(cell, `${id.lane.runtime} has no target ${id.target} any more`);
    const places = observation && matchWords(commands.run.argv, observation.argv);
    if (observation && !places)
        throw moved(cell, `the manifest of ${id.lane.runtime} gives another command than the one that ran`);
    const lane = record.lanes.find((each) => each.id === printLane(id.lane));
    const prepared = target.mode.prepare && lane ? join(store, "prepared", hexOf(preparedKey(lane, target, found.artifact)), "prepared") : undefined;
    const kept = prepared !== undefined && existsSync(prepared) ? prepared : undefined;
    const said = {
        stdout: readSaid(observation?.stdout, expected.stdout, path),
        stderr: readSaid(observation?.stderr, expected.stderr, path),
    };
    const words = [
        ...commands.run.argv,
        ...Object.values(commands.run.env),
        ...commands.version,
        ...(target.mode.prepare && !kept ? (commands.prepare?.argv ?? []) : []),
    ];
    const programs = [...(places ?? [])].flatMap(([token, program]) => token.startsWith("bin.") && existsSync(program) ? [{ path: program, digest: digest(readFileSync(program)) }] : []);
    const passed = cell.state.is === "judged" && cell.state.verdict.is === "pass";
    const { header } = record;
    const worker = record.workers.find((each) => each.id === cell.worker);
    if (!worker)
        throw moved(cell, "the run does not tell which machine ran it");
    return {
        wasm,
        prepared: kept,
        said,
        repro: {
            cell: cell.text,
            id,
            run: { id: header.run, started: header.started, harness: header.harness, supervised: worker.supervised },
            machine: worker.machine,
            workload: { title: workload.manifest.title, about: workload.manifest.about, needs: entry.needs },
            program,
            limits: entry.limits,
            mustFail: entry.mustFail,
            runtime: { name: runtime.name, homepage: runtime.homepage, endings: target.endings },
            toolchain: worker.toolchains.find((each) => each.id === `${id.language}/${id.toolchain}`),
            lane,
            artifact: { digest: outcome.digest, size: outcome.size },
            state: cell.state,
            blame: passed ? undefined : blamer(record.cells, grounds)(cell),
            observation,
            streams: {
                stdout: { expected: toExpected(expected.stdout), actual: toActual(observation?.stdout, said.stdout) },
                stderr: { expected: toExpected(expected.stderr), actual: toActual(observation?.stderr, said.stderr) },
            },
            commands,
            config: target["config-file"] && `config/${target["config-file"].name}`,
            prepared: target.mode.prepare ? kept !== undefined : undefined,
            needs: reproNeeds(runtime, placed.releases, id.lane.version, tokensIn(words)),
            programs,
        },
    };
};
