import { join, resolve } from "node:path";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../host/about.ts";
import { say } from "../host/say.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { ProfileName } from "../model/words.ts";
import { profiles } from "../plan/profile.ts";
import type { BenchOptions } from "./bench.ts";
import { errorLines, progressStyle } from "./output.ts";

const wholeNumber = (text: string): number => {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1 to 9999.");
  return Number(text);
};

const examples = (lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;

const here = join(import.meta.dirname, "../..");

const program = (done: (code: number) => void): Command => {
  const top = new Command("gatehouse");
  top
    .description("Compiles known-good workloads from every language to WebAssembly, runs the same binary in every Keep, and tells what works.")
    .option("-C, --directory <folder>", "the project to work on", here)
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .showHelpAfterError("(add --help for the options and examples)");
  const root = (): string => resolve(top.opts<{ directory: string }>().directory);
  const command = (name: string, about: string, shown: readonly string[]): Command =>
    top.command(name).description(about).addHelpText("after", examples(shown)).option("--json", "print the result as JSON", false);

  command("run [filter...]", "provision, compile, run and judge cells; end with the matrix", [
    "gatehouse run                                    the quick profile",
    "gatehouse run language=rust,go runtime=wasmtime  some languages in one runtime",
    "gatehouse run fibonacci/large                    one case, everywhere",
    "gatehouse run 'fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64'",
  ])
    .addOption(
      new Option(
        "-p, --profile <name>",
        `how much: ${Object.values(profiles)
          .map(({ name, about }) => `${name} (${about})`)
          .join("; ")}`,
      )
        .choices(Object.keys(profiles))
        .default("quick"),
    )
    .option("-j, --jobs <number>", "cells and builds at once (default: one a core)", wholeNumber)
    .option("--repeat <number>", "try each cell so often; trials that differ make it fail as nondeterministic", wholeNumber, 1)
    .option("--shuffle <seed>", "run the cells in another order, the same for the same seed", wholeNumber)
    .option("--resume", "go on with the newest run of the same profile and filters, if it was killed or interrupted", false)
    .option(
      "--reuse",
      "run only what changed since the newest run of the same profile and filters; no gate accepts the rest, and nothing of it is published",
      false,
    )
    .option("--list", "print the cells of the plan and run none", false)
    .option("--shard <index/count>", "run one part of the cells; `gatehouse merge` puts all parts together")
    .action(
      async (
        terms: string[],
        options: { profile: ProfileName; shard?: string; jobs?: number; json: boolean; list: boolean; resume: boolean; reuse: boolean; repeat: number; shuffle?: number },
      ) => {
        const { runCommand } = await import("./run.ts");
        done(await runCommand(root(), terms, { ...options, shard: options.shard, jobs: options.jobs, shuffle: options.shuffle }));
      },
    );

  command("gate [filter...]", "decide on a release: candidate against baseline, in one run, on the same artifacts", [
    "gatehouse gate --candidate wasmtime@49.0.3 --baseline wasmtime@46.0.1",
    "gatehouse gate --candidate wasmtime@path:./target/release/wasmtime --markdown gate.md --junit gate.xml",
    "gatehouse gate --candidate wasmtime@49.0.3 --baseline wasmtime@48.0.2 --bench --budget 1800",
    "gatehouse gate --toolchain zig@path:./zig language=c,cpp,zig",
    "gatehouse gate --candidate run:20261121T09 --baseline record:results/releases/wasmtime-46.0.1/…/….ndjson",
  ])
    .option("--candidate <release>", "RUNTIME@VERSION, RUNTIME@path:FILE for a binary that nobody has published, run:NAME[,RELEASE] or record:FILE")
    .option("--baseline <release>", "what it is held against, named alike (default: that of results/policy.toml)")
    .option("--toolchain <package>", "PACKAGE@path:FILE: a compiler that nobody has published, against the one of languages/")
    .option("--tier <number>", "languages up to this tier refuse a candidate (default: those of results/policy.toml)", wholeNumber)
    .addOption(new Option("-p, --profile <name>", "how much is run").choices(Object.keys(profiles)).default("full"))
    .option("--bench", "measure the benchmarks of both sides too: what is slower refuses, and what cannot be told", false)
    .option("--budget <seconds>", "with --bench: no round begins after so long (default: 900)", wholeNumber)
    .option("-j, --jobs <number>", "cells and builds at once (default: one a core)", wholeNumber)
    .option("--markdown <file>", "write the decision as Markdown too")
    .option("--junit <file>", "write the decision as JUnit XML too")
    .action(
      async (
        terms: string[],
        options: {
          candidate?: string;
          baseline?: string;
          toolchain?: string;
          profile: ProfileName;
          tier?: number;
          jobs?: number;
          bench: boolean;
          budget?: number;
          json: boolean;
          markdown?: string;
          junit?: string;
        },
      ) => {
        const { gateCommand } = await import("./gate.ts");
        const { candidate, baseline, toolchain, tier, jobs, budget, markdown, junit } = options;
        done(await gateCommand(root(), terms, { ...options, candidate, baseline, toolchain, tier, jobs, budget, markdown, junit }));
      },
    );

  command("bench [filter...]", "measure benchmarks: phases, memory, work; against C, native builds, other releases", [
    "gatehouse bench nbody language=c,rust                       ten rounds in every current runtime",
    "gatehouse bench --candidate wasmtime@49.0.3 --baseline wasmtime@46.0.1 --budget 600",
    "gatehouse bench --release wasmtime@36.0.9 --release wasmtime@49.0.3 --rounds 5   a series",
    "gatehouse bench --from 20261121T093000000Z-1a2b             the report of an earlier run",
  ])
    .option("--rounds <number>", "rounds, or rounds before the first look where releases are compared", wholeNumber, 10)
    .option("--budget <seconds>", "no round begins after so long (default: 900 where releases are compared, else none)", wholeNumber)
    .addOption(new Option("--cache <state>", "state of the engines' compile caches").choices(["warm", "cold"]).default("warm"))
    .addOption(new Option("-p, --profile <name>", "full: current releases on the bare machine; deep: every lane").choices(["full", "deep"]).default("full"))
    .option("--candidate <release>", "RUNTIME@VERSION, or RUNTIME@path:FILE for a binary that nobody has published")
    .option("--baseline <release>", "what candidates and releases are held against")
    .option("--release <release>", "measure this release; may be said again", (text: string, all: string[]) => [...all, text], [])
    .option("--policy <percent>", "part by which times must differ to count", wholeNumber, 2)
    .option("--no-fuel", "do not count work by fuel")
    .option("--no-native", "do not measure native builds")
    .option("--no-compile", "do not measure what engines take to compile ahead")
    .option("--accept-unsure", "what could not be decided is no reason for exit code 1", false)
    .option(
      "--from <run>",
      "measure nothing: report an earlier run, a file or a folder from its samples; may be said again",
      (text: string, all: string[]) => [...all, text],
      [],
    )
    .option("--publish <name>", "with --from: keep its samples and a page in results/performance/")
    .action(async (terms: string[], options: BenchOptions) => {
      const { benchCommand } = await import("./bench.ts");
      const { budget, candidate, baseline, publish } = options;
      done(await benchCommand(root(), terms, { ...options, budget, candidate, baseline, publish }));
    });

  command("size [filter...]", "find the least memory that a case passes with, for whoever sizes a Keep", ["gatehouse size fibonacci language=c,go"]).action(
    async (terms: string[], { json }: { json: boolean }) => {
      const { sizeCommand } = await import("./size.ts");
      done(await sizeCommand(root(), terms, json));
    },
  );

  command("matrix [run]", "show the matrix of a run: the newest, or the one named", ["gatehouse matrix", "gatehouse matrix 20261121T09 --json"]).action(
    async (run: string | undefined, { json }: { json: boolean }) => {
      const { showRun } = await import("./matrix.ts");
      done(await showRun(root(), run, json));
    },
  );

  command("judge [run]", "judge the facts of a run again, and tell which verdicts are others today", ["gatehouse judge", "gatehouse judge 20261121T09 --json"]).action(
    async (run: string | undefined, { json }: { json: boolean }) => {
      const { judgeCommand } = await import("./judge.ts");
      done(await judgeCommand(root(), run, json));
    },
  );

  command("merge <run...>", "put the journals of all shards of a run together", ["gatehouse merge 20261121T0930 20261121T0931"]).action(
    async (runs: string[], { json }: { json: boolean }) => {
      const { mergeCommand } = await import("./merge.ts");
      done(await mergeCommand(root(), runs, json));
    },
  );

  command("show <cell>", "tell all that is known of one cell: verdict, blame, streams, figures, command", [
    "gatehouse show 'fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64'",
    "gatehouse show fibonacci/small,go --run 20261121T09",
  ])
    .option("--run <run>", "the run to look in (default: the newest)")
    .action(async (cell: string, options: { run?: string; json: boolean }) => {
      const { showCell } = await import("./show.ts");
      done(await showCell(root(), cell, options.run, options.json));
    });

  command("repro <cell>", "write a folder by which anybody sees what a cell saw: the binary, its inputs, one script, a draft of an issue", [
    "gatehouse repro files/all-steps,c,wazero                 writes repro-files-all-steps-…; then: sh repro-…/run.sh",
    "gatehouse repro files/all-steps,c,wazero --archive       one .tar.gz",
  ])
    .option("--run <run>", "the run to look in (default: the newest)")
    .option("-o, --out <path>", "where to write it (default: here, by the cell's name)")
    .option("--archive", "write one .tar.gz, the same bytes each time", false)
    .action(async (cell: string, options: { run?: string; out?: string; archive: boolean; json: boolean }) => {
      const { reproCommand } = await import("./repro.ts");
      done(await reproCommand(root(), cell, { ...options, run: options.run, out: options.out }));
    });

  command("enarx-config <cell>", "print the Enarx.toml that gives a cell's program what its contract says", [
    "gatehouse enarx-config args/quotes,rust,wasmtime",
  ])
    .option("--run <run>", "the run to look in (default: the newest)")
    .action(async (cell: string, options: { run?: string; json: boolean }) => {
      const { enarxConfigCommand } = await import("./enarx-config.ts");
      done(await enarxConfigCommand(root(), cell, options.run, options.json));
    });

  command("expect [run]", "propose the smallest set of patterns for failures that nobody has explained yet", [
    "gatehouse expect",
    "gatehouse expect --update   writes results/expectations/proposed.toml; fill in the reasons",
  ])
    .option("--update", "write the proposals; their reasons are empty, and nothing accepts them until they are filled in", false)
    .action(async (run: string | undefined, options: { update: boolean; json: boolean }) => {
      const { expectCommand } = await import("./expect.ts");
      done(await expectCommand(root(), run, options));
    });

  command("publish [run]", "keep what a finished run says of each release, in results/releases/", [
    "gatehouse publish                  the newest run",
    "gatehouse publish 20261121T09 --dry-run",
  ])
    .option("--dry-run", "tell what would be written, kept and dropped, and write nothing", false)
    .action(async (run: string | undefined, options: { dryRun: boolean; json: boolean }) => {
      const { publishCommand } = await import("./publish.ts");
      done(await publishCommand(root(), run, options));
    });

  command("capabilities [run]", "show what each language has of each capability, release by release: of a run, and of what is published", [
    "gatehouse capabilities",
    "gatehouse capabilities 20261121T09 --json",
  ]).action(async (run: string | undefined, { json }: { json: boolean }) => {
    const { capabilitiesCommand } = await import("./capabilities.ts");
    done(await capabilitiesCommand(root(), run, json));
  });

  command("releases", "show what is published: each language, release by release", ["gatehouse releases", "gatehouse releases --json"]).action(
    async ({ json }: { json: boolean }) => {
      const { releasesCommand } = await import("./releases.ts");
      done(releasesCommand(root(), json));
    },
  );

  command("new <kind> [name...]", "write a skeleton that check accepts: language, workload, port, runtime or keep", [
    "gatehouse new language ada",
    "gatehouse new workload word-count",
    "gatehouse new port word-count rust   begins with the language's smoke program",
    "gatehouse new runtime my-engine",
  ]).action(async (kind: string, names: string[], { json }: { json: boolean }) => {
    const { newCommand } = await import("./new.ts");
    done(await newCommand(root(), kind, names, json));
  });

  command("check [path]", "check one folder, or everything: manifest, formatting, build, smoke program, all cases in every lane", [
    "gatehouse check languages/c",
    "gatehouse check workloads/fibonacci/rust",
    "gatehouse check harness/runtimes/wazero --json",
  ]).action(async (path: string | undefined, { json }: { json: boolean }) => {
    const { checkCommand } = await import("./check.ts");
    done(await checkCommand(root(), path, json));
  });

  command("provision [filter...]", "get the toolchains and runtimes that a run would use, and run nothing", [
    "gatehouse provision",
    "gatehouse provision language=rust",
    "gatehouse provision --profile deep release=enarx@0.6.0 keep=nil",
  ])
    .addOption(new Option("-p, --profile <name>", "what a run of this profile would use").choices(Object.keys(profiles)).default("quick"))
    .action(async (terms: string[], { profile, json }: { profile: ProfileName; json: boolean }) => {
      const { provisionCommand } = await import("./provision.ts");
      done(await provisionCommand(root(), terms, profile, json));
    });

  command("doctor", "tell what is there, what is missing, why, and what to type", [
    "gatehouse doctor",
    "gatehouse doctor keeps   which Keeps this machine has, with the evidence",
    "gatehouse doctor --json",
  ])
    .addArgument(new Argument("[what]", "keeps: only those, every one").choices(["keeps"]))
    .action(async (what: "keeps" | undefined, { json }: { json: boolean }) => {
      if (what === "keeps") {
        const { doctorKeepsCommand } = await import("./doctor-keeps.ts");
        return done(await doctorKeepsCommand(root(), json));
      }
      const { doctorCommand } = await import("./doctor.ts");
      done(await doctorCommand(root(), json));
    });
  return top;
};

/** Runs the command line; returns the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  let code: number = exitCodes.ok;
  try {
    await program((result) => {
      code = result;
    }).parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    // Commander has said what it had to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    for (const line of errorLines(error, progressStyle())) say(line);
    return error instanceof GatehouseError ? error.exitCode : exitCodes.harness;
  }
};
