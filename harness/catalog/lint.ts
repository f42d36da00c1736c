import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { Placed } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { BuildStep, LanguageManifest, Package } from "../model/generated/language.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { CaseManifest, ProgramContract, WorkloadManifest } from "../model/generated/workload.ts";
import { placeholdersIn } from "../model/placeholders.ts";

const fault = (code: string, file: string, path: string, message: string, hint: string): GatehouseError =>
  new GatehouseError(code, message, { hint, place: { file, path } });

// A manifest may name only files of its own folder: neither `..` nor a symlink may lead out of it.
const inside = (folder: string, path: string): boolean => {
  if (isAbsolute(path)) return false;
  const full = join(folder, path);
  if (full !== folder && !full.startsWith(folder + sep)) return false;
  if (!existsSync(full)) return true;
  const real = realpathSync(full);
  const base = realpathSync(folder);
  return real === base || real.startsWith(base + sep);
};

const lintPath = (folder: string, path: string, file: string, place: string): void => {
  if (!inside(folder, path))
    throw fault(
      "manifest/path-outside",
      file,
      place,
      `${JSON.stringify(path)} leads out of the manifest's folder`,
      "name a path below the folder of the manifest",
    );
  if (!existsSync(join(folder, path))) throw fault("manifest/no-such-file", file, place, `${JSON.stringify(path)} is not there`, "create it, or mend the path");
};

const stepWords = (step: BuildStep): readonly string[] => {
  if ("run" in step) return [...step.run, ...Object.values(step.env ?? {}), step.cwd ?? "", step.when ?? ""];
  if ("copy" in step) return [step.copy, step.to];
  if ("link" in step) return [step.link, step.to];
  return "write" in step ? [step.write, step.text] : [step.remove];
};

const lintWords = (words: readonly string[], known: ReadonlySet<string>, file: string, place: string): void => {
  for (const name of words.flatMap(placeholdersIn)) {
    const base = name.startsWith("sources:") ? "sources:" : name;
    if (!known.has(base))
      throw fault(
        "manifest/placeholder",
        file,
        place,
        `{${name}} is not a placeholder that is known here`,
        `known here: ${[...known].map((word) => `{${word}}`).join(" ")}`,
      );
  }
};

// A command that is found on PATH goes by its own name.
const packageWords = (packages: Readonly<Record<string, Package>>, ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const { bin, path } = packages[id] ?? {};
    return [`package.${id}`, ...[...Object.keys({ ...bin, ...path?.bin }), ...(path ? [path.command] : [])].map((name) => `bin.${name}`)];
  });

const lintPackages = (packages: Readonly<Record<string, Package>>, folder: string, file: string): void => {
  for (const [id, pack] of Object.entries(packages)) {
    const place = `/package/${id}`;
    if (pack.from === "npm") lintPath(folder, join(pack.lock, "package-lock.json"), file, `${place}/lock`);
    const known = new Set(["package", "work", "manifest", "architecture"]);
    if (pack.from === "debian") {
      pack.steps?.forEach((step, index) => {
        lintWords(stepWords(step), known, file, `${place}/steps/${index}`);
      });
    }
  }
};

/** Checks what a schema cannot say of a language: packages that exist, placeholders that are known. */
export const lintLanguage = (language: Placed<LanguageManifest>, root: string): void => {
  const { folder, manifest } = language;
  const file = relative(root, join(folder, "language.toml"));
  const packages = manifest.package ?? {};
  lintPackages(packages, folder, file);
  for (const [id, toolchain] of Object.entries(manifest.toolchain)) {
    for (const need of toolchain.packages) {
      if (!packages[need])
        throw fault(
          "manifest/unknown-package",
          file,
          `/toolchain/${id}/packages`,
          `there is no package ${need}`,
          `packages are: ${Object.keys(packages).join(", ")}`,
        );
    }
    const provided = packageWords(packages, toolchain.packages);
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

const lintPattern = (pattern: string, file: string, place: string): void => {
  try {
    new RegExp(pattern, "m");
  } catch (error) {
    throw fault("manifest/regular-expression", file, place, (error as Error).message, "mend the regular expression");
  }
};

/** Checks what a schema cannot say of a runtime: placeholders, regular expressions. */
export const lintRuntime = (runtime: Placed<RuntimeManifest>, root: string): void => {
  const { folder, manifest } = runtime;
  const file = relative(root, join(folder, "runtime.toml"));
  lintPackages(manifest.package, folder, file);
  const provided = packageWords(manifest.package, Object.keys(manifest.package));
  lintWords(manifest.version, new Set(["manifest", ...provided]), file, "/version");
  lintPattern(manifest.reports ?? "", file, "/reports");
  for (const [target, entry] of Object.entries(manifest.target)) {
    const place = `/target/${target}`;
    const common = ["wasm", "manifest", "cache", ...provided];
    lintWords(entry.argv, new Set([...common, "args", "env", "directories", ...(entry.prepare ? ["prepared"] : [])]), file, `${place}/argv`);
    for (const [capability, word] of Object.entries({ args: "{args}", env: "{env}", directories: "{directories}" })) {
      if (entry.claims.some((claim) => claim === capability) && !entry.argv.includes(word)) {
        throw fault(
          "runtime/claim",
          file,
          `${place}/argv`,
          `${capability} is claimed, but ${word} is nowhere in argv`,
          `add "${word}" to argv, or take the claim back`,
        );
      }
    }
    lintWords(entry.prepare ?? [], new Set([...common, "prepared"]), file, `${place}/prepare`);
    const { compile, fuel, memory } = entry.measure ?? {};
    const running = ["args", "env", "directories", ...(entry.prepare ? ["prepared"] : [])];
    lintWords(compile ?? [], new Set([...common, "prepared"]), file, `${place}/measure/compile`);
    lintWords(fuel ?? [], new Set([...common, ...running, "fuel"]), file, `${place}/measure/fuel`);
    lintWords(memory ?? [], new Set([...common, ...running, "bytes"]), file, `${place}/measure/memory`);
    lintWords(entry.directory ?? [], new Set(["host", "guest"]), file, `${place}/directory`);
    lintWords(entry.variable ?? [], new Set(["name", "value"]), file, `${place}/variable`);
    (entry.endings ?? []).forEach((rule, index) => {
      lintPattern(rule.stderr ?? "", file, `${place}/endings/${index}/stderr`);
    });
  }
};

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

/** Checks what a schema cannot say of a workload: distinct case ids, roles that exist, files that are there. */
export const lintWorkload = (workload: Placed<WorkloadManifest>, languages: ReadonlyMap<string, unknown>, root: string): void => {
  const { folder, manifest } = workload;
  const file = relative(root, join(folder, "workload.toml"));
  const roles = manifest.roles ?? ["main"];
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
    ])
      lintExpectedFiles(own, file, at);
    const inline = (["args", "env", "stdin", "directories", "sockets", "expect"] as const).find((key) => entry[key] !== undefined);
    if (entry.programs && inline) {
      throw fault(
        "workload/roles",
        file,
        `${place}/${inline}`,
        `case ${entry.id} has programs, so ${inline} belongs to nobody`,
        `move ${inline} into one of the programs`,
      );
    }
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
    if (entry["guest-time"] !== undefined) lintPattern(entry["guest-time"], file, `${place}/guest-time`);
    for (const path of caseFiles(entry)) lintPath(folder, path, file, place);
  });
  for (const { language } of manifest.cannot ?? []) {
    if (!languages.has(language))
      throw fault("workload/unknown-language", file, "/cannot", `there is no language ${language}`, `languages are: ${[...languages.keys()].join(", ")}`);
  }
};
