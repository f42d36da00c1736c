import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { GatehouseError } from "../model/errors.ts";
import type { BuildStep, RunStep } from "../model/generated/step.ts";
import { fillWord, fillWords, type Values } from "../model/placeholders.ts";

/** How a step that did not work ended: the command and what it said. */
export interface StepFailure {
  readonly argv: readonly string[];
  readonly message: string;
}

/** Runs one argv; undefined where it did what it was asked. */
export type StepRunner = (argv: readonly string[], options: { cwd: string; env: Readonly<Record<string, string>> }) => Promise<StepFailure | undefined>;

// Steps of a manifest write only into the folders that they were given.
const writable = (path: string, roots: readonly string[]): string => {
  const full = resolve(path);
  if (!roots.some((root) => full === root || full.startsWith(root + sep))) {
    throw new GatehouseError("step/outside", `a step writes to ${full}, outside of the folders that it was given`, {
      hint: "write below {work}, {out} or {package}",
    });
  }
  mkdirSync(dirname(full), { recursive: true });
  return full;
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
    cpSync(source, writable(many ? join(to, basename(source)) : to, roots), { recursive: true, verbatimSymlinks: true, force: true });
  }
};

const changeFiles = (step: Exclude<BuildStep, RunStep>, fill: (word: string) => string, roots: readonly string[]): void => {
  if ("copy" in step) copy(fill(step.copy), fill(step.to), roots);
  else if ("remove" in step) rmSync(writable(fill(step.remove), roots), { recursive: true, force: true });
  else if ("write" in step) writeFileSync(writable(fill(step.write), roots), fill(step.text), { mode: step.executable ? 0o755 : 0o644 });
  else {
    const to = writable(fill(step.to), roots);
    rmSync(to, { force: true });
    symlinkSync(fill(step.link), to);
  }
};

/**
 * Carries out steps in order, until one fails. Files are written only below `roots`.
 * Returns how the first failing step ended, or undefined.
 */
export const runSteps = async (
  steps: readonly BuildStep[],
  values: Values,
  options: { cwd: string; env: Readonly<Record<string, string>>; roots: readonly string[]; run: StepRunner },
): Promise<StepFailure | undefined> => {
  for (const step of steps) {
    if ("run" in step) {
      const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fillWord(value, values)]);
      const cwd = step.cwd === undefined ? options.cwd : fillWord(step.cwd, values);
      const failure = await options.run(fillWords(step.run, values), { cwd, env: { ...options.env, ...Object.fromEntries(own) } });
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
