import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomName } from "../host/digest.ts";
import type { Limits } from "../model/contract.ts";
import type { Observation } from "../model/generated/journal.ts";
import type { Claim } from "./ending.ts";
import type { Expected } from "./expected.ts";
import { mute, named } from "./variants.ts";

/** How long an engine may take at least to refuse an artifact that runs no code, in milliseconds: it compiles the artifact, and the machine may be busy. */
const leastRefusal = 60_000;

/** The facts of one run of a command, with what it claims of its ending. */
export interface Once {
  readonly observation: Observation;
  readonly claim: Claim | undefined;
  /** The end of standard error, as it was written. */
  readonly said: string;
}

/** What of a trial is changed to prove how it ended. */
interface Trial {
  readonly name: string;
  readonly wasm: string;
  readonly limits: Limits;
  readonly expected: Expected;
}

interface Folders {
  readonly scratch: string;
  readonly caches: string;
}

type Run<T, F> = (trial: T, folders: F) => Promise<Once>;

// What has no code of the guest in it can only be the engine's word.
const proveByMute = async <T extends Trial, F>({ observation, claim }: Once, trial: T, folders: F, run: Run<T, F>): Promise<Observation> => {
  const { claim: same } = await run(
    { ...trial, expected: { ...trial.expected, stdinFile: "/dev/null" }, limits: { ...trial.limits, timeMs: Math.max(trial.limits.timeMs, leastRefusal) } },
    folders,
  );
  if (!claim || same?.how !== claim.how) return observation;
  return { ...observation, ending: { how: claim.how, code: observation.raw.code ?? 0, message: same.message } };
};

// Only the engine knows how this run's module is called. That run's facts are the trial's: another one of the program proves nothing of it.
const proveByName = async <T, F>({ observation, claim }: Once, trial: T, name: string, folders: F, run: Run<T, F>): Promise<Observation> => {
  const other = await run(trial, folders);
  if (!claim || other.claim?.how !== claim.how || !other.said.includes(name)) return observation;
  return {
    ...other.observation,
    argv: observation.argv,
    stderr: observation.stderr,
    ending: { how: claim.how, code: observation.raw.code ?? 0, message: claim.message },
  };
};

/**
 * The facts of a run, whose ending is what it claims where another run proves that the engine said it, and not the guest: one of the artifact
 * without code that runs, or one with a name for its module that its code cannot know. `again`: the program can be run a second time.
 */
export const proveClaim = async <T extends Trial, F extends Folders>(own: Once, trial: T, all: F, run: Run<T, F>, again: boolean): Promise<Observation> => {
  const { claim, observation } = own;
  if (!claim || (claim.proof === "named" && !again)) return observation;
  const name = `gatehouse-${randomName()}`;
  const bytes = readFileSync(trial.wasm);
  const changed = claim.proof === "mute" ? mute(bytes) : named(bytes, name);
  if (!changed) return observation;
  const folder = join(all.scratch, `${trial.name}-${claim.proof}`);
  mkdirSync(folder, { recursive: true });
  try {
    const wasm = join(folder, "program.wasm");
    writeFileSync(wasm, changed);
    // What is compiled for it is of no use to others.
    const folders = { ...all, scratch: folder, caches: join(folder, "caches") };
    const other = { ...trial, name: "again", wasm };
    return await (claim.proof === "mute" ? proveByMute(own, other, folders, run) : proveByName(own, other, name, folders, run));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
