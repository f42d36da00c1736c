import type { Launcher } from "../launch/launcher.ts";
import type { Case, Program } from "../model/contract.ts";
import { needsTwoRuns } from "../model/contract.ts";
import type { Held, Observation, StreamFact } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { type DialogueFacts, runDialogue } from "../run/dialogue/dialogue.ts";
import type { Expected } from "../run/expected.ts";
import { type RunFolders, runTrial, runTwice, type Trial } from "../run/trial.ts";

/** A program of a case that can be started. */
export interface ReadyProgram {
  readonly role: string;
  readonly lane: Lane;
  readonly target: ResolvedTarget;
  readonly wasm: string;
  readonly artifact: string;
  readonly prepared: string | undefined;
  /** The engine's own limit that the program runs with, where one is sought. */
  readonly limited?: Trial["limited"];
}

/** A case with all its programs ready. */
export interface ReadyCase {
  readonly case: Case;
  /** Folder of the workload. */
  readonly folder: string;
  /** By role: what each program is held to. */
  readonly held: Readonly<Record<string, Held>>;
  /** The first role's first. */
  readonly programs: readonly [ReadyProgram, ...ReadyProgram[]];
  /** Of a plain case: the contents that its program is compared with. */
  readonly expected: Expected | undefined;
}

/** Where trials write, and what runs the commands of a lane. */
export interface Ground {
  readonly folders: RunFolders;
  readonly launcherOf: (lane: Lane) => Launcher;
}

const streams = ["stdout", "stderr"] as const;

// A stream that holds the trial's own addresses is held against other bytes than the case's line tells.
const withWanted = (observation: Observation, held: Held | undefined, expected: Expected | undefined): Observation => {
  const wanted = (name: "stdout" | "stderr"): StreamFact => {
    const own = expected?.[name]?.digest;
    const told = held?.[name];
    return own === undefined || (told?.match === "exact" && told.digest === own) ? observation[name] : { ...observation[name], wanted: own };
  };
  const [stdout, stderr] = streams.map(wanted) as [StreamFact, StreamFact];
  return { ...observation, stdout, stderr };
};

const dialogueFacts = ({ observation, programs }: DialogueFacts, held: ReadyCase["held"]): Observation => {
  const [first = ""] = Object.keys(programs);
  const roles = Object.entries(observation.roles ?? {}).map(([role, own]) => [role, withWanted(own, held[role], programs[role]?.expected)] as const);
  return {
    ...withWanted(observation, held[first], programs[first]?.expected),
    ...(roles.length > 0 ? { role: first, roles: Object.fromEntries(roles) } : {}),
  };
};

const mainOf = (entry: Case): Program => {
  const program = entry.programs["main"];
  if (!program) throw new Error(`${entry.id} has no program`);
  return program;
};

/**
 * Runs one trial of a case and returns the facts, without opinion: one observation, or two of a program that must write other bytes
 * in each run. `nextName` names the sandboxes.
 */
export const observe = async (ready: ReadyCase, { folders, launcherOf }: Ground, nextName: () => string): Promise<readonly [Observation, ...Observation[]]> => {
  const { case: entry, folder, programs, held, expected } = ready;
  if (!entry.plain || !expected) {
    const roles = Object.fromEntries(programs.map((own) => [own.role, { ...own, launcher: launcherOf(own.lane) }]));
    return [dialogueFacts(await runDialogue({ name: nextName(), case: entry, workload: folder, roles }, folders), held)];
  }
  const program = mainOf(entry);
  const [first] = programs;
  const launcher = launcherOf(first.lane);
  const once = (): Promise<Observation> =>
    runTrial({ program, limits: entry.limits, expected, workload: folder, ...first, name: nextName() }, folders, launcher);
  return needsTwoRuns(program) ? runTwice(program, once) : [await once()];
};
