import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { now } from "../host/clock.js";
import { modeCommand, runMode, standbyModules } from "./command.js";
import { openCompileCache } from "./compile-cache.js";
import { configText, preopened } from "./config-file.js";
import { drawnFact } from "./drawn.js";
import { normaliseEnding } from "./ending.js";
import { baitNames, closeSandbox, compareFiles, openSandbox } from "./sandbox.js";
import { dropNotice, observeStream, offOf, readStream, tail } from "./streams.js";
/** Host paths that an engine's commands read, besides the artifact. */
export const engineFiles = (lane) => [
    ...lane.packages.flatMap((pack) => (pack.origin === "store" ? [pack.folder] : Object.values(pack.bin))),
    lane.folder,
];
// By it an engine is told what others get as arguments.
const writeConfig = async (trial, sandbox, addresses = []) => {
    const text = await configText(trial.lane.folder, trial.target, trial.program, preopened(trial.program, addresses));
    if (text === undefined)
        return undefined;
    const path = join(sandbox.folder, "config");
    writeFileSync(path, text);
    return path;
};
const cargoOf = (trial, sandbox, cache, config, listens) => ({
    inputs: [
        ...engineFiles(trial.lane),
        trial.wasm,
        ...(trial.prepared === undefined ? [] : [trial.prepared]),
        ...cache.inputs,
        ...(config === undefined ? [] : [config]),
        ...(sandbox.directories.length > 0 ? baitNames.map((name) => join(sandbox.folder, name)) : []),
    ],
    directories: [...sandbox.directories, ...cache.directories],
    listens,
});
/**
 * The facts of two runs of a program that is to write random bytes, each with what the other one wrote and with figures of both.
 * `run` does one.
 */
export const runTwice = async (program, run) => {
    const drawn = { stdout: [], stderr: [] };
    const onDrawn = (name, bytes) => drawn[name].push(bytes);
    const [first, second] = [await run(onDrawn), await run(onDrawn)];
    const factsOf = (name) => {
        const contract = program[name];
        if (contract.match !== "fresh" || drawn[name].some((bytes) => bytes.length !== contract.size * contract.draws))
            return {};
        return { drawn: drawnFact(Buffer.concat(drawn[name]), contract.size) };
    };
    const facts = { stdout: factsOf("stdout"), stderr: factsOf("stderr") };
    const with_ = (name, own, other) => program[name].match === "fresh" ? { ...own[name], fresh: { other: other[name].digest, ...facts[name] } } : own[name];
    const beside = (own, other) => ({ ...own, stdout: with_("stdout", own, other), stderr: with_("stderr", own, other) });
    return [beside(first, second), beside(second, first)];
};
/**
 * Runs one program once in a fresh sandbox and returns the facts, without opinion. `wiring` is what a dialogue adds:
 * pipes in place of files, sockets, signals.
 */
export const runTrial = async (trial, folders, launcher, wiring) => {
    const { lane, target, program, limits, expected } = trial;
    const sandbox = openSandbox(folders.scratch, trial.name, program, trial.workload);
    const cache = await openCompileCache(folders.caches, lane, target, trial.artifact, wiring === undefined);
    let worked = false;
    try {
        const config = await writeConfig(trial, sandbox, wiring?.sockets);
        const places = {
            wasm: trial.wasm,
            prepared: trial.prepared,
            cache: cache.path,
            directories: sandbox.directories,
            ...(config === undefined ? {} : { config }),
            ...(wiring?.sockets ? { sockets: wiring.sockets, listening: sandbox.listening } : {}),
            ...(trial.limited ? { limit: trial.limited.limit } : {}),
        };
        // The plan lets no case reach a target that lacks the mode.
        const command = modeCommand(lane, target, trial.limited?.mode ?? runMode(program), places, program);
        if (!command)
            throw new Error(`${lane.text} has no command for this program`);
        const standby = standbyModules(lane, target);
        const files = { stdin: expected.stdinFile, stdout: sandbox.stdout, stderr: sandbox.stderr };
        const streams = wiring ? await wiring.open(files, sandbox) : files;
        const began = now();
        const exited = await launcher.run({
            argv: command.argv,
            ...(standby ? { standby } : {}),
            env: { HOME: sandbox.home, TMPDIR: sandbox.home, ...command.env },
            cwd: sandbox.home,
            ...streams,
            limits: {
                timeMs: limits.timeMs * lane.slowdown,
                silenceMs: limits.silenceMs && limits.silenceMs * lane.slowdown,
                memoryKib: limits.memoryMib * 1024,
                outputBytes: limits.outputMib * 2 ** 20,
                processes: limits.processes,
            },
            carry: cargoOf(trial, sandbox, cache, config, wiring?.sockets ?? []),
        }, wiring?.started);
        const ended = now();
        const exit = wiring ? await wiring.close(exited) : exited;
        const said = tail(sandbox.stderr, statSync(sandbox.stderr, { throwIfNoEntry: false })?.size ?? 0);
        dropNotice(sandbox.stderr, target);
        const [stdout, stderr] = ["stdout", "stderr"].map((name) => {
            const offMs = program[name].match === "now" ? offOf(sandbox[name], began, ended) : undefined;
            return { ...observeStream(sandbox[name], expected[name], folders.blobs), ...(offMs === undefined ? {} : { offMs }) };
        });
        for (const name of ["stdout", "stderr"])
            if (program[name].match === "fresh")
                trial.onDrawn?.(name, readStream(sandbox[name]));
        const ending = normaliseEnding(exit, target, said);
        worked = ending.how === "exit";
        return {
            argv: command.argv,
            raw: { code: exit.code, signal: exit.signal },
            ending,
            stdout,
            stderr,
            files: program.directories.length === 0 ? [] : compareFiles(sandbox, program, trial.workload, expected.files),
            wallMs: exit.wallMs,
            userMs: exit.userMs,
            systemMs: exit.systemMs,
            peakKib: exit.peakKib,
            leftProcesses: exit.leftProcesses,
            cache: cache.state,
        };
    }
    finally {
        wiring?.release();
        cache.close(worked);
        closeSandbox(sandbox);
    }
};
