import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeTree } from "../host/tree.ts";
import { describeExit, type Launcher } from "../launch/launcher.ts";
import type { Guide, Step } from "./parse.ts";
import { isSame } from "./same.ts";
import { besideOf, toScript } from "./script.ts";

/** What became of one block of commands; `faults` is empty where all is as the guide says. */
export interface BlockResult {
  readonly line: number;
  readonly text: string;
  readonly state: "ran" | "not reached" | "not run";
  readonly faults: readonly string[];
  /** Why no test runs it. */
  readonly why?: string;
}

/** Where and how long a guide runs: in a new folder below `scratch`, with this whole environment. */
export interface GuideRun {
  readonly launcher: Launcher;
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeMs: number;
}

const shell = "/bin/sh";
// The end of what a program said tells why it failed.
const shownCharacters = 2000;

const readText = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

const resultOf = (step: Extract<Step, { kind: "run" }>, at: (name: string) => string, index: number, ended: string | undefined): BlockResult => {
  const own = { line: step.line, text: step.text };
  if (step.notRun !== undefined) return { ...own, state: "not run", faults: [], why: step.notRun };
  const names = besideOf(index);
  if (!existsSync(at(names.stdout))) return { ...own, state: "not reached", faults: [] };
  const status = readText(at(names.status)).trim();
  const [stdout, stderr] = [readText(at(names.stdout)), readText(at(names.stderr)).slice(-shownCharacters)];
  const failure = status === "0" ? undefined : status === "" ? `the shell ended in it: ${ended ?? "by exit"}` : `its last command ends with ${status}`;
  return {
    ...own,
    state: "ran",
    faults: [
      ...(failure === undefined ? [] : [`${failure}\n${stderr}`]),
      ...(isSame(step.expected, stdout) ? [] : [`it prints\n${stdout.slice(-shownCharacters)}not\n${step.expected}${failure === undefined ? stderr : ""}`]),
    ],
  };
};

/**
 * Does what a guide tells its reader to, in one shell in an empty folder, and holds what each block of commands prints against the guide. All that it
 * leaves running is ended.
 */
export const runGuide = async ({ steps }: Pick<Guide, "steps">, { launcher, scratch, env, timeMs }: GuideRun): Promise<BlockResult[]> => {
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, "guide-"));
  const [work, beside] = [join(folder, "work"), join(folder, "beside")];
  const at = (name: string): string => join(beside, name);
  try {
    for (const path of [work, beside]) mkdirSync(path);
    for (const [index, step] of steps.entries()) writeFileSync(at(besideOf(index).source), step.text);
    writeFileSync(at("script"), toScript(steps, beside));
    const exit = await launcher.run({
      argv: [shell, at("script")],
      env,
      cwd: work,
      stdin: "/dev/null",
      stdout: at("stdout"),
      stderr: at("stderr"),
      limits: { timeMs },
    });
    const ended = [describeExit(exit), readText(at("stderr")).slice(-shownCharacters)].filter(Boolean).join("\n");
    return steps.flatMap((step, index) => (step.kind === "run" ? [resultOf(step, at, index, ended)] : []));
  } finally {
    removeTree(folder);
  }
};
