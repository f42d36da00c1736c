import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monotonic } from "../host/clock.js";
import { digest, digestOf, randomName } from "../host/digest.js";
import { bareEnvironment, networkEnvironment } from "../host/environment.js";
import { makeWhole } from "../host/files.js";
import { checkInstalled } from "../host/installed.js";
import { say } from "../host/say.js";
import { digestNamed, runSteps } from "../host/steps.js";
import { describeExit } from "../launch/launcher.js";
import { hexOf } from "../model/digest.js";
import { printBuild } from "../model/ids.js";
import { placeholdersIn } from "../model/placeholders.js";
import { placeholderValues } from "../model/provisioned.js";
import { digestSources, filesOf, layOut } from "./sources.js";
import { readWasm, WasmError } from "./wasm.js";
/** Part of every key: artifacts of another way to build are not reused. */
const buildFormat = 1;
const outputLimit = 1 << 30;
const recipeOf = ({ language, id, makes }) => {
    const toolchain = language.manifest.toolchain[id.toolchain];
    return makes === "native" ? toolchain?.native : toolchain?.target[id.target];
};
const sourcesOf = ({ layers, id, roles }) => ({ layers, target: id.target, roles });
const recipeFacts = (recipe) => {
    const steps = recipeOf(recipe)?.steps ?? [];
    return {
        format: buildFormat,
        sources: digestSources(sourcesOf(recipe)),
        steps,
        named: digestNamed(steps, recipe.language.folder),
        target: recipe.makes === "native" ? "native" : recipe.id.target,
    };
};
/** Digest of a recipe: the same on every machine. */
export const recipeDigest = (recipe) => digestOf(recipeFacts(recipe));
const key = (job) => digestOf({ ...recipeFacts(job), version: job.version, packages: job.packages.map((pack) => [pack.id, pack.digest]) });
const sourceLists = (words, source) => Object.fromEntries(words
    .flatMap(placeholdersIn)
    .filter((name) => name.startsWith("sources:"))
    .map((name) => [name, filesOf(source, name.slice("sources:".length))]));
const failed = (failure, stage) => ({
    state: "failed",
    stage,
    message: failure.message.trim().slice(0, 4000),
    command: [...failure.argv],
});
/** Compiles one program, or finds the artifact that an earlier build of the same content left in the store. */
export const build = async (job, store, launcher) => {
    const start = monotonic();
    const own = key(job);
    const folder = join(store, "artifacts", hexOf(own));
    const wasm = join(folder, "program.wasm");
    const row = (reused, outcome) => ({
        kind: "artifact",
        build: printBuild(job.id),
        key: own,
        reused,
        milliseconds: Math.round(monotonic() - start),
        outcome,
    });
    const stored = readStored(folder, job.makes);
    if (stored)
        return { row: row(true, stored), wasm };
    const failure = await makeWhole(folder, join(store, "tmp"), (draft) => compile(job, store, draft, launcher));
    if (!failure)
        return { row: row(false, readStored(folder, job.makes)), wasm };
    const broken = failure.message.startsWith("the launcher program");
    return { row: row(false, failed(failure, broken ? "build" : "compile")), wasm: undefined };
};
// What the store holds counts only while the binary is the one that was built, and of its target's kind.
const readStored = (folder, makes) => {
    if (!existsSync(folder))
        return undefined;
    try {
        const artifact = JSON.parse(readFileSync(join(folder, "artifact.json"), "utf8"));
        const found = readProgram(readFileSync(join(folder, "program.wasm")), makes);
        if (found.kind === makes && digestOf(found.artifact) === digestOf(artifact))
            return artifact;
    }
    catch {
        // Cut off, or no wasm binary any more.
    }
    say(`built again: ${folder} does not hold what was built`);
    rmSync(folder, { recursive: true, force: true });
    return undefined;
};
const nothing = { imports: [], exports: [], producers: [], features: [] };
// All that is said of a program follows from its bytes. Throws a WasmError where it is to be wasm and is none.
const readProgram = (bytes, makes) => {
    const { kind, imports, exports, producers, features } = makes === "native" ? { kind: makes, ...nothing } : readWasm(bytes);
    return {
        kind,
        artifact: {
            ...{ state: "built", digest: digest(bytes), size: bytes.length },
            ...{ imports: [...imports], exports: [...exports], producers: [...producers], features: [...features] },
        },
    };
};
const compile = async (job, store, draft, launcher) => {
    const recipe = recipeOf(job);
    if (!recipe)
        throw new Error(`${printBuild(job.id)} has no recipe`);
    await checkInstalled(job.packages);
    const work = join(store, "tmp", randomName());
    const source = join(work, "source");
    const scratch = join(work, "work");
    const cache = join(store, "cache", `${job.id.language}-${job.id.toolchain}`);
    const out = join(scratch, job.makes === "native" ? "out" : "out.wasm");
    for (const path of [source, scratch, cache])
        mkdirSync(path, { recursive: true });
    try {
        layOut(sourcesOf(job), source);
        const { values, env } = placeholderValues(job.packages);
        const words = recipe.steps.flatMap((step) => ("run" in step ? step.run : []));
        const all = { ...values, ...sourceLists(words, source), source, work: scratch, out, cache, manifest: job.language.folder };
        let count = 0;
        const failure = await runSteps(recipe.steps, all, {
            cwd: source,
            env: { ...bareEnvironment(scratch), ...networkEnvironment(), ...env },
            roots: [source, scratch, cache],
            run: async (argv, options) => {
                const said = join(work, `said-${count++}`);
                const exit = await launcher.run({
                    argv,
                    env: options.env,
                    cwd: options.cwd,
                    stdin: "/dev/null",
                    stdout: `${said}.out`,
                    stderr: `${said}.err`,
                    limits: { timeMs: (recipe.seconds ?? 300) * 1000, memoryKib: (recipe["memory-mib"] ?? 4096) * 1024, outputBytes: outputLimit, processes: 512 },
                });
                const how = describeExit(exit);
                if (how === undefined)
                    return undefined;
                const text = [`${said}.err`, `${said}.out`].map(readSaid).find((part) => part.trim() !== "") ?? "";
                return { argv, message: hidePaths(`${how}\n${text}`, { [source]: "", [scratch]: "{work}", [work]: "{work}" }) };
            },
        });
        return failure ?? keep(out, draft, recipe.steps.length, job.makes);
    }
    finally {
        rmSync(work, { recursive: true, force: true });
    }
};
const readSaid = (path) => {
    try {
        return readFileSync(path, "utf8");
    }
    catch {
        return "";
    }
};
// A scratch folder's random name would make equal failures look different.
const hidePaths = (text, names) => Object.entries(names).reduce((result, [path, name]) => result.replaceAll(name === "" ? `${path}/` : path, name), text);
const keep = (out, draft, steps, makes) => {
    const argv = [`the ${steps} steps`];
    if (!existsSync(out))
        return { argv, message: "the steps ended well, but {out} is not there" };
    const bytes = readFileSync(out);
    try {
        const { kind, artifact } = readProgram(bytes, makes);
        if (kind !== makes)
            return { argv, message: `{out} is a ${kind}, and its target wants a ${makes}` };
        writeFileSync(join(draft, "program.wasm"), bytes, makes === "native" ? { mode: 0o755 } : {});
        writeFileSync(join(draft, "artifact.json"), `${JSON.stringify(artifact)}\n`);
        return undefined;
    }
    catch (error) {
        if (!(error instanceof WasmError))
            throw error;
        return { argv, message: `{out} is no whole wasm binary: ${error.message}` };
    }
};
