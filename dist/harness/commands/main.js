import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { version } from "../host/about.js";
import { layFolders } from "../host/environment.js";
import { findProject, home, isPacked, projectFile } from "../host/home.js";
import { say } from "../host/say.js";
import { exitCodes, GatehouseError } from "../model/errors.js";
import { errorLines, progressStyle } from "./output.js";
/** Every subcommand, in the order of the help; only the one that is called is loaded. */
const commands = {
    run: () => import("./run.js"),
    gate: () => import("./gate.js"),
    bench: () => import("./bench.js"),
    size: () => import("./size.js"),
    matrix: () => import("./matrix.js"),
    judge: () => import("./judge.js"),
    merge: () => import("./merge.js"),
    show: () => import("./show.js"),
    blame: () => import("./blame.js"),
    repro: () => import("./repro.js"),
    config: () => import("./config.js"),
    expect: () => import("./expect.js"),
    publish: () => import("./publish.js"),
    capabilities: () => import("./capabilities.js"),
    releases: () => import("./releases.js"),
    new: () => import("./new.js"),
    check: () => import("./check.js"),
    provision: () => import("./provision.js"),
    doctor: () => import("./doctor.js"),
};
const collect = (folder, all = []) => [...all, folder];
/** Runs the command line; returns the exit code. */
export const main = async (argv) => {
    let code = exitCodes.ok;
    // A reader that has enough, such as head, closes the pipe: the exit code stays that of the result.
    for (const stream of [process.stdout, process.stderr])
        stream.on("error", (error) => {
            if (error.code !== "EPIPE")
                throw error;
        });
    const top = new Command("gatehouse")
        .description("Compiles known-good workloads from every language to WebAssembly, runs the same binary in every Keep, and tells what works.")
        .option("-C, --directory <folder>", `the project to work on; without it the folder with ${projectFile}, here or above`)
        .option("--with <folder>", "lay a folder of your own over the catalog: languages, workloads, ports, runtimes, Keeps; may be given again", collect)
        .version(version(), "-V, --version", "print the version")
        .helpOption("-h, --help", "show this help")
        .exitOverride()
        .showHelpAfterError("(add --help for the options and examples)");
    const root = () => {
        const { directory, with: laid } = top.opts();
        if (laid)
            layFolders(laid);
        if (directory === undefined)
            return findProject(process.cwd()) ?? (isPacked ? process.cwd() : home);
        if (existsSync(directory))
            return resolve(directory);
        throw new GatehouseError("usage/no-folder", `there is no folder ${directory}`, { hint: "name one that is there, or make it" });
    };
    try {
        const called = Object.hasOwn(commands, argv[0] ?? "") ? [commands[argv[0]]] : Object.values(commands);
        for (const { command } of await Promise.all(called.map((load) => load?.()))) {
            const own = command(root, (result) => {
                code = result;
            });
            top.addCommand(own.copyInheritedSettings(top));
        }
        await top.parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
        return code;
    }
    catch (error) {
        // Commander has said what it had to say.
        if (error instanceof CommanderError)
            return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
        for (const line of errorLines(error, progressStyle()))
            say(line);
        return error instanceof GatehouseError ? error.exitCode : exitCodes.harness;
    }
};
