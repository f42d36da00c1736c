import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shownPath } from "../host/home.js";
import { GatehouseError } from "../model/errors.js";
import { normaliseCase } from "./contract.js";
import { layersOf, lintTaken, modulesOf } from "./layers.js";
import { lintLanguage, lintWorkload } from "./lint.js";
import { lintKeep } from "./lint-keep.js";
import { lintRuntime } from "./lint-runtime.js";
import { withLines } from "./locate.js";
import { readManifest, readRuntime } from "./read-manifest.js";
import { idsOf, readShelves } from "./shelves.js";
import { knownTargets, lintLanguageTargets, lintRuntimeTargets, lintWorkloadTargets, loadTargets } from "./targets.js";
const loadAll = async (folders, read) => new Map(await Promise.all([...folders].map(async ([id, folder]) => [id, await read(folder)])));
const portAt = (workload, name, folder, { languages, targets, root }) => {
    const [language, target, ...rest] = name.split(".");
    const known = languages.has(language) && rest.length === 0 && (target === undefined || targets.has(target));
    if (!known) {
        throw new GatehouseError("port/unknown-language", `${name} is not the name of a language, nor LANGUAGE.TARGET`, {
            hint: `languages are: ${[...languages.keys()].join(", ")}; ${knownTargets(targets)}`,
            place: { file: shownPath(root, folder) },
        });
    }
    return { workload: workload.manifest.id, language, target, folder };
};
const findPorts = (workload, { ports }, words) => {
    const { languages } = words;
    const found = [...ports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, folder]) => portAt(workload, name, folder, words));
    // Files of a port may stand in several sources: one for a target lies over the general one.
    const layers = (id, from) => {
        const places = new Set([...ports].filter(([name]) => name.split(".")[0] === from).map(([, folder]) => dirname(folder)));
        return layersOf(words, id, workload.manifest.uses ?? [], [...places].map((folder) => join(folder, from)));
    };
    const own = found.map((port) => ({ ...port, layers: layers(port.language, port.language) }));
    // What a language has not itself, it has from the language that it is taken from.
    const taken = [...languages.values()].flatMap(({ manifest: { id, from } }) => own.some((port) => port.language === id)
        ? []
        : own
            .filter((port) => port.language === from)
            .map((port) => ({
            ...port,
            language: id,
            layers: layers(id, port.language),
        })));
    return [...own, ...taken];
};
// Every lane is tried with workloads of kind trust. A text in which no string ends with that word, and no escape could hide it, is of another kind.
const maySayTrust = (manifest) => {
    try {
        return /trust["'\\]|\\[uUx]/.test(readFileSync(manifest, "utf8"));
    }
    catch {
        // What cannot be read is an error of its own.
        return true;
    }
};
const split = (all, test) => [all.filter(test), all.filter((one) => !test(one))];
/**
 * Reads and checks the manifests of a project's catalog. Of the workloads it reads those that are wanted, and those that
 * lanes are tried with. Throws a GatehouseError for the first one that is wrong, with its place and what to do.
 */
export const loadCatalog = async (root, wanted = () => true) => {
    const shelves = await readShelves(root);
    const ids = idsOf(shelves);
    const others = [...ids.language, ...ids.runtime];
    const isRead = (id) => wanted(id, others) || maySayTrust(join(shelves.workloads.get(id)?.folder ?? "", "workload.toml"));
    const [read, unread] = split(ids.workload, isRead);
    const placed = async (kind, folder) => ({
        folder,
        manifest: await readManifest(kind, join(folder, `${kind}.toml`), root),
    });
    const [targets, languages, workloads, runtimes, keeps] = await Promise.all([
        loadTargets(root, shelves.targets),
        loadAll(shelves.languages, (folder) => placed("language", folder)),
        loadAll(new Map(read.map((id) => [id, shelves.workloads.get(id)?.folder])), (folder) => placed("workload", folder)),
        loadAll(shelves.runtimes, (folder) => readRuntime(folder, root)),
        loadAll(shelves.keeps, (folder) => placed("keep", folder)),
    ]);
    for (const language of languages.values()) {
        await withLines(root, () => {
            lintLanguage(language, root);
            lintTaken(language, languages, shelves.modules, root);
        });
    }
    for (const runtime of runtimes.values())
        await withLines(root, () => lintRuntime(runtime, root));
    for (const language of languages.values())
        await withLines(root, () => lintLanguageTargets(language, targets, root));
    for (const runtime of runtimes.values())
        await withLines(root, () => lintRuntimeTargets(runtime, targets, root));
    for (const workload of workloads.values())
        await withLines(root, () => lintWorkloadTargets(workload, targets, root));
    for (const keep of keeps.values())
        await withLines(root, () => lintKeep(keep, root));
    const modules = modulesOf(shelves.modules, [...languages.values()].map(({ folder }) => folder));
    const checked = new Map();
    for (const [id, workload] of workloads) {
        await withLines(root, () => lintWorkload(workload, { languages, modules, keeps }, root));
        const ports = findPorts(workload, shelves.workloads.get(id), { languages, targets, modules: shelves.modules, root });
        checked.set(id, { ...workload, cases: workload.manifest.case.map(normaliseCase), ports });
    }
    const { expectations, policy } = shelves;
    return { root, modules: shelves.modules, expectations, policy, targets, languages, workloads: checked, unread, runtimes, keeps };
};
