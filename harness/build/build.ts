import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monotonic } from "../host/clock.ts";
import { digest, digestOf, randomName } from "../host/digest.ts";
import { bareEnvironment, networkEnvironment } from "../host/environment.ts";
import { exists, makeWhole } from "../host/files.ts";
import { digestNamed, runSteps, type StepFailure } from "../host/steps.ts";
import { describeExit, type Launcher } from "../launch/launcher.ts";
import type { Placed } from "../model/catalog.ts";
import type { Artifact, ArtifactRow, BuildFailure } from "../model/generated/journal.ts";
import type { LanguageManifest, TargetBuild } from "../model/generated/language.ts";
import { type BuildId, printBuild } from "../model/ids.ts";
import { placeholdersIn, type Values } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { digestSources, filesOf, layOut, type Sources } from "./sources.ts";
import { readWasm, WasmError } from "./wasm.ts";

/** Part of every key: artifacts of another way to build are not reused. */
const buildFormat = 1;

const outputLimit = 1 << 30;

/** A program to compile, with all that it takes. */
export interface BuildJob {
  readonly id: BuildId;
  readonly language: Placed<LanguageManifest>;
  /** Folders that the sources come from, as the port says. */
  readonly layers: Sources["layers"];
  /** Where the workload has several programs: all roles, this one's first. */
  readonly roles?: Sources["roles"];
  readonly packages: readonly Provisioned[];
  readonly version: string;
  /** A program of the machine itself, by the toolchain's `native` steps, in the place of wasm. */
  readonly native?: true;
}

const recipeOf = ({ language, id, native }: BuildJob): TargetBuild | undefined => {
  const toolchain = language.manifest.toolchain[id.toolchain];
  return native ? toolchain?.native : toolchain?.target[id.target];
};

const sourcesOf = ({ layers, id, roles }: BuildJob): Sources => ({ layers, target: id.target, roles });

/** What became of a build: its row for the journal, and where the binary lies if there is one. */
export interface BuildResult {
  readonly row: ArtifactRow;
  readonly wasm: string | undefined;
}

const key = (job: BuildJob): string => {
  const steps = recipeOf(job)?.steps ?? [];
  return digestOf({
    format: buildFormat,
    sources: digestSources(sourcesOf(job)),
    steps,
    named: digestNamed(steps, job.language.folder),
    target: job.native ? "native" : job.id.target,
    version: job.version,
    packages: job.packages.map((pack) => [pack.id, pack.digest]),
  });
};

const sourceLists = (words: readonly string[], source: string): Values =>
  Object.fromEntries(
    words
      .flatMap(placeholdersIn)
      .filter((name) => name.startsWith("sources:"))
      .map((name) => [name, filesOf(source, name.slice("sources:".length))]),
  );

class NotBuilt extends Error {
  readonly failure: StepFailure;
  constructor(failure: StepFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

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
  const folder = join(store, "artifacts", own.slice(7));
  const wasm = join(folder, "program.wasm");
  const row = (reused: boolean, outcome: ArtifactRow["outcome"]): ArtifactRow => ({
    kind: "artifact",
    build: printBuild(job.id),
    key: own,
    reused,
    milliseconds: Math.round(monotonic() - start),
    outcome,
  });
  const stored = readStored(folder);
  const reused = stored !== undefined;
  try {
    if (!reused) await makeWhole(folder, join(store, "tmp"), (draft) => compile(job, store, draft, launcher));
    return { row: row(reused, stored ?? (readStored(folder) as Artifact)), wasm };
  } catch (error) {
    if (!(error instanceof NotBuilt)) throw error;
    const broken = error.failure.message.startsWith("the launcher program");
    return { row: row(false, failed(error.failure, broken ? "build" : "compile")), wasm: undefined };
  }
};

// What the store holds counts only while the binary is the one that was built.
const readStored = (folder: string): Artifact | undefined => {
  try {
    const artifact = JSON.parse(readFileSync(join(folder, "artifact.json"), "utf8")) as Artifact;
    if (digest(readFileSync(join(folder, "program.wasm"))) === artifact.digest) return artifact;
  } catch {
    // Not there, or cut off: both are built anew.
  }
  rmSync(folder, { recursive: true, force: true });
  return undefined;
};

const compile = async (job: BuildJob, store: string, draft: string, launcher: Launcher): Promise<void> => {
  const recipe = recipeOf(job);
  if (!recipe) throw new Error(`${printBuild(job.id)} has no recipe`);
  const work = join(store, "tmp", randomName());
  const source = join(work, "source");
  const scratch = join(work, "work");
  const cache = join(store, "cache", `${job.id.language}-${job.id.toolchain}`);
  const out = join(scratch, job.native ? "out" : "out.wasm");
  for (const path of [source, scratch, cache]) mkdirSync(path, { recursive: true });
  try {
    layOut(sourcesOf(job), source);
    const { values, env } = placeholderValues(job.packages);
    const words = recipe.steps.flatMap((step) => ("run" in step ? step.run : []));
    const all: Values = { ...values, ...sourceLists(words, source), source, work: scratch, out, cache, manifest: job.language.folder };
    let count = 0;
    const failure = await runSteps(recipe.steps, all, {
      cwd: source,
      env: { ...bareEnvironment(scratch), ...networkEnvironment(), ...env },
      roots: [source, scratch, cache],
      run: async (argv, options) => {
        const said = join(work, `said-${count++}`);
        const exit = await launcher.run({
          argv,
          env: options.env,
          cwd: options.cwd,
          stdin: "/dev/null",
          stdout: `${said}.out`,
          stderr: `${said}.err`,
          limits: { timeMs: (recipe.seconds ?? 300) * 1000, memoryKib: (recipe["memory-mib"] ?? 4096) * 1024, outputBytes: outputLimit, processes: 512 },
        });
        const how = describeExit(exit);
        if (how === undefined) return undefined;
        const text = [`${said}.err`, `${said}.out`].map(readSaid).find((part) => part.trim() !== "") ?? "";
        return { argv, message: hidePaths(`${how}\n${text}`, { [source]: "", [scratch]: "{work}", [work]: "{work}" }) };
      },
    });
    if (failure) throw new NotBuilt(failure);
    await keep(out, draft, recipe.steps.length, job.native ?? false);
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

const keep = async (out: string, draft: string, steps: number, native: boolean): Promise<void> => {
  const argv = [`the ${steps} steps`];
  if (!(await exists(out))) throw new NotBuilt({ argv, message: "the steps ended well, but {out} is not there" });
  const bytes = readFileSync(out);
  try {
    const { imports, exports, producers, features } = native ? { imports: [], exports: [], producers: [], features: [] } : readWasm(bytes);
    const artifact: Artifact = {
      state: "built",
      digest: digest(bytes),
      size: statSync(out).size,
      imports: [...imports],
      exports: [...exports],
      producers: [...producers],
      features: [...features],
    };
    writeFileSync(join(draft, "program.wasm"), bytes, native ? { mode: 0o755 } : {});
    writeFileSync(join(draft, "artifact.json"), `${JSON.stringify(artifact)}\n`);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    throw new NotBuilt({ argv, message: `{out} is no whole wasm binary: ${error.message}` });
  }
};
