import { mkdirSync, rmSync } from "node:fs";
import { bareEnvironment } from "../host/environment.js";
import { architecture } from "../host/machine.js";
import { runSteps } from "../host/steps.js";
import { runTool } from "../host/tool.js";
import { missing } from "./context.js";
/**
 * Carries out a package's own steps in its folder, for what registries ship in parts or as sources; the evidence where one fails.
 * `own` is what its kind of package adds: placeholders, and variables of every step.
 */
export const assemble = async (steps, folder, context, manifest, own = {}) => {
    const work = `${folder}.work`;
    mkdirSync(work, { recursive: true });
    try {
        const failure = await runSteps(steps, { package: folder, work, manifest, architecture: architecture(), ...own.values }, {
            cwd: work,
            env: { ...bareEnvironment(work), ...own.env },
            roots: [folder, work],
            run: async (argv, options) => {
                const result = await runTool(argv, { ...options, timeoutMs: 3_600_000, signal: context.signal });
                return result.ok ? undefined : { argv, message: `${result.failure}\n${result.stderr}` };
            },
        });
        return (failure &&
            missing("the package put together", `${failure.argv.slice(0, 4).join(" ")} …: ${failure.message}`, "its steps stand in the manifest; the message says which failed"));
    }
    finally {
        // What a step that ran too long has started may still write.
        rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
};
