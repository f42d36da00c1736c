import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { GatehouseError } from "../model/errors.ts";
import type { BuildStep, ReplaceStep, RunStep } from "../model/generated/step.ts";
import { fillWord, fillWords, type Values } from "../model/placeholders.ts";
import { digestFolder } from "./digest.ts";

/** How a step that did not work ended: the command and what it said. */
export interface StepFailure {
  readonly argv: readonly string[];
  readonly message: string;
}

/** Runs one argv; undefined where it did what it was asked. */
export type StepRunner = (
  argv: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>>; network: boolean },
) => Promise<StepFailure | undefined>;

// Where a path really is, as far as it is there: links on the way lead elsewhere.
const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
};

const isBelow = (path: string, roots: readonly string[]): boolean => roots.some((root) => path === root || path.startsWith(root + sep));

const outside = (path: string): GatehouseError =>
  new GatehouseError("step/outside", `a step writes to ${path}, outside of the folders that it was given`, {
    hint: "write below {work}, {out} or {package}",
  });

// Steps of a manifest write only into the folders that they were given, also where an earlier step or a package made links.
const writable = (path: string, roots: readonly string[]): string => {
  const full = resolve(path);
  const real = roots.includes(full) ? realPath(full) : join(realPath(dirname(full)), basename(full));
  if (!isBelow(full, roots) || !isBelow(real, roots.map(realPath))) throw outside(full);
  mkdirSync(dirname(full), { recursive: true });
  return full;
};

// cpSync writes through links below the folder that it copies onto: there a linked file gives way, and a linked folder must not lead out.
const makeWay = (source: string, to: string, roots: readonly string[]): void => {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (!there) return;
  if (!lstatSync(source).isDirectory()) {
    if (there.isSymbolicLink()) rmSync(to);
    return;
  }
  if (there.isSymbolicLink() && !isBelow(realPath(to), roots.map(realPath))) throw outside(to);
  for (const name of readdirSync(source)) makeWay(join(source, name), join(to, name), roots);
};

const expand = (path: string): string[] => {
  const name = basename(path);
  if (!name.includes("*")) return [path];
  const [head, ...tail] = name.split("*") as [string, ...string[]];
  const end = tail.join("*");
  return readdirSync(dirname(path))
    .filter((entry) => entry.startsWith(head) && entry.endsWith(end))
    .sort()
    .map((entry) => join(dirname(path), entry));
};

const copy = (from: string, to: string, roots: readonly string[]): void => {
  const sources = expand(from);
  if (sources.length === 0) throw new Error(`nothing fits ${from}`);
  const many = basename(from).includes("*");
  for (const source of sources) {
    const target = writable(many ? join(to, basename(source)) : to, roots);
    makeWay(source, target, roots);
    // With its times: build tools compare them to tell what is up to date.
    cpSync(source, target, { recursive: true, verbatimSymlinks: true, force: true, preserveTimestamps: true });
  }
};

// A patch of sources that are pinned: text that is not what it was when the patch was written is an error.
const replace = ({ replace: file, old, new: text, times = 1 }: ReplaceStep, fill: (word: string) => string, roots: readonly string[]): void => {
  const path = writable(fill(file), roots);
  const parts = readFileSync(path, "utf8").split(fill(old));
  if (parts.length - 1 !== times) throw new Error(`${JSON.stringify(old)} stands ${parts.length - 1} times in ${file}, not ${times}`);
  rmSync(path);
  writeFileSync(path, parts.join(fill(text)));
};

const changeFiles = (step: Exclude<BuildStep, RunStep>, fill: (word: string) => string, roots: readonly string[]): void => {
  if ("copy" in step) copy(fill(step.copy), fill(step.to), roots);
  else if ("replace" in step) replace(step, fill, roots);
  else if ("remove" in step) rmSync(writable(fill(step.remove), roots), { recursive: true, force: true });
  else if ("write" in step) {
    // A new file: the mode of an old one would stay, and a link would be written through.
    const to = writable(fill(step.write), roots);
    rmSync(to, { force: true });
    writeFileSync(to, fill(step.text), { mode: step.executable ? 0o755 : 0o644 });
  } else {
    const to = writable(fill(step.to), roots);
    rmSync(to, { force: true });
    symlinkSync(fill(step.link), to);
  }
};

/**
 * Digests of what steps take from their manifest's own folder, such as a script that drives a compiler: it makes the
 * result too, so it belongs to the key of what the steps leave.
 */
export const digestNamed = (steps: readonly BuildStep[], manifest: string): [string, string][] => {
  const words = steps.flatMap((step) => Object.values(step).flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : value)));
  const named = words.flatMap((word) => (typeof word === "string" ? [...word.matchAll(/\{manifest\}\/([^\s{}]+)/g)].map((match) => match[1] as string) : []));
  return [...new Set(named)].sort().map((path) => [path, digestFolder(join(manifest, path))]);
};

/**
 * Carries out steps in order, until one fails, without those whose file (`when`) is not there. Files are written only below `roots`.
 * Returns how the first failing step ended, or undefined.
 */
export const runSteps = async (
  steps: readonly BuildStep[],
  values: Values,
  options: { cwd: string; env: Readonly<Record<string, string>>; roots: readonly string[]; run: StepRunner },
): Promise<StepFailure | undefined> => {
  for (const step of steps) {
    if ("run" in step) {
      if (step.when !== undefined && !existsSync(fillWord(step.when, values))) continue;
      const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fillWord(value, values)]);
      const cwd = step.cwd === undefined ? options.cwd : fillWord(step.cwd, values);
      const run = (argv: readonly string[], network: boolean): ReturnType<StepRunner> =>
        options.run(fillWords(argv, values), { cwd, env: { ...options.env, ...Object.fromEntries(own) }, network });
      const failure = (step.fetch && (await run(step.fetch, true))) ?? (await run(step.run, step.network ?? false));
      if (failure) return failure;
      continue;
    }
    try {
      changeFiles(step, (word) => fillWord(word, values), options.roots);
    } catch (error) {
      if (error instanceof GatehouseError) throw error;
      return { argv: [Object.keys(step)[0] as string], message: (error as Error).message };
    }
  }
  return undefined;
};
