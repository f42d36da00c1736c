import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { monotonic } from "../host/clock.ts";
import { digestOf, randomName } from "../host/digest.ts";
import { bareEnvironment, networkEnvironment } from "../host/environment.ts";
import { checkRoom } from "../host/faults.ts";
import { makeWhole } from "../host/files.ts";
import { checkInstalled } from "../host/installed.ts";
import { filesBeside } from "../host/named-files.ts";
import { digestNamed, runSteps, type StepFailure } from "../host/steps.ts";
import { describeExit, type Launcher } from "../launch/launcher.ts";
import { pathsOf, roomAt } from "../launch/room.ts";
import type { Placed } from "../model/catalog.ts";
import { hexOf } from "../model/digest.ts";
import type { Artifact, ArtifactRow, BuildFailure } from "../model/generated/journal.ts";
import type { LanguageManifest, TargetBuild } from "../model/generated/language.ts";
import { type BuildId, printBuild } from "../model/ids.ts";
import { placeholdersIn, type Values } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { Told } from "../model/rows.ts";
import { keepArtifact, type Made, readArtifact } from "./artifact.ts";
import { firstError } from "./first-error.ts";
import { digestSources, filesOf, layOut, type Sources } from "./sources.ts";

/** Part of every key: artifacts of another way to build are not reused. */
const buildFormat = 1;

const outputLimit = 1 << 30;

/** What of a build no machine decides: its sources and its steps. */
export interface Recipe {
  readonly id: BuildId;
  readonly language: Placed<LanguageManifest>;
  /** Folders that the sources come from, as the port says. */
  readonly layers: Sources["layers"];
  /** Where the workload has several programs: all roles, this one's first. */
  readonly roles?: Sources["roles"];
  /** The kind of its target; or a program of the machine itself, by the toolchain's `native` steps. */
  readonly makes: Made;
}

/** A program to compile, with the toolchain of this machine. */
export interface BuildJob extends Recipe {
  readonly packages: readonly Provisioned[];
  readonly version: string;
}

const recipeOf = ({ language, id, makes }: Recipe): TargetBuild | undefined => {
  const toolchain = language.manifest.toolchain[id.toolchain];
  return makes === "native" ? toolchain?.native : toolchain?.target[id.target];
};

const sourcesOf = ({ layers, id, roles }: Recipe): Sources => ({ layers, target: id.target, roles });

/** What became of a build: its row for the journal, and where the binary lies if there is one. */
export interface BuildResult {
  readonly row: Told<ArtifactRow>;
  readonly wasm: string | undefined;
}

const recipeFacts = (recipe: Recipe): Readonly<Record<string, unknown>> => {
  // What a step reaches changes nothing that it makes.
  const steps = (recipeOf(recipe)?.steps ?? []).map((step) => {
    if (!("run" in step)) return step;
    const { network: _, fetch: __, ...rest } = step;
    return rest;
  });
  return {
    format: buildFormat,
    sources: digestSources(sourcesOf(recipe)),
    steps,
    named: digestNamed(steps, recipe.language.folder),
    target: recipe.makes === "native" ? "native" : recipe.id.target,
  };
};

/** Digest of a recipe: the same on every machine. */
export const recipeDigest = (recipe: Recipe): string => digestOf(recipeFacts(recipe));

const key = (job: BuildJob): string => digestOf({ ...recipeFacts(job), version: job.version, packages: job.packages.map((pack) => [pack.id, pack.digest]) });

const sourceLists = (words: readonly string[], source: string): Values =>
  Object.fromEntries(
    words
      .flatMap(placeholdersIn)
      .filter((name) => name.startsWith("sources:"))
      .map((name) => [name, filesOf(source, name.slice("sources:".length))]),
  );

const failed = (failure: StepFailure, stage: BuildFailure["stage"]): BuildFailure => ({
  state: "failed",
  stage,
  message: failure.message.trim().slice(0, 4000),
  command: [...failure.argv],
});

/** Compiles one program, or finds the artifact that an earlier build of the same content left in the store. */
export const build = async (job: BuildJob, store: string, launcher: Launcher): Promise<BuildResult> => {
  const start = monotonic();
  const own = key(job);
  const folder = join(store, "artifacts", hexOf(own));
  const wasm = join(folder, "program.wasm");
  const row = (reused: boolean, outcome: ArtifactRow["outcome"]): Told<ArtifactRow> => ({
    kind: "artifact",
    build: printBuild(job.id),
    key: own,
    reused,
    milliseconds: Math.round(monotonic() - start),
    outcome,
  });
  const stored = readArtifact(folder, job.makes);
  if (stored) return { row: row(true, stored), wasm };
  const failure = await makeWhole(folder, join(store, "tmp"), (draft) => compile(job, store, draft, launcher));
  if (!failure) return { row: row(false, readArtifact(folder, job.makes) as Artifact), wasm };
  const broken = failure.message.startsWith("the launcher program");
  return { row: row(false, failed(failure, broken ? "build" : "compile")), wasm: undefined };
};

const compile = async (job: BuildJob, store: string, draft: string, launcher: Launcher): Promise<StepFailure | undefined> => {
  const recipe = recipeOf(job);
  if (!recipe) throw new Error(`${printBuild(job.id)} has no recipe`);
  await checkInstalled(job.packages);
  const work = join(store, "tmp", randomName());
  const source = join(work, "source");
  const scratch = join(work, "work");
  const cache = join(store, "cache", `${job.id.language}-${job.id.toolchain}`);
  const out = join(scratch, job.makes === "native" ? "out" : "out.wasm");
  for (const path of [source, scratch, cache]) mkdirSync(path, { recursive: true });
  try {
    layOut(sourcesOf(job), source);
    const { values, env } = placeholderValues(job.packages);
    const words = recipe.steps.flatMap((step) => ("run" in step ? [...step.run, ...(step.fetch ?? [])] : []));
    const all: Values = { ...values, ...sourceLists(words, source), source, work: scratch, out, cache, manifest: job.language.folder };
    const carry = {
      // Languages share scripts, which stand beside the folder.
      lane: [...pathsOf(job.packages), job.language.folder, ...filesBeside(recipe.steps, job.language.folder)],
      inputs: [],
      directories: [],
      writable: [work, cache],
      room: roomAt(join(work, "room")),
    };
    let count = 0;
    const failure = await runSteps(recipe.steps, all, {
      cwd: source,
      env: { ...bareEnvironment(scratch), ...env },
      roots: [source, scratch, cache],
      run: async (argv, options) => {
        const said = join(work, `said-${count++}`);
        // Settings of proxies may hold secrets.
        const settings = options.network ? networkEnvironment() : {};
        const exit = await launcher.run({
          argv,
          env: { ...settings, ...options.env },
          cwd: options.cwd,
          stdin: "/dev/null",
          stdout: `${said}.out`,
          stderr: `${said}.err`,
          limits: { timeMs: (recipe.seconds ?? 300) * 1000, memoryKib: (recipe["memory-mib"] ?? 4096) * 1024, outputBytes: outputLimit, processes: 512 },
          carry: options.network ? { ...carry, inputs: Object.values(settings).filter((path) => existsSync(path)), network: "all" } : carry,
        });
        const how = describeExit(exit);
        if (how === undefined) return undefined;
        checkRoom(work);
        const text = [`${said}.err`, `${said}.out`].map(readSaid).find((part) => part.trim() !== "") ?? "";
        const first = firstError(text);
        return {
          argv,
          message: hidePaths(`${first === undefined ? "" : `${first}\n`}${how}\n${text}`, { [source]: "", [scratch]: "{work}", [work]: "{work}" }),
        };
      },
    });
    return failure ?? keepArtifact(out, draft, recipe.steps.length, job.makes);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const readSaid = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

// A scratch folder's random name would make equal failures look different.
const hidePaths = (text: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce((result, [path, name]) => result.replaceAll(name === "" ? `${path}/` : path, name), text);
