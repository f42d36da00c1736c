import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import { GatehouseError } from "../model/errors.js";
import { takenBy } from "../model/packages.js";
import { placeholdersIn } from "../model/placeholders.js";
/** An error of a manifest, at a place in it. */
export const fault = (code, file, path, message, hint) => new GatehouseError(code, message, { hint, place: { file, path } });
// A manifest may name only files of its own folder: neither `..` nor a symlink may lead out of it.
const inside = (folder, path) => {
    if (isAbsolute(path))
        return false;
    const full = join(folder, path);
    if (full !== folder && !full.startsWith(folder + sep))
        return false;
    if (!existsSync(full))
        return true;
    const real = realpathSync(full);
    const base = realpathSync(folder);
    return real === base || real.startsWith(base + sep);
};
/** Checks that a path is below the manifest's folder, and there. */
export const lintPath = (folder, path, file, place) => {
    if (!inside(folder, path))
        throw fault("manifest/path-outside", file, place, `${JSON.stringify(path)} leads out of the manifest's folder`, "name a path below the folder of the manifest");
    if (!existsSync(join(folder, path)))
        throw fault("manifest/no-such-file", file, place, `${JSON.stringify(path)} is not there`, "create it, or mend the path");
};
/** All words of a step that placeholders may stand in. */
export const stepWords = (step) => {
    if ("run" in step)
        return [...step.run, ...Object.values(step.env ?? {}), step.cwd ?? "", step.when ?? ""];
    if ("copy" in step)
        return [step.copy, step.to];
    if ("link" in step)
        return [step.link, step.to];
    if ("replace" in step)
        return [step.replace, step.old, step.new];
    return "write" in step ? [step.write, step.text] : [step.remove];
};
/** Checks that every placeholder of some words is known there. */
export const lintWords = (words, known, file, place) => {
    for (const name of words.flatMap(placeholdersIn)) {
        const base = name.startsWith("sources:") ? "sources:" : name;
        if (!known.has(base))
            throw fault("manifest/placeholder", file, place, `{${name}} is not a placeholder that is known here`, `known here: ${[...known].map((word) => `{${word}}`).join(" ")}`);
    }
};
/** Placeholders that packages give; a command that is found on PATH goes by its own name. */
export const packageWords = (packages, ids) => ids.flatMap((id) => {
    const { bin, path } = packages[id] ?? {};
    return [`package.${id}`, ...[...Object.keys({ ...bin, ...path?.bin }), ...(path ? [path.command] : [])].map((name) => `bin.${name}`)];
});
/** Checks the packages of a manifest: files that they name, placeholders of their steps. */
export const lintPackages = (packages, folder, file) => {
    for (const [id, pack] of Object.entries(packages)) {
        const place = `/package/${id}`;
        if (pack.from === "npm")
            lintPath(folder, join(pack.lock, "package-lock.json"), file, `${place}/lock`);
        const taken = takenBy(pack);
        const unknown = taken.find((other) => !packages[other] || takenBy(packages[other]).length > 0);
        if (unknown !== undefined) {
            const able = Object.keys(packages).filter((other) => takenBy(packages[other]).length === 0);
            throw fault("manifest/unknown-package", file, `${place}/takes`, `there is no package ${unknown} that takes none itself`, `packages are: ${able.join(", ")}`);
        }
        const known = new Set(["package", "work", "manifest", "architecture", ...packageWords(packages, taken)]);
        if (pack.from === "debian" || pack.from === "cargo") {
            pack.steps?.forEach((step, index) => {
                lintWords(stepWords(step), known, file, `${place}/steps/${index}`);
            });
        }
    }
};
/** Checks that a regular expression can be read. */
export const lintPattern = (pattern, file, place) => {
    try {
        new RegExp(pattern, "m");
    }
    catch (error) {
        throw fault("manifest/regular-expression", file, place, error.message, "mend the regular expression");
    }
};
