import type { Launcher } from "../launch/launcher.ts";
import { reachedAddresses } from "../model/addresses.ts";
import type { Case, Program } from "../model/contract.ts";
import { needsTwoRuns } from "../model/contract.ts";
import type { Observation } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import type { DialogueFolders } from "../run/dialogue/actor.ts";
import type { DialogueFacts } from "../run/dialogue/dialogue.ts";
import { runDialogue } from "../run/dialogue/start.ts";
import type { Expected } from "../run/expected.ts";
import { type OnDrawn, runTrial, runTwice, type Trial } from "../run/trial.ts";

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
  /** The first role's first. */
  readonly programs: readonly [ReadyProgram, ...ReadyProgram[]];
  /** Of a plain case: the contents that its program is compared with. */
  readonly expected: Expected | undefined;
}

/** Where trials write, and what runs the commands of a lane. */
export interface Ground {
  readonly folders: DialogueFolders;
  readonly launcherOf: (lane: Lane) => Launcher;
}

// The judge must know which program's facts come first: the first that was started need not be the case's first role, nor need others have come to start.
const withRole = ({ observation, programs }: DialogueFacts, entry: Case): Observation =>
  Object.keys(entry.programs).length === 1 ? observation : { ...observation, role: Object.keys(programs)[0] ?? "" };

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
  const { case: entry, folder, programs, expected } = ready;
  if (!entry.plain || !expected) {
    const roles = Object.fromEntries(programs.map((own) => [own.role, { ...own, launcher: launcherOf(own.lane) }]));
    return [withRole(await runDialogue({ name: nextName(), case: entry, workload: folder, roles }, folders), entry)];
  }
  const program = mainOf(entry);
  const [first] = programs;
  const launcher = launcherOf(first.lane);
  const own = { program, limits: entry.limits, expected, workload: folder, network: reachedAddresses(entry), ...first };
  const once = (onDrawn?: OnDrawn): Promise<Observation> => runTrial({ ...own, name: nextName(), ...(onDrawn ? { onDrawn } : {}) }, folders, launcher);
  return needsTwoRuns(program) ? runTwice(program, once) : [await once()];
};
