import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { version } from "../host/about.ts";
import { layFolders } from "../host/environment.ts";
import { isFolder } from "../host/files.ts";
import { findProject, home, isPacked, projectFile } from "../host/home.ts";
import { wasInterrupted } from "../host/interrupt.ts";
import { say } from "../host/say.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { type Declaration, passing } from "./declare.ts";
import { errorLines, printError, progressStyle } from "./output.ts";

/** Every subcommand, in the order of the help; only the one that is called is loaded. */
const commands: Readonly<Record<string, () => Promise<{ readonly command: Declaration }>>> = {
  run: () => import("./run.ts"),
  gate: () => import("./gate.ts"),
  bench: () => import("./bench.ts"),
  size: () => import("./size.ts"),
  matrix: () => import("./matrix.ts"),
  suite: () => import("./suite.ts"),
  older: () => import("./older.ts"),
  judge: () => import("./judge.ts"),
  merge: () => import("./merge.ts"),
  show: () => import("./show.ts"),
  blame: () => import("./blame.ts"),
  repro: () => import("./repro.ts"),
  shrink: () => import("./shrink.ts"),
  exec: () => import("./exec.ts"),
  trace: () => import("./trace.ts"),
  bisect: () => import("./bisect.ts"),
  differ: () => import("./differ.ts"),
  coverage: () => import("./coverage.ts"),
  config: () => import("./config.ts"),
  expect: () => import("./expect.ts"),
  faults: () => import("./faults.ts"),
  publish: () => import("./publish.ts"),
  capabilities: () => import("./capabilities.ts"),
  guide: () => import("./guide.ts"),
  releases: () => import("./releases.ts"),
  report: () => import("./report.ts"),
  new: () => import("./new.ts"),
  check: () => import("./check.ts"),
  provision: () => import("./provision.ts"),
  doctor: () => import("./doctor.ts"),
  clean: () => import("./clean.ts"),
  watch: () => import("./watch.ts"),
  completion: () => import("./completion.ts"),
};

/** What a shell calls a program that was interrupted. */
const interrupted = 130;

const collect = (folder: string, all: readonly string[] = []): string[] => [...all, folder];

/** The command that is called: the first word that is no option of the program, nor the value of one. */
const calledIn = ([first, ...rest]: readonly string[]): string | undefined => {
  if (first === undefined || !first.startsWith("-")) return first;
  return calledIn(["-C", "--directory", "--with"].includes(first) ? rest.slice(1) : rest);
};

// What nobody waited for, such as a stream that cannot be written.
const giveUp = (error: unknown): void => {
  process.exitCode = exitCodes.harness;
  try {
    for (const line of errorLines(error, progressStyle())) say(line);
  } finally {
    process.exit(exitCodes.harness);
  }
};

/** Runs the command line; returns the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let code: number = exitCodes.ok;
  const isJson = argv.includes("--json");
  // A reader that has enough, such as head, closes the pipe: the exit code stays that of the result.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") giveUp(Object.assign(error, { path: stream === process.stdout ? "standard output" : "standard error" }));
    });
  process.on("uncaughtException", giveUp);
  const top = new Command("gatehouse")
    .description("Compiles known-good workloads from every language to WebAssembly, runs the same binary in every Keep, and tells what works.")
    .option("-C, --directory <folder>", `the project to work on; without it the folder with ${projectFile}, here or above`)
    .option("--with <folder>", "lay a folder of your own over the catalog: languages, workloads, ports, runtimes, Keeps; may be given again", collect)
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .showHelpAfterError("(add --help for the options and examples)");
  const root = (): string => {
    const { directory, with: laid } = top.opts<{ directory?: string; with?: string[] }>();
    if (laid) layFolders(laid);
    if (directory === undefined) return findProject(process.cwd()) ?? (isPacked ? process.cwd() : home);
    if (isFolder(directory)) return resolve(directory);
    throw new GatehouseError("usage/no-folder", `there is no folder ${directory}`, { hint: "name one that is there, or make it" });
  };
  try {
    // A shell completes the options of every command.
    const name = calledIn(argv) ?? "";
    const called = name !== "completion" && Object.hasOwn(commands, name) ? [commands[name]] : Object.values(commands);
    for (const { command } of await Promise.all(called.map((load) => load?.() as ReturnType<NonNullable<typeof load>>))) {
      const own = command(root, (result) => {
        code = result;
      });
      if (passing.has(own)) top.enablePositionalOptions();
      top.addCommand(own.copyInheritedSettings(top));
    }
    await top.parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    // Commander has said what it had to say.
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok;
      const code = `usage/${error.code.replace("commander.", "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      if (isJson)
        printError(new GatehouseError(code, error.message.replace(/^error: /, ""), { hint: "add --help for the options and examples" }), exitCodes.usage);
      return exitCodes.usage;
    }
    const own = error instanceof GatehouseError ? error.exitCode : exitCodes.harness;
    // What goes wrong because a command was told to stop is no news.
    if (wasInterrupted() && !(error instanceof GatehouseError && own === exitCodes.harness)) return interrupted;
    for (const line of errorLines(error, progressStyle())) say(line);
    if (isJson) printError(error, own);
    return own;
  }
};
