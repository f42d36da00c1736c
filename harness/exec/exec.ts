import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Session } from "../engine/session.ts";
import type { Lane } from "../model/lane.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";
import { readStream } from "../run/streams.ts";
import { chooseLane } from "./choose.ts";
import { type Outcome, start, type Wanted } from "./start.ts";
import { type OwnStreams, openFiles, openRelay } from "./streams.ts";

/** How a program ended in one of several lanes, and all that it wrote. */
export interface Told extends Outcome {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** What shells call a program that was interrupted. */
export const interrupted = 130;

/** What shells call one that wrote where nobody reads any more. */
const brokenPipe = 141;

const withScratch = async <T>(session: Session, use: (scratch: string) => Promise<T>): Promise<T> => {
  const scratch = openScratch(join(session.store, "tmp"));
  try {
    return await use(scratch);
  } finally {
    closeScratch(scratch);
  }
};

const folderIn = (scratch: string, name: string): string => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  return folder;
};

/** Runs a program in one lane, that of the name or else the first one: its streams are those of `own`, as it writes and reads them. */
export const execute = async (session: Session, said: string | undefined, wanted: Wanted, own: OwnStreams): Promise<Outcome> => {
  const lane = await chooseLane(session, said, wanted.target);
  return withScratch(session, async (scratch) => {
    const folder = folderIn(scratch, "exec");
    const relay = await openRelay(folder, own);
    try {
      const outcome = await start(session, lane, wanted, scratch, folder, relay);
      if (session.signal.aborted) return { lane: lane.text, how: "signal", code: interrupted };
      return relay.hadEnough() ? { lane: lane.text, how: "signal", code: brokenPipe } : outcome;
    } finally {
      relay.release();
    }
  });
};

/**
 * Runs a program in several lanes, one after the other: each reads the whole of the same input, and finds the folders as the one before has left them.
 * Undefined where somebody interrupted it.
 */
export const executeInAll = async (
  session: Session,
  said: readonly (string | undefined)[],
  wanted: Wanted,
  { stdin }: Pick<OwnStreams, "stdin">,
): Promise<Told[] | undefined> => {
  const lanes: Lane[] = [];
  for (const name of said) lanes.push(await chooseLane(session, name, wanted.target));
  return withScratch(session, async (scratch) => {
    const input = join(scratch, "input");
    writeFileSync(input, await buffer(stdin));
    const told: Told[] = [];
    for (const [index, lane] of lanes.entries()) {
      const folder = folderIn(scratch, `exec-${index}`);
      const files = openFiles(folder, input);
      const outcome = await start(session, lane, wanted, scratch, folder, files);
      if (session.signal.aborted) return undefined;
      told.push({ ...outcome, stdout: readStream(files.paths.stdout), stderr: readStream(files.paths.stderr) });
    }
    return told;
  });
};

const endOf = ({ how, code }: Outcome): string => (how === "exit" ? `exit code ${code}` : how);

const endings = (one: Outcome, other: Outcome): string[] => {
  if (one.how !== other.how) return [`the ending: ${endOf(one)} and ${endOf(other)}`];
  return one.code === other.code ? [] : [`exit code ${one.code} and ${other.code}`];
};

/** What differs between two lanes; what an engine itself says of a program that it ended is its own. */
export const differences = (one: Told, other: Told): string[] => [
  ...endings(one, other),
  ...(one.stdout.equals(other.stdout) ? [] : ["standard output"]),
  ...(one.why !== undefined || other.why !== undefined || one.stderr.equals(other.stderr) ? [] : ["standard error"]),
];
