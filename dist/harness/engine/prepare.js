import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeSealed } from "../host/seal.js";
import { describeExit } from "../launch/launcher.js";
import { hexOf } from "../model/digest.js";
import { modeCommand } from "../run/command.js";
import { tail } from "../run/streams.js";
import { engineFiles } from "../run/trial.js";
/** Prepares an artifact into a draft folder: how the command ended, and why it did not work where it did not. */
export const prepareOnce = async ({ lane, target, mode, wasm }, draft, work) => {
    const command = modeCommand(lane, target, mode, { wasm, cache: draft, prepared: join(draft, "prepared") });
    if (!command)
        throw new Error(`${lane.text} prepares nothing`);
    const said = `${draft}.said`;
    mkdirSync(said, { recursive: true });
    try {
        const exit = await work.launcherOf(lane).run({
            argv: command.argv,
            env: { HOME: said, TMPDIR: said, ...command.env },
            cwd: said,
            stdin: "/dev/null",
            stdout: join(said, "stdout"),
            stderr: join(said, "stderr"),
            limits: { timeMs: 300_000, memoryKib: 4 * 2 ** 20, outputBytes: 2 ** 30, processes: 128 },
            carry: { inputs: [...engineFiles(lane), wasm], directories: [draft] },
        });
        const how = describeExit(exit);
        if (how === undefined)
            return { exit };
        const stderr = join(said, "stderr");
        const size = statSync(stderr, { throwIfNoEntry: false })?.size ?? 0;
        return { exit, failure: `preparing the artifact failed: ${how}: ${tail(stderr, size, 2000).trim()}` };
    }
    finally {
        rmSync(said, { recursive: true, force: true });
    }
};
/** Prepares an artifact for an engine, once, kept in the store; how it ended when it did not work is told to every cell that waits. */
export const prepare = async (wanted, work) => {
    const folder = join(work.store, "prepared", hexOf(wanted.key));
    const prepared = { folder: join(folder, "prepared") };
    const failure = await makeSealed(folder, join(work.store, "tmp"), "contents", async (draft) => (await prepareOnce(wanted, draft, work)).failure);
    return failure === undefined ? prepared : { failure };
};
