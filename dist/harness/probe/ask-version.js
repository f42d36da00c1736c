import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { randomName } from "../host/digest.js";
import { bareEnvironment } from "../host/environment.js";
import { checkInstalled } from "../host/installed.js";
import { remember } from "../host/memo.js";
import { describeExit } from "../launch/launcher.js";
import { fillWords } from "../model/placeholders.js";
import { placeholderValues } from "../model/provisioned.js";
import { shorten } from "../model/text.js";
/** An engine that takes longer to tell its version hangs. */
const versionTimeoutMs = 20_000;
const versionPattern = /\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.-]+)?/;
/**
 * Runs a command that answers a question: an engine that nobody has published yet may hang, flood or leave processes behind
 * when it is asked, so it runs with limits. `how` says in what way it failed; undefined where it did not.
 */
export const runQuietly = async (argv, env, ground) => {
    const said = join(ground.store, "tmp", `version-${randomName()}`);
    mkdirSync(said, { recursive: true });
    try {
        const [stdout, stderr] = [join(said, "stdout"), join(said, "stderr")];
        const limits = { timeMs: versionTimeoutMs, memoryKib: 4 * 2 ** 20, outputBytes: 2 ** 20, processes: 64 };
        const exit = await ground.launcher.run({ argv, env, cwd: said, stdin: "/dev/null", stdout, stderr, limits });
        const how = describeExit(exit);
        const output = exit.startError === undefined ? readFileSync(stdout, "utf8") : "";
        const text = exit.startError === undefined ? `${output}\n${readFileSync(stderr, "utf8")}` : "";
        return { stdout: output, text, how: how && `${how}${text.trim() ? `: ${shorten(text.trim(), 300)}` : ""}` };
    }
    finally {
        rmSync(said, { recursive: true, force: true });
    }
};
/**
 * Asks a toolchain or an engine for its version; `under` what wraps it. A version follows from the
 * packages and the question: only what could not be asked is asked again.
 */
export const askVersion = async (argv, packages, manifest, ground, reports = versionPattern, under = { wrap: [], digest: "" }) => {
    const { values, env } = placeholderValues(packages);
    const filled = [...under.wrap, ...fillWords(argv, { ...values, manifest })];
    let failure = "";
    const version = await remember(ground.store, ["version", reports.source, filled, packages.map((pack) => pack.digest), under.digest], async () => {
        await checkInstalled(packages);
        const { text, how } = await runQuietly(filled, { ...bareEnvironment(ground.store), ...env }, ground);
        const found = reports.exec(text);
        failure = how ?? `it does not tell its version, but: ${shorten(text.trim(), 120)}`;
        return how === undefined && found ? (found[1] ?? found[0]) : undefined;
    });
    return version === undefined ? { failure } : { version };
};
