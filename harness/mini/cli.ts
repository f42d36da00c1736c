import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { foldRun } from "../judge/fold.ts";
import { printLane } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { readJournal } from "../record/read.ts";
import type { Outcomes } from "./traits.ts";
import type { Tree } from "./tree.ts";

/** What the command line said, and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How long the command line may take, below the limit of a test: one that does not come to an end is a failure, and must not outlive the test. */
const longestMs = 120_000;

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts the real command line on a tree. Nothing of the caller's terminal settings reaches it. */
export const start = (
  tree: Tree,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  timeout = longestMs,
  cwd?: string,
): { child: ChildProcess; said: Promise<Said> } => {
  const { NO_COLOR: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "../gatehouse.mjs"), "-C", tree.root, ...args], {
    env: { ...inherited, GATEHOUSE_STORE: tree.store, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    cwd,
    timeout,
    killSignal: "SIGKILL",
  });
  running.add(child);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (part: string) => {
      text[name] += part;
    });
  }
  const said = new Promise<Said>((resolve, reject) => child.on("error", reject).on("close", (code) => resolve({ code, ...text })));
  return { child, said: said.finally(() => running.delete(child)) };
};

/** Runs the real command line on a tree to its end; one that had to be ended has no exit code. */
export const gatehouse = (tree: Tree, args: readonly string[], env: NodeJS.ProcessEnv = {}, timeout = longestMs, cwd?: string): Promise<Said> =>
  start(tree, args, env, timeout, cwd).said;

/** A state of a cell in one or two words. */
export const printState = (state: CellState): string => {
  if (state.is !== "judged") return state.is;
  const { verdict } = state;
  switch (verdict.is) {
    case "pass":
      return "pass";
    case "fail":
      return `fail ${verdict.cause}`;
    case "unsupported":
      return `unsupported ${verdict.capability}`;
    case "broken":
      return `broken ${verdict.stage}`;
  }
};

/** What a journal says of each cell, by lane. */
export const readOutcomes = (journal: string): Record<string, Outcomes> => {
  const { header, lines } = readJournal(journal);
  const lanes: Record<string, Record<string, string>> = {};
  for (const { id, state } of foldRun(header, lines).cells) {
    const lane = printLane(id.lane);
    lanes[lane] = { ...lanes[lane], [`${id.workload}/${id.case}`]: printState(state) };
  }
  return lanes;
};

/** The journals of a tree, the oldest first. */
export const journals = (tree: Tree): string[] => {
  try {
    return readdirSync(tree.at("results/runs"))
      .sort()
      .map((run) => tree.at("results/runs", run, "journal.ndjson"));
  } catch {
    // No run has begun.
    return [];
  }
};

const words = (pid: string): string => {
  try {
    return ["cmdline", "environ"].map((file) => readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " ")).join(" ");
  } catch {
    // It has ended in the meantime.
    return "";
  }
};

/** Processes of this machine whose arguments or environment name a tree or its store: engines, what they started, launchers. */
export const processesOf = (tree: Tree): string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => `${pid} ${words(pid)}`)
    .filter((line) => line.includes(tree.root) || line.includes(tree.store));
