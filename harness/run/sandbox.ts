import { chmodSync, copyFileSync, cpSync, lutimesSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeEntries } from "../host/bundle.ts";
import { removeTree } from "../host/tree.ts";
import type { Program } from "../model/contract.ts";
import { baits } from "./scratch.ts";

/** A fresh sandbox of one case: its streams, its temporary folder, its own copy of every directory. */
export interface Sandbox {
  readonly folder: string;
  readonly home: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Where a host script tells how its guest ended. */
  readonly report: string;
  /** Where an engine that has to tell it writes where its guest listens. */
  readonly listening: string;
  readonly directories: readonly string[];
}

export const openSandbox = (scratch: string, name: string, program: Program, workload: string): Sandbox => {
  const folder = join(scratch, name);
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const directories = program.directories.map(({ fixture, written }, index) => {
    const path = join(folder, `directory-${index}`);
    if (fixture) cpSync(join(workload, fixture), path, { recursive: true, verbatimSymlinks: true });
    else mkdirSync(path);
    for (const [inside, time] of Object.entries(written ?? {})) lutimesSync(join(path, inside), new Date(time), new Date(time));
    return path;
  });
  if (directories.length > 0) writeEntries(folder, baits);
  const [stdout, stderr, report, listening] = ["stdout", "stderr", "report", "listening"].map((file) => join(folder, file)) as [string, string, string, string];
  return { folder, home, stdout, stderr, report, listening, directories };
};

/** The files that a program is started with: of its own, or one for standard input and output, which holds the input at first. */
export const streamFiles = ({ stdio }: Pick<Program, "stdio">, input: string, { stdout, stderr }: Sandbox): Record<"stdin" | "stdout" | "stderr", string> => {
  if (stdio !== "one-file") return { stdin: input, stdout, stderr };
  copyFileSync(input, stdout);
  chmodSync(stdout, 0o600);
  return { stdin: stdout, stdout, stderr };
};

/** Removes a sandbox. */
export const closeSandbox = (sandbox: Sandbox): void => removeTree(sandbox.folder);
