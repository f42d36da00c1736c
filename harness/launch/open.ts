import { mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { digestFolder, digestOf } from "../host/digest.ts";
import { clientEnvironment, variable } from "../host/environment.ts";
import { architecture } from "../host/machine.ts";
import { isIntact, makeSealed } from "../host/seal.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import { hexOf } from "../model/digest.ts";
import type { Containment, Launcher } from "./launcher.ts";
import { PlainLauncher } from "./plain.ts";
import { startSupervised } from "./supervised.ts";

const source = join(import.meta.dirname, "program");

const ownCompiler = (): string | undefined => which("cc") ?? which("gcc") ?? which("clang");

/**
 * Compiles a C file of this harness, or all of a folder to one program, once, with the first of `compilers` that can; undefined where
 * none can. Each is an argv that files are added to.
 */
const compile = async (store: string, path: string, compilers: readonly (readonly string[])[], kind: string): Promise<string | undefined> => {
  const name = basename(path, ".c");
  const files = statSync(path).isDirectory() ? readdirSync(path).flatMap((file) => (file.endsWith(".c") ? [join(path, file)] : [])) : [path];
  const folder = join(store, "launch", hexOf(digestOf([digestFolder(path), architecture(), kind, "sealed"]), 16));
  const program = join(folder, name);
  if (await isIntact(folder, "contents")) return program;
  for (const compiler of compilers) {
    const failed = await makeSealed(folder, join(store, "tmp"), "contents", async (draft) => {
      const result = await runTool([...compiler, "-O2", "-o", join(draft, name), ...files], { env: clientEnvironment(), timeoutMs: 120_000, cwd: draft });
      return result.ok ? undefined : result;
    });
    if (!failed) return program;
  }
  return undefined;
};

/** C of this harness, a file or a folder, as a static program, which needs nothing of the machine that it runs on; undefined where none can be made. */
export const compileStatic = (store: string, path: string, others: readonly (readonly string[])[] = []): Promise<string | undefined> => {
  const cc = ownCompiler();
  return compile(store, path, [...(cc ? [[cc, "-static"]] : []), ...others], "static");
};

/** The launcher program for a machine of our own, which has no C library. */
export const compileGuestLauncher = (store: string, others: readonly (readonly string[])[] = []): Promise<string | undefined> =>
  compileStatic(store, source, others);

/** Whether the launcher program is wanted, and runs on this system at all. */
export const wantsSupervision = (): boolean => process.platform === "linux" && variable("GATEHOUSE_LAUNCHER") !== "plain";

const waysOf = (asked: string | undefined): [Containment, ...Containment[]] => {
  if (asked === "uncontained") return ["no"];
  return asked === "landlock" ? ["landlock", "no"] : ["namespaces", "landlock", "no"];
};

/**
 * The launcher for commands on this host: the launcher program where it can be compiled (by the machine's C compiler,
 * or one of `others`, argvs that act as one), else the plain one. GATEHOUSE_LAUNCHER=plain asks for the plain one,
 * GATEHOUSE_LAUNCHER=uncontained for one that contains nothing, GATEHOUSE_LAUNCHER=landlock for one without namespaces.
 */
export const openHostLauncher = async (
  store: string,
  others: readonly (readonly string[])[] = [],
  asked: string | undefined = variable("GATEHOUSE_LAUNCHER"),
): Promise<Launcher> => {
  mkdirSync(join(store, "tmp"), { recursive: true });
  if (!wantsSupervision()) return new PlainLauncher();
  const cc = ownCompiler();
  // A static program starts faster; not every machine has a static C library.
  const program = await compile(store, source, [...(cc ? [[cc, "-static"], [cc]] : []), ...others], "any");
  if (!program) return new PlainLauncher();
  const probe = {
    argv: [process.execPath, "--version"],
    env: {},
    cwd: store,
    stdin: "/dev/null",
    stdout: "/dev/null",
    stderr: "/dev/null",
    limits: { timeMs: 20_000 },
    carry: { lane: [process.execPath], inputs: [], directories: [], room: { at: store, bytes: 2 ** 20, files: 16 } },
  };
  return startSupervised(program, probe, waysOf(asked));
};
