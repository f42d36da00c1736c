import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadDifferences } from "../catalog/differences.ts";
import { loadExpectations } from "../catalog/expectations.ts";
import { modulesOf } from "../catalog/layers.ts";
import { lintLanguage, lintWorkload, type Referable } from "../catalog/lint.ts";
import { lintRuntime } from "../catalog/lint-runtime.ts";
import { lintStray } from "../catalog/lint-stray.ts";
import { loadCatalog } from "../catalog/load.ts";
import { withLines } from "../catalog/locate.ts";
import { readManifest, readRuntime } from "../catalog/read-manifest.ts";
import type { Shelves } from "../catalog/shelves.ts";
import { lintLanguageTargets, lintRuntimeTargets, lintWorkloadTargets } from "../catalog/targets.ts";
import { shownPath } from "../host/home.ts";
import { GatehouseError } from "../model/errors.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import type { Subject } from "./subject.ts";
import { untidiness } from "./tidy.ts";

/** The manifest of a subject; of a port its workload's. Undefined for known failures, which are several files. */
const manifestOf = ({ kind, id, folder }: Subject, { workloads }: Shelves): string | undefined => {
  if (kind === "expectations") return undefined;
  return kind === "port" ? join(workloads.get(id.split("/")[0] as string)?.folder ?? dirname(folder), "workload.toml") : join(folder, `${kind}.toml`);
};

const caught = async (act: () => unknown, root: string): Promise<GatehouseError[]> => {
  try {
    await withLines(root, act);
    return [];
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    return [error];
  }
};

const readAndLint = async (subject: Subject, file: string, root: string, known: Referable, targets: Shelves["targets"]): Promise<void> => {
  const folder = dirname(file);
  switch (subject.kind) {
    case "language": {
      const language = { folder, manifest: await readManifest<LanguageManifest>("language", file, root) };
      lintLanguage(language, root);
      return lintLanguageTargets(language, targets, root);
    }
    case "runtime": {
      const runtime = await readRuntime(folder, root);
      lintRuntime(runtime, root);
      lintStray(
        runtime,
        runtime.releases.flatMap(({ lock }) => lock ?? []),
        shownPath(root, file),
      );
      return lintRuntimeTargets(runtime, targets, root);
    }
    case "keep":
      return lintStray({ folder, manifest: await readManifest<KeepManifest>("keep", file, root) }, [], shownPath(root, file));
    default: {
      const workload = { folder, manifest: await readManifest<WorkloadManifest>("workload", file, root) };
      lintWorkload(workload, known, root);
      return lintWorkloadTargets(workload, targets, root);
    }
  }
};

/**
 * All that is wrong with the manifests of some subjects: one error a file, each with its place, and how the text is
 * written. Where they are right, the first error of the rest of the project, for nothing can run with it.
 */
export const manifestProblems = async (root: string, shelves: Shelves, subjects: readonly Subject[]): Promise<GatehouseError[]> => {
  const { languages, keeps, targets } = shelves;
  const known: Referable = { languages, modules: modulesOf(shelves.modules, [...languages.values()]), keeps };
  const problems: GatehouseError[] = [];
  for (const subject of subjects) {
    const file = manifestOf(subject, shelves);
    if (!file) continue;
    const found = await caught(() => readAndLint(subject, file, root, known, targets), root);
    const files = [file, ...(subject.kind === "runtime" ? [join(dirname(file), "releases.toml")] : [])].filter((each) => existsSync(each));
    problems.push(...found, ...files.flatMap((each) => untidiness(readFileSync(each, "utf8"), shownPath(root, each))));
  }
  if (problems.length > 0) return problems;
  return caught(async () => {
    const catalog = await loadCatalog(root);
    await loadExpectations(catalog);
    await loadDifferences(catalog);
  }, root);
};
