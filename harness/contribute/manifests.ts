import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { loadExpectations } from "../catalog/expectations.ts";
import { lintLanguage, lintWorkload, type Referable } from "../catalog/lint.ts";
import { lintRuntime } from "../catalog/lint-runtime.ts";
import { lintStray } from "../catalog/lint-stray.ts";
import { loadCatalog } from "../catalog/load.ts";
import { withLines } from "../catalog/locate.ts";
import { readManifest, readRuntime } from "../catalog/read-manifest.ts";
import type { PlacedRuntime } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import { allSubjects, type Subject } from "./subject.ts";
import { untidiness } from "./tidy.ts";

/** The manifest of a subject; of a port its workload's. Undefined for known failures, which are several files. */
const manifestOf = ({ kind, folder }: Subject): string | undefined => {
  if (kind === "expectations") return undefined;
  return kind === "port" ? join(dirname(folder), "workload.toml") : join(folder, `${kind}.toml`);
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

const lintFolder = (runtime: PlacedRuntime, file: string, root: string): void => {
  lintRuntime(runtime, root);
  const locks = runtime.releases.flatMap(({ lock }) => lock ?? []);
  lintStray(runtime, locks, file);
};

const readAndLint = async (subject: Subject, file: string, root: string, known: Referable): Promise<void> => {
  const folder = dirname(file);
  switch (subject.kind) {
    case "language":
      return lintLanguage({ folder, manifest: await readManifest("language", file, root) }, root);
    case "runtime":
      return lintFolder(await readRuntime(folder, root), relative(root, file), root);
    case "keep":
      return lintStray({ folder, manifest: await readManifest<KeepManifest>("keep", file, root) }, [], relative(root, file));
    default:
      return lintWorkload({ folder, manifest: await readManifest("workload", file, root) }, known, root);
  }
};

/**
 * All that is wrong with the manifests of some subjects: one error a file, each with its place, and how the text is
 * written. Where they are right, the first error of the rest of the project, for nothing can run with it.
 */
export const manifestProblems = async (root: string, subjects: readonly Subject[]): Promise<GatehouseError[]> => {
  const idsOf = (wanted: Subject["kind"]): Map<string, string> =>
    new Map(allSubjects(root).flatMap(({ kind, id }) => (kind === wanted ? [[id, id] as const] : [])));
  const known: Referable = { languages: idsOf("language"), keeps: idsOf("keep") };
  const problems: GatehouseError[] = [];
  for (const subject of subjects) {
    const file = manifestOf(subject);
    if (!file) continue;
    const found = await caught(() => readAndLint(subject, file, root, known), root);
    const files = [file, ...(subject.kind === "runtime" ? [join(dirname(file), "releases.toml")] : [])].filter((each) => existsSync(each));
    problems.push(...found, ...files.flatMap((each) => untidiness(readFileSync(each, "utf8"), relative(root, each))));
  }
  if (problems.length > 0) return problems;
  return caught(async () => loadExpectations(await loadCatalog(root)), root);
};
