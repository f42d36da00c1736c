import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { shownPath } from "../host/home.ts";
import type { Placed } from "../model/catalog.ts";
import type { BuildStep, LanguageManifest } from "../model/generated/language.ts";
import type { CaseManifest, ProgramContract, StreamContract, WorkloadManifest } from "../model/generated/workload.ts";
import { lintUses } from "./layers.ts";
import { lintDialogue } from "./lint-dialogue.ts";
import { lintElsewhere } from "./lint-elsewhere.ts";
import { lintEvidence } from "./lint-evidence.ts";
import { fault, lintPackages, lintPath, lintPattern, lintPlain, lintWords, packageWords, stepWords } from "./lint-words.ts";

/** Checks what a schema cannot say of a language: packages that exist, placeholders that are known. */
export const lintLanguage = (language: Placed<LanguageManifest>, root: string): void => {
  const { folder, manifest } = language;
  const file = shownPath(root, join(folder, "language.toml"));
  const packages = manifest.package ?? {};
  lintPackages(packages, folder, file);
  const provide = (needs: readonly string[], place: string): string[] => {
    for (const need of needs)
      if (!packages[need])
        throw fault("manifest/unknown-package", file, `${place}/packages`, `there is no package ${need}`, `packages are: ${Object.keys(packages).join(", ")}`);
    return packageWords(packages, needs);
  };
  (manifest.formatter ?? []).forEach((formatter, index) => {
    const known = new Set(["manifest", "files", ...provide(formatter.packages, `/formatter/${index}`)]);
    for (const key of ["check", "mend"] as const) lintWords(formatter[key], known, file, `/formatter/${index}/${key}`);
  });
  const c = manifest["static-c"];
  if (c) lintWords(c.argv, new Set(["manifest", ...provide(c.packages, "/static-c")]), file, "/static-c/argv");
  for (const [id, toolchain] of Object.entries(manifest.toolchain)) {
    const provided = provide(toolchain.packages, `/toolchain/${id}`);
    lintWords(toolchain.version, new Set(["manifest", ...provided]), file, `/toolchain/${id}/version`);
    const known = new Set(["source", "sources:", "work", "out", "cache", "manifest", ...provided]);
    const builds = Object.entries(toolchain.target).map(([target, build]) => [`target/${target}`, build] as const);
    for (const [place, build] of [...builds, ...(toolchain.native ? [["native", toolchain.native] as const] : [])]) {
      build.steps.forEach((step: BuildStep, index: number) => {
        lintWords(stepWords(step), known, file, `/toolchain/${id}/${place}/steps/${index}`);
      });
    }
  }
};

/** How many random bytes a run may draw: each is looked at. */
const mostDrawn = 2 ** 20;

const caseFiles = (entry: CaseManifest): string[] => {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    for (const [key, child] of Object.entries(value)) {
      if (key === "env") continue;
      if ((key === "file" || key === "fixture") && typeof child === "string") found.push(child);
      else visit(child);
    }
  };
  visit(entry);
  return found;
};

// A time is given to what stands in the fixture, and to nothing above it.
const lintWritten = ({ directories }: ProgramContract, folder: string, file: string, place: string): void => {
  for (const [index, { fixture, written }] of (directories ?? []).entries())
    for (const [path, time] of Object.entries(written ?? {})) {
      const at = `${place}/directories/${index}/written/${path}`;
      if (
        posix.normalize(path) !== path ||
        path.startsWith("..") ||
        posix.isAbsolute(path) ||
        (path !== "." && !existsSync(join(folder, fixture ?? ".", path)))
      )
        throw fault(
          "workload/written",
          file,
          at,
          `${JSON.stringify(path)} is nothing of the fixture`,
          "name a file by its path in the fixture, or . for the directory",
        );
      if (Number.isNaN(Date.parse(time))) throw fault("workload/written", file, at, `${time} is no time`, 'write for example "2001-09-09T01:46:40Z"');
    }
};

// Only directories are compared: an expected file that stands in none would never be missed.
const lintExpectedFiles = ({ directories, expect }: ProgramContract, file: string, place: string): void => {
  const guests = (directories ?? []).map(({ guest }) => guest);
  for (const path of Object.keys(expect?.files ?? {})) {
    const known = guests.some((guest) => path.startsWith(guest === "/" ? "/" : `${guest}/`)) && posix.normalize(path) === path;
    if (!known) {
      const hint = guests.length > 0 ? `directories are: ${guests.join(", ")}` : "give the case a directory";
      throw fault("workload/file-outside", file, `${place}/expect/files`, `${JSON.stringify(path)} is below none of the case's directories`, hint);
    }
  }
};

const isDialogue = ({ programs, steps, sockets }: CaseManifest): boolean => (programs ?? steps ?? sockets) !== undefined;

const streamsOf = (entry: CaseManifest): (StreamContract | undefined)[] =>
  [entry, ...Object.values(entry.programs ?? {})].flatMap(({ expect }) => [expect?.stdout, expect?.stderr]);

/** What a workload may refer to, by id. */
export interface Referable {
  readonly languages: ReadonlyMap<string, unknown>;
  readonly modules: ReadonlySet<string>;
  readonly keeps: ReadonlyMap<string, unknown>;
}

/** Checks what a schema cannot say of a workload: distinct case ids, roles and Keeps that exist, files that are there. */
export const lintWorkload = (workload: Placed<WorkloadManifest>, { languages, modules, keeps }: Referable, root: string): void => {
  const { folder, manifest } = workload;
  const file = shownPath(root, join(folder, "workload.toml"));
  const roles = manifest.roles ?? ["main"];
  lintUses(manifest.uses, modules, file);
  const seen = new Set<string>();
  manifest.case.forEach((entry, index) => {
    const place = `/case/${index}`;
    if (seen.has(entry.id)) throw fault("workload/duplicate-case", file, `${place}/id`, `there are two cases ${entry.id}`, "rename one of them");
    seen.add(entry.id);
    if (!entry.programs && !entry.expect)
      throw fault("workload/no-expectation", file, place, `case ${entry.id} expects nothing`, "say what the program must show: expect = { exit = 0, … }");
    for (const role of Object.keys(entry.programs ?? {}))
      if (!roles.includes(role)) throw fault("workload/roles", file, `${place}/programs/${role}`, `there is no role ${role}`, `roles are: ${roles.join(", ")}`);
    for (const [own, at] of [
      [entry, place] as const,
      ...Object.entries(entry.programs ?? {}).map(([role, each]) => [each, `${place}/programs/${role}`] as const),
    ]) {
      lintExpectedFiles(own, file, at);
      lintWritten(own, folder, file, at);
    }
    const inline = (["args", "argv0", "env", "proposals", "preload", "script", "stdin", "stdio", "directories", "sockets", "expect"] as const).find(
      (key) => entry[key] !== undefined,
    );
    if (entry.programs && inline) {
      throw fault(
        "workload/roles",
        file,
        `${place}/${inline}`,
        `case ${entry.id} has programs, so ${inline} belongs to nobody`,
        `move ${inline} into one of the programs`,
      );
    }
    if (entry.bench && entry.programs)
      throw fault("workload/bench", file, `${place}/bench`, `case ${entry.id} has several programs: whose time would be measured?`, "remove bench");
    if (entry.programs && !entry.steps && !Object.values(entry.programs).some((program) => program.expect)) {
      throw fault(
        "workload/no-expectation",
        file,
        `${place}/programs`,
        `case ${entry.id} expects nothing`,
        "say what one of the programs must show: expect = { exit = 0, … }",
      );
    }
    if (!entry.programs && roles.join() !== "main")
      throw fault("workload/roles", file, place, `case ${entry.id} does not say what each role is given`, "write [case.programs.ROLE]");
    if (entry["must-fail"] && manifest.kind !== "trust")
      throw fault(
        "workload/must-fail",
        file,
        `${place}/must-fail`,
        "only a trust workload breaks its contract on purpose",
        'write kind = "trust", or remove must-fail',
      );
    if (isDialogue(entry) && streamsOf(entry).some((stream) => stream?.match === "fresh"))
      throw fault("workload/fresh", file, place, `case ${entry.id} wants other bytes each time, and a dialogue is run once`, 'write match = "free"');
    if (streamsOf(entry).some((stream) => stream?.match === "fresh" && stream.size * stream.draws > mostDrawn))
      throw fault("workload/fresh", file, place, `case ${entry.id} draws more than 1 MiB`, "draw less, or less often");
    if (entry["guest-time"] !== undefined) lintPattern(entry["guest-time"], file, `${place}/guest-time`);
    lintDialogue(entry, file, place);
    lintElsewhere(entry, keeps, file, place);
    lintEvidence(entry, manifest.kind, file, place);
    for (const path of caseFiles(entry)) {
      lintPath(folder, path, file, place);
      lintPlain(folder, path, file, place);
    }
  });
  for (const { language } of manifest.cannot ?? []) {
    if (!languages.has(language))
      throw fault("workload/unknown-language", file, "/cannot", `there is no language ${language}`, `languages are: ${[...languages.keys()].join(", ")}`);
  }
};
