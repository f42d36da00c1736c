import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { digest, digestOf, randomName } from "../host/digest.js";
import { bareEnvironment, userHome, variable } from "../host/environment.js";
import { noteProgram } from "../host/installed.js";
import { fileMark, remember } from "../host/memo.js";
import { runTool } from "../host/tool.js";
import { isRunnable, which } from "../host/which.js";
import { fillWord, fillWords } from "../model/placeholders.js";
import { coerce, satisfies } from "../model/semver.js";
// Who names a program wants that one: where it cannot be used, another one on PATH is not taken for it.
const locate = (spec) => {
    const own = spec["named-by"] && variable(spec["named-by"]);
    const found = own ? (isAbsolute(own) && isRunnable(own) ? own : undefined) : which(spec.command);
    if (found)
        return { found };
    return { absent: own ? `${spec["named-by"]} names ${own}, which is no absolute path of a program` : "not found" };
};
/** Looks for a command on PATH, or in the place that its variable names, whose version fits and whose check passes. */
export const findOnPath = async (id, spec, context, manifest) => {
    const absent = (info) => ({
        ok: false,
        evidence: { name: `${spec.command} ${spec.range} on PATH`, pass: false, info, hint: spec.hint },
    });
    const located = locate(spec);
    if ("absent" in located)
        return absent(located.absent);
    const { found } = located;
    const work = join(context.store, "tmp", randomName());
    mkdirSync(work, { recursive: true });
    try {
        const ownEnv = Object.fromEntries(Object.entries(spec.env ?? {}).map(([name, value]) => [name, variable(name) ?? fillWord(value, { home: userHome() })]));
        const env = { ...clientLike(work), ...ownEnv };
        let failure = "";
        const told = await remember(context.store, ["on PATH", spec.version, fileMark(found)], async () => {
            const said = await runTool([found, ...spec.version], { env, timeoutMs: 60_000, cwd: work });
            failure = said.failure || said.stdout;
            const text = coerce(said.stdout || said.stderr)?.version;
            return said.ok && text ? `${text} ${digestOf([said.stdout, digest(readFileSync(found))])}` : undefined;
        });
        noteProgram(found);
        const [version, own] = told?.split(" ") ?? [];
        if (!version || !own)
            return absent(`${found} does not tell its version: ${failure.slice(0, 200)}`);
        if (!satisfies(version, spec.range))
            return absent(`${found} has version ${version}`);
        const bin = { [spec.command]: found };
        for (const [name, command] of Object.entries(spec.bin ?? {})) {
            const path = which(command);
            if (!path)
                return absent(`${command} is not on PATH`);
            bin[name] = path;
        }
        if (spec.check) {
            const values = { manifest, work, ...Object.fromEntries(Object.entries(bin).map(([name, path]) => [`bin.${name}`, path])) };
            const checked = await runTool(fillWords(spec.check, values), { env, timeoutMs: 60_000, cwd: work });
            if (!checked.ok)
                return absent(`${found} ${version} is there, but: ${(checked.stderr || checked.failure).trim().slice(-300)}`);
        }
        return { ok: true, id, folder: dirname(found), bin, env: ownEnv, digest: own, origin: "path" };
    }
    finally {
        rmSync(work, { recursive: true, force: true });
    }
};
// Version managers find their versions through the user's home.
const clientLike = (work) => ({ ...bareEnvironment(userHome()), TMPDIR: work });
