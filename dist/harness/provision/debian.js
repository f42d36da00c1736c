import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest, digestOf } from "../host/digest.js";
import { clientEnvironment } from "../host/environment.js";
import { fileAge } from "../host/files.js";
import { runTool } from "../host/tool.js";
import { which } from "../host/which.js";
import { assemble } from "./assemble.js";
import { missing } from "./context.js";
const dayMs = 86_400_000;
// Lists and caches of our own: no root is needed, and the machine's are not touched.
const aptOptions = (state) => {
    for (const folder of ["lists/partial", "cache/archives/partial"])
        mkdirSync(join(state, folder), { recursive: true });
    return ["-qq", "-o", `Dir::State::Lists=${state}/lists`, "-o", `Dir::Cache=${state}/cache`, "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=3"];
};
let updating;
const update = async (apt, options, state, context) => {
    const stamp = join(state, "updated");
    if (fileAge(stamp) < dayMs)
        return undefined;
    const result = await runTool([apt, ...options, "update"], { env: clientEnvironment(), timeoutMs: 300_000, signal: context.signal });
    if (!result.ok)
        return result;
    writeFileSync(stamp, "");
    return undefined;
};
/**
 * Downloads Debian packages and unpacks them into a folder; nothing is installed and no root is needed. Debian drops
 * old versions with each security update, so a package names the least version, and the digests are recorded.
 */
export const installDebian = async (spec, folder, context, manifest) => {
    const apt = which("apt-get");
    const dpkg = which("dpkg-deb");
    if (!apt || !dpkg)
        return missing("apt-get and dpkg-deb", "this is not a Debian system", "run on Debian or Ubuntu, or use another toolchain of the language");
    const state = join(context.store, "apt");
    const options = aptOptions(state);
    updating ??= update(apt, options, state, context);
    const stale = await updating;
    if (stale)
        return missing("Debian's package lists", stale.stderr || stale.failure, "does `apt-get update` work on this machine?");
    const downloads = `${folder}.debs`;
    mkdirSync(downloads, { recursive: true });
    mkdirSync(folder, { recursive: true });
    try {
        const names = Object.keys(spec.packages);
        const download = await runTool([apt, ...options, "download", ...names], {
            cwd: downloads,
            env: clientEnvironment(),
            timeoutMs: 600_000,
            signal: context.signal,
        });
        if (!download.ok)
            return missing(`Debian packages ${names.join(", ")}`, download.stderr || download.failure, "this release of Debian lacks them, or its lists are old: `apt-cache policy NAME` tells");
        const digests = [];
        for (const file of readdirSync(downloads).sort()) {
            const path = join(downloads, file);
            const fields = await runTool([dpkg, "--field", path, "Package", "Version"], { env: clientEnvironment(), timeoutMs: 60_000 });
            const name = /^Package: (.*)$/m.exec(fields.stdout)?.[1] ?? file;
            const version = /^Version: (.*)$/m.exec(fields.stdout)?.[1] ?? "";
            const least = spec.packages[name] ?? "0";
            const enough = await runTool(["dpkg", "--compare-versions", version, "ge", least], { env: clientEnvironment(), timeoutMs: 60_000 });
            if (!enough.ok)
                return missing(`${name} ${least} or newer`, `Debian has ${version}`, "run on a newer release of Debian");
            const unpack = await runTool([dpkg, "--extract", path, folder], { env: clientEnvironment(), timeoutMs: 600_000, signal: context.signal });
            if (!unpack.ok)
                return missing(`${name} ${version} unpacked`, unpack.stderr || unpack.failure, "is the disk full?");
            digests.push([`${name} ${version}`, digest(readFileSync(path))]);
        }
        const failed = spec.steps && (await assemble(spec.steps, folder, context, manifest));
        return failed ?? { digest: digestOf([digests, spec.steps ?? []]) };
    }
    finally {
        rmSync(downloads, { recursive: true, force: true });
    }
};
