import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadExpectations } from "../catalog/expectations.js";
import { modulesOf } from "../catalog/layers.js";
import { lintLanguage, lintWorkload } from "../catalog/lint.js";
import { lintRuntime } from "../catalog/lint-runtime.js";
import { lintStray } from "../catalog/lint-stray.js";
import { loadCatalog } from "../catalog/load.js";
import { withLines } from "../catalog/locate.js";
import { readManifest, readRuntime } from "../catalog/read-manifest.js";
import { lintLanguageTargets, lintRuntimeTargets, lintWorkloadTargets } from "../catalog/targets.js";
import { shownPath } from "../host/home.js";
import { GatehouseError } from "../model/errors.js";
import { untidiness } from "./tidy.js";
/** The manifest of a subject; of a port its workload's. Undefined for known failures, which are several files. */
const manifestOf = ({ kind, id, folder }, { workloads }) => {
    if (kind === "expectations")
        return undefined;
    return kind === "port" ? join(workloads.get(id.split("/")[0])?.folder ?? dirname(folder), "workload.toml") : join(folder, `${kind}.toml`);
};
const caught = async (act, root) => {
    try {
        await withLines(root, act);
        return [];
    }
    catch (error) {
        if (!(error instanceof GatehouseError))
            throw error;
        return [error];
    }
};
const readAndLint = async (subject, file, root, known, targets) => {
    const folder = dirname(file);
    switch (subject.kind) {
        case "language": {
            const language = { folder, manifest: await readManifest("language", file, root) };
            lintLanguage(language, root);
            return lintLanguageTargets(language, targets, root);
        }
        case "runtime": {
            const runtime = await readRuntime(folder, root);
            lintRuntime(runtime, root);
            lintStray(runtime, runtime.releases.flatMap(({ lock }) => lock ?? []), shownPath(root, file));
            return lintRuntimeTargets(runtime, targets, root);
        }
        case "keep":
            return lintStray({ folder, manifest: await readManifest("keep", file, root) }, [], shownPath(root, file));
        default: {
            const workload = { folder, manifest: await readManifest("workload", file, root) };
            lintWorkload(workload, known, root);
            return lintWorkloadTargets(workload, targets, root);
        }
    }
};
/**
 * All that is wrong with the manifests of some subjects: one error a file, each with its place, and how the text is
 * written. Where they are right, the first error of the rest of the project, for nothing can run with it.
 */
export const manifestProblems = async (root, shelves, subjects) => {
    const { languages, keeps, targets } = shelves;
    const known = { languages, modules: modulesOf(shelves.modules, [...languages.values()]), keeps };
    const problems = [];
    for (const subject of subjects) {
        const file = manifestOf(subject, shelves);
        if (!file)
            continue;
        const found = await caught(() => readAndLint(subject, file, root, known, targets), root);
        const files = [file, ...(subject.kind === "runtime" ? [join(dirname(file), "releases.toml")] : [])].filter((each) => existsSync(each));
        problems.push(...found, ...files.flatMap((each) => untidiness(readFileSync(each, "utf8"), shownPath(root, each))));
    }
    if (problems.length > 0)
        return problems;
    return caught(async () => loadExpectations(await loadCatalog(root)), root);
};
