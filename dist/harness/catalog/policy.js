import { shownPath } from "../host/home.js";
import { GatehouseError } from "../model/errors.js";
import { globPattern } from "../model/glob.js";
import { locate } from "./locate.js";
import { readToml } from "./read-manifest.js";
const runtimeOf = (release) => release.split("@")[0] ?? "";
const lint = async (policy, catalog, file, text) => {
    const fault = async (path, message, hint) => new GatehouseError("policy/invalid", message, {
        hint,
        place: { file: shownPath(catalog.root, file), ...(await locate(text, path)), path: `/${path.join("/")}` },
    });
    for (const [index, keep] of (policy.keeps ?? []).entries())
        if (!catalog.keeps.has(keep))
            throw await fault(["keeps", index], `unknown Keep ${JSON.stringify(keep)}`, `Keeps are: ${[...catalog.keeps.keys()].join(", ")}`);
    const seen = new Set();
    for (const [index, { release }] of (policy.baseline ?? []).entries()) {
        const runtime = runtimeOf(release);
        const path = ["baseline", index, "release"];
        if (!catalog.runtimes.has(runtime))
            throw await fault(path, `unknown runtime ${JSON.stringify(runtime)}`, `runtimes are: ${[...catalog.runtimes.keys()].join(", ")}`);
        if (seen.has(runtime))
            throw await fault(path, `second baseline of ${runtime}`, "a runtime has one: remove the other");
        seen.add(runtime);
    }
};
/** Reads the catalog's policy; the defaults where there is none. Throws a GatehouseError for the first thing that is wrong. */
export const loadPolicy = async (catalog) => {
    const { policy: file, root } = catalog;
    const { value, text } = file === undefined ? { value: {}, text: "" } : await readToml("policy", file, root);
    if (file !== undefined)
        await lint(value, catalog, file, text);
    return {
        tiers: value.tiers ?? [1],
        keeps: value.keeps ?? ["nil"],
        changed: value.changed ?? "report",
        times: { least: (value.times?.percent ?? 2) / 100, unsure: value.times?.unsure ?? "refuse" },
        ignored: (value.ignore ?? []).map(({ cells, reason, until }) => ({ pattern: globPattern(cells), reason, until })),
        baselines: new Map((value.baseline ?? []).map(({ release }) => [runtimeOf(release), release])),
    };
};
