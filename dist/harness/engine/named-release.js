import { resolve } from "node:path";
import { GatehouseError } from "../model/errors.js";
import { printRelease } from "../model/ids.js";
const form = "write RUNTIME@VERSION, RUNTIME@path:FILE for a binary that nobody has published, run:NAME for a run of this machine, or record:FILE for a published one";
/** Reads RUNTIME@VERSION or RUNTIME@path:FILE. Throws a GatehouseError where it is neither, or names no release of the catalog. */
export const parseRelease = (text, catalog) => {
    const at = text.indexOf("@");
    const [runtime, version] = [text.slice(0, at), text.slice(at + 1)];
    const releases = catalog.runtimes.get(runtime)?.releases;
    if (at < 1 || version === "")
        throw new GatehouseError("gate/release", `not a release: ${JSON.stringify(text)}`, { hint: form });
    if (!releases)
        throw new GatehouseError("gate/runtime", `there is no runtime ${JSON.stringify(runtime)}`, {
            hint: `runtimes are: ${[...catalog.runtimes.keys()].join(", ")}`,
        });
    if (version.startsWith("path:")) {
        const id = { runtime, version: `path:${resolve(version.slice("path:".length))}` };
        return { kind: "live", name: printRelease(id), release: id, candidate: { runtime, release: { version: id.version, current: true } } };
    }
    const release = releases.find((each) => each.version === version);
    if (!release) {
        const known = releases.flatMap((each) => each.version ?? []).join(", ");
        throw new GatehouseError("gate/unknown-release", `${runtime} has no release ${JSON.stringify(version)} in its releases.toml`, {
            hint: `releases are: ${known || "none with a fixed version"}; another is added there by version and digest, or given as ${runtime}@path:FILE`,
        });
    }
    return { kind: "live", name: printRelease({ runtime, version }), release: { runtime, version }, candidate: { runtime, release } };
};
