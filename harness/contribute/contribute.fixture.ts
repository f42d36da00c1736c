import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect } from "vitest";
import { digest } from "../host/digest.ts";
import { clientEnvironment, storeFolder } from "../host/environment.ts";
import { runTool, type ToolResult } from "../host/tool.ts";
import { copyShared } from "../mini/tree.ts";

const project = join(import.meta.dirname, "../..");
/** A folder that goes when the tests of a file are done. */
export const scratch = mkdtempSync(join(tmpdir(), "gatehouse-contribute-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// What is provisioned already is not provisioned again.
const store = storeFolder(project);

const answer = `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\\10\\00\\00\\00\\03\\00\\00\\00")
  (data (i32.const 16) "42\\n")
  (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
`;

/** The contract of the small project's one ordinary workload. */
export const contract = `id = "answer"
title = "The answer"
kind = "probe"
about = "Prints 42."

[[case]]
id = "answers"
needs = ["stdout"]
expect = { exit = 0, stdout = { match = "exact", text = "42\\n" } }
`;

const put = (path: string, text: string): void => {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
};

/** A small project of its own: one language, the trust workloads and one more, one runtime, one Keep. */
export const plant = (): string => {
  const tree = mkdtempSync(join(scratch, "tree-"));
  const trust = readdirSync(join(project, "workloads")).filter((name) => name.startsWith("must-"));
  for (const path of ["targets", "languages/wat", "harness/keeps/nil", "harness/runtimes/node-wasi", ...trust.map((name) => `workloads/${name}`)])
    cpSync(join(project, path), join(tree, path), { recursive: true });
  copyShared(join(tree, "harness/runtimes"));
  put(join(tree, "workloads/answer/workload.toml"), contract);
  put(join(tree, "workloads/answer/wat.wasip1/main.wat"), answer);
  return tree;
};

/** Runs the real command line on a project. */
export const gatehouse = (tree: string, ...words: string[]): Promise<ToolResult> =>
  runTool([process.execPath, join(project, "harness/gatehouse.mjs"), "-C", tree, ...words], {
    env: { ...clientEnvironment(), GATEHOUSE_STORE: store, NO_COLOR: "1" },
    timeoutMs: 240_000,
    cwd: scratch,
  });

/** A wrong manifest, as `check --json` tells it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly place: { readonly file: string; readonly line?: number; readonly column?: number };
}

interface Checked {
  readonly verdict: string;
  readonly problems: readonly Problem[];
  readonly reports: readonly {
    readonly findings: readonly { readonly what: string; readonly state: string; readonly detail: string; readonly lines: readonly string[] }[];
  }[];
}

/** `gatehouse check --json`. */
export const check = async (tree: string, path?: string): Promise<Checked & { readonly code: number | undefined; readonly stderr: string }> => {
  const { exitCode, stdout, stderr } = await gatehouse(tree, "check", ...(path ? [path] : []), "--json");
  return { ...(JSON.parse(stdout) as Checked), code: exitCode, stderr };
};

/** Digests of all files below a folder, by path. */
export const files = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), digest(readFileSync(path))]),
  );

/** A small project in which `gatehouse new` made some things. */
export const plantWith = async (...commands: string[]): Promise<string> => {
  const tree = plant();
  for (const command of commands) expect((await gatehouse(tree, "new", ...command.split(" "))).exitCode, command).toBe(0);
  return tree;
};
