import { bareEnvironment } from "../host/environment.js";
import { loadHook } from "../host/hooks.js";
import { fillWords } from "../model/placeholders.js";
import { placeholderValues } from "../model/provisioned.js";
import { runQuietly } from "./ask-version.js";
/** Asks an engine that makes Keeps itself what it finds on this machine for one of them: its own evidence, a reason to try. */
export const askPlatform = async (ground, runtime, folder, packages, backend) => {
    const script = await loadHook(folder, runtime["platform-script"] ?? "");
    if (!runtime.platform)
        return script(undefined, backend);
    const { values, env } = placeholderValues(packages);
    const { stdout, how } = await runQuietly(fillWords(runtime.platform, { ...values, manifest: folder }), { ...bareEnvironment(ground.store), ...env }, ground);
    return script(how === undefined ? stdout : undefined, backend);
};
