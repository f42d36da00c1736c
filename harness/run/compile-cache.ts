import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { now } from "../host/clock.ts";
import { randomName } from "../host/digest.ts";
import { removeOld, renameUnlessThere } from "../host/files.ts";
import { shareAll } from "../host/shared.ts";
import type { Observation } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";

/** What an engine keeps of the code that it compiled, for one command. */
export interface CompileCache {
  /** Where the engine finds it, and leaves it. */
  readonly path: string;
  /** Whether the engine has compiled the artifact before; none: it keeps nothing. */
  readonly state: Observation["cache"];
  /** What a command takes along, only to be read, and what it brings back. */
  readonly inputs: readonly string[];
  readonly directories: readonly string[];
  /** To be called when the command has ended: what it compiled is kept where the artifact ran. */
  readonly close: (worked: boolean) => void;
}

/** How long what nobody used is kept, in milliseconds. */
const unusedMs = 14 * 86_400_000;

// The draft lies in memory, and what is renamed on the store's own disk. Lanes share equal code: nothing writes to it, engines replace files.
const keep = (draft: string, kept: string): void => {
  const whole = `${kept}.${randomName()}`;
  cpSync(draft, whole, { recursive: true, verbatimSymlinks: true });
  shareAll(whole, dirname(kept));
  renameUnlessThere(whole, kept);
  rmSync(whole, { recursive: true, force: true });
};

// Those that are being made now, by their path.
const making = new Map<string, Promise<void>>();

/** Has an engine compile an artifact into a folder, with nobody's code run. */
export type Warm = (cache: string) => Promise<void>;

const warmAt = (kept: string): CompileCache => {
  utimesSync(kept, now() / 1000, now() / 1000);
  return { path: kept, state: "warm", inputs: [kept], directories: [], close: () => {} };
};

// Engines leave folders and locks, whether they compiled or not.
const hasCode = (path: string): boolean => {
  const status = lstatSync(path);
  return status.isDirectory() ? readdirSync(path).some((name) => hasCode(join(path, name))) : status.isFile() && status.size > 0;
};

const makeWarm = async (kept: string, within: string, warm: Warm): Promise<void> => {
  const draft = join(within, "warm");
  mkdirSync(draft, { recursive: true });
  await warm(draft);
  if (hasCode(draft)) keep(draft, kept);
  rmSync(draft, { recursive: true, force: true });
};

const openFor = async (folder: string, artifact: string, patient: boolean, within: string, warm: Warm | undefined): Promise<CompileCache> => {
  const kept = join(folder, artifact);
  for (let other = making.get(kept); patient && other; other = making.get(kept)) await other;
  if (existsSync(kept)) return warmAt(kept);
  removeOld(folder, unusedMs);
  const draft = join(within, "cache");
  mkdirSync(draft, { recursive: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  if (!making.has(kept)) making.set(kept, promise);
  const done = (): void => {
    if (making.get(kept) === promise) making.delete(kept);
    resolve();
  };
  try {
    if (warm) await makeWarm(kept, within, warm);
  } catch (error) {
    done();
    throw error;
  }
  if (existsSync(kept)) {
    done();
    return warmAt(kept);
  }
  const close = (worked: boolean): void => {
    if (worked && !warm) keep(draft, kept);
    done();
  };
  return { path: draft, state: "cold", inputs: [], directories: [draft], close };
};

/**
 * The compile cache of a lane's engine for an artifact, below `caches`. Each artifact has one of its own. `warm` fills it, and then no guest has written
 * there; without it the first command that worked has: what a guest that took over its engine left there, no other guest finds. A new one is made in the folder `within`. `patient`: while another command compiles the same
 * in such a lane, this one waits for what that leaves; one that others wait for must not.
 */
export const openCompileCache = async (
  caches: string,
  lane: Lane,
  target: Pick<ResolvedTarget, "cache">,
  artifact: string,
  patient: boolean,
  within: string,
  warm?: Warm,
): Promise<CompileCache> => {
  const folder = join(caches, lane.digest.replace(/[^0-9A-Za-z]/g, "").slice(0, 24));
  const name = artifact.replace(/^sha256:/, "");
  if (!target.cache) return { path: folder, state: "none", inputs: [], directories: [], close: () => {} };
  return openFor(folder, name, patient, within, warm);
};
