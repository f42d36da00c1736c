import { existsSync } from "node:fs";
import { join } from "node:path";
import { normaliseCase } from "../catalog/contract.js";
import { layersOf } from "../catalog/layers.js";
const prefix = "smoke-";
/** The workload that a language's smoke program is a port of. It has no folder: every language has its own. */
export const smokeOf = (language) => `${prefix}${language}`;
/** The language of a smoke workload; undefined for any other. */
export const languageOfSmoke = (workload) => (workload.startsWith(prefix) ? workload.slice(prefix.length) : undefined);
/** The folders of a language's smoke program, by the target that each is for alone: undefined for all. */
export const smokeFolders = (language, targets) => [undefined, ...targets.keys()]
    .map((target) => [target, join(language, target === undefined ? "smoke" : `smoke.${target}`)])
    .filter(([, folder]) => existsSync(folder));
const smokePorts = ({ modules, languages, targets }, { folder, manifest }, workload) => {
    const layers = layersOf({ modules, languages }, manifest.id, [], [join(folder, "smoke")]);
    return smokeFolders(folder, targets).map(([target, own]) => ({ workload, language: manifest.id, target, folder: own, layers }));
};
const smokeWorkload = (catalog, language) => {
    const id = smokeOf(language.manifest.id);
    const text = `hello from ${language.manifest.name}\n`;
    const hello = { id: "hello", needs: ["stdout"], expect: { exit: 0, stdout: { match: "exact", text } } };
    return {
        folder: language.folder,
        manifest: { id, title: `The smoke program of ${language.manifest.name}`, kind: "probe", about: `Prints ${JSON.stringify(text)}.`, case: [hello] },
        cases: [normaliseCase(hello)],
        ports: smokePorts(catalog, language, id),
    };
};
/** A catalog in which every language's smoke program is a workload, so that it is built and run like all others. */
export const withSmoke = (catalog) => {
    const own = [...catalog.languages.values()]
        .map((language) => smokeWorkload(catalog, language))
        .map((workload) => [workload.manifest.id, workload]);
    return { ...catalog, workloads: new Map([...own, ...catalog.workloads]) };
};
