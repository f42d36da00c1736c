import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isWhole, shownPath } from "../host/home.js";
import { GatehouseError } from "../model/errors.js";
import { foldersIn, readSources } from "./sources.js";
const notPorts = new Set(["expected", "fixtures"]);
const languageOf = (port) => port.split(".")[0];
/** Lays sources over one another, and refuses what is there twice. */
class Laying {
    languages = new Map();
    workloads = new Map();
    runtimes = new Map();
    keeps = new Map();
    targets = new Map();
    modules = new Map();
    #root;
    constructor(root) {
        this.#root = root;
    }
    lay(source) {
        const unused = new Set(source.replaces);
        const replaces = (what) => source.replaces.includes(what) && (unused.delete(what) || true);
        const modules = new Map();
        for (const item of source.items) {
            if (item.shelf === "workloads")
                this.#layWorkload(item, replaces);
            else if (item.shelf === "modules")
                modules.set(languageOf(item.id), join(dirname(item.path), languageOf(item.id)));
            else
                this.#set(this[item.shelf], `${item.shelf}/${item.id}`, item.path, replaces);
        }
        for (const [name, path] of modules)
            this.#set(this.modules, `modules/${name}`, path, replaces);
        const [stale] = unused;
        if (stale !== undefined)
            throw new GatehouseError("project/replaces-nothing", `${stale} replaces nothing`, {
                hint: `remove it from "replaces", or mend it: it must be in ${shownPath(this.#root, source.folder)}, and in the catalog below`,
            });
    }
    #refuse(what, path, below) {
        throw new GatehouseError("project/twice", `${what} is there already, at ${shownPath(this.#root, below)}`, {
            hint: `choose another name; or to stand in its place: replaces = ["${what}"] in gatehouse.toml`,
            place: { file: shownPath(this.#root, path) },
        });
    }
    #set(shelf, what, path, replaces) {
        const below = shelf.get(basename(what));
        if (below !== undefined && !replaces(what))
            this.#refuse(what, path, below);
        shelf.set(basename(what), path);
    }
    #layWorkload({ id, path }, replaces) {
        const what = `workloads/${id}`;
        const below = this.workloads.get(id);
        const names = foldersIn(path).filter((name) => !notPorts.has(name));
        if (!below || existsSync(join(path, "workload.toml"))) {
            if (below && !replaces(what))
                this.#refuse(what, path, below.folder);
            this.workloads.set(id, { folder: path, ports: new Map(names.map((name) => [name, join(path, name)])) });
            return;
        }
        for (const language of new Set(names.map(languageOf))) {
            const old = [...below.ports].filter(([name]) => languageOf(name) === language);
            if (replaces(`${what}/${language}`))
                for (const [name] of old)
                    below.ports.delete(name);
            else
                for (const [name, port] of old)
                    if (names.includes(name))
                        this.#refuse(`${what}/${name}`, join(path, name), port);
        }
        for (const name of names)
            below.ports.set(name, join(path, name));
    }
}
/** Reads what folders a project's catalog has, from all its sources; no manifest is read. Throws a GatehouseError where two say the same id. */
export const readShelves = async (root) => {
    const sources = await readSources(root);
    const laying = new Laying(root);
    for (const source of sources)
        laying.lay(source);
    const [base, ...own] = sources;
    const { languages, workloads, runtimes, keeps, targets, modules } = laying;
    return {
        ...{ languages, workloads, runtimes, keeps, targets, modules },
        own: [...(isWhole(root) ? [base] : []), ...own],
        // What lies over a catalog may replace what its known failures are about.
        expectations: sources.flatMap((source) => source.expectations.map((file) => ({ file, whole: source !== base || own.length === 0 }))),
        policy: sources.findLast(({ policy }) => policy !== undefined)?.policy,
    };
};
/** Ids of all that a catalog has folders for, in order; no manifest is read. */
export const idsOf = ({ workloads, languages, runtimes, keeps }) => ({
    workload: [...workloads.keys()].sort(),
    language: [...languages.keys()].sort(),
    runtime: [...runtimes.keys()].sort(),
    keep: [...keeps.keys()].sort(),
});
