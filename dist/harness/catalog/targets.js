import { readdirSync } from "node:fs";
import { join } from "node:path";
import { shownPath } from "../host/home.js";
import { GatehouseError } from "../model/errors.js";
import { fault, lintPattern } from "./lint-words.js";
import { withLines } from "./locate.js";
import { readManifest } from "./read-manifest.js";
/** What to say of a target that has no file. */
export const knownTargets = (targets) => (targets.size > 0 ? `targets are: ${[...targets.keys()].join(", ")}` : "add a file to targets/");
/** Checks what a schema cannot say of a target: patterns that can be read. */
export const lintTarget = ({ imports }, file) => {
    imports.forEach((pattern, index) => {
        lintPattern(pattern, file, `/imports/${index}`);
    });
};
/** Reads and checks the files of targets, by id; throws a GatehouseError for the first one that is wrong. */
export const loadTargets = async (root, files) => {
    const load = async ([id, file]) => {
        const manifest = await readManifest("target", file, root, id);
        await withLines(root, () => lintTarget(manifest, shownPath(root, file)));
        return [id, manifest];
    };
    return new Map(await Promise.all([...files].map(load)));
};
const lintAll = (named, targets, file) => {
    for (const [place, target] of named)
        if (!targets.has(target))
            throw fault("manifest/unknown-target", file, place, `there is no target ${target}`, knownTargets(targets));
};
/** Checks that the targets of a language's toolchains and smoke programs have files. */
export const lintLanguageTargets = ({ folder, manifest }, targets, root) => {
    const named = Object.entries(manifest.toolchain).flatMap(([id, { target }]) => Object.keys(target).map((name) => [`/toolchain/${id}/target/${name}`, name]));
    lintAll(named, targets, shownPath(root, join(folder, "language.toml")));
    for (const name of readdirSync(folder).filter((entry) => entry.startsWith("smoke."))) {
        const target = name.slice("smoke.".length);
        if (targets.has(target))
            continue;
        const place = { file: shownPath(root, join(folder, name)) };
        throw new GatehouseError("manifest/unknown-target", `there is no target ${target}`, { hint: knownTargets(targets), place });
    }
};
/** Checks that the targets of a runtime and of its variants have files. */
export const lintRuntimeTargets = ({ folder, manifest }, targets, root) => {
    const own = Object.keys(manifest.target).map((name) => [`/target/${name}`, name]);
    const ofVariants = Object.entries(manifest.variant ?? {}).flatMap(([id, variant]) => (variant.targets ?? []).map((name, index) => [`/variant/${id}/targets/${index}`, name]));
    lintAll([...own, ...ofVariants], targets, shownPath(root, join(folder, "runtime.toml")));
};
/** Checks that the targets of a workload's cases have files. */
export const lintWorkloadTargets = ({ folder, manifest }, targets, root) => {
    const named = manifest.case.flatMap((entry, at) => (entry.targets ?? []).map((name, index) => [`/case/${at}/targets/${index}`, name]));
    lintAll(named, targets, shownPath(root, join(folder, "workload.toml")));
};
