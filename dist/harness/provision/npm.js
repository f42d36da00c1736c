import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../host/digest.js";
import { clientEnvironment } from "../host/environment.js";
import { runTool } from "../host/tool.js";
import { which } from "../host/which.js";
import { missing } from "./context.js";
/** Installs what a lock file pins, with `npm ci` and without running install scripts. */
export const installNpm = async (spec, folder, context, manifest) => {
    const npm = which("npm");
    if (!npm)
        return missing("npm", "there is no npm on PATH", "install Node.js with npm");
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"])
        copyFileSync(join(manifest, spec.lock, file), join(folder, file));
    const result = await runTool([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: folder,
        env: clientEnvironment(),
        timeoutMs: 600_000,
        signal: context.signal,
    });
    if (result.ok)
        return { digest: digest(readFileSync(join(folder, "package-lock.json"))) };
    return missing("packages from npm", result.stderr || result.failure, "does `npm ci` work in the lock's folder? Its registry must have every package that the lock names");
};
