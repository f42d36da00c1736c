import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../host/digest.ts";
import { clientEnvironment, variable } from "../host/environment.ts";
import { exists, makeWhole } from "../host/files.ts";
import { architecture } from "../host/machine.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import type { Launcher } from "./launcher.ts";
import { PlainLauncher } from "./plain.ts";
import { startSupervised } from "./supervised.ts";

const source = join(import.meta.dirname, "launch.c");

// A static program starts faster; not every machine has a static C library.
const compilers = (others: readonly (readonly string[])[]): string[][] => {
  const cc = which("cc") ?? which("gcc") ?? which("clang");
  const own = cc ? [[cc, "-static"], [cc]] : [];
  return [...own, ...others.map((argv) => [...argv])];
};

const compile = async (store: string, others: readonly (readonly string[])[]): Promise<string | undefined> => {
  const folder = join(store, "launch", digestOf([readFileSync(source, "utf8"), architecture()]).slice(7, 23));
  const program = join(folder, "launch");
  if (await exists(program)) return program;
  for (const compiler of compilers(others)) {
    let built = false;
    await makeWhole(folder, join(store, "tmp"), async (draft) => {
      const result = await runTool([...compiler, "-O2", "-o", join(draft, "launch"), source], { env: clientEnvironment(), timeoutMs: 120_000, cwd: draft });
      built = result.ok;
      if (!built) throw new NotCompiled();
    }).catch((error: unknown) => {
      if (!(error instanceof NotCompiled)) throw error;
    });
    if (built) return program;
  }
  return undefined;
};

class NotCompiled extends Error {}

/**
 * The launcher for commands on this host: the launcher program where it can be compiled (by the machine's C compiler,
 * or one of `others`, argvs that act as one), else the plain one. GATEHOUSE_LAUNCHER=plain asks for the plain one.
 */
export const openHostLauncher = async (store: string, others: readonly (readonly string[])[] = []): Promise<Launcher> => {
  mkdirSync(join(store, "tmp"), { recursive: true });
  if (process.platform !== "linux" || variable("GATEHOUSE_LAUNCHER") === "plain") return new PlainLauncher();
  const program = await compile(store, others);
  if (!program) return new PlainLauncher();
  const probe = {
    argv: [process.execPath, "--version"],
    env: {},
    cwd: store,
    stdin: "/dev/null",
    stdout: "/dev/null",
    stderr: "/dev/null",
    limits: { timeMs: 20_000 },
  };
  return startSupervised(program, probe);
};
