import { cpSync, existsSync, mkdirSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { now } from "../host/clock.ts";
import { randomName } from "../host/digest.ts";
import { removeOld, renameUnlessThere } from "../host/files.ts";
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

// The draft lies in memory, and what is renamed on the store's own disk.
const keep = (draft: string, kept: string): void => {
  const whole = `${kept}.${randomName()}`;
  cpSync(draft, whole, { recursive: true, verbatimSymlinks: true });
  renameUnlessThere(whole, kept);
  rmSync(whole, { recursive: true, force: true });
};

// Those that are being made now, by their path.
const making = new Map<string, Promise<void>>();

const openFor = async (folder: string, artifact: string, patient: boolean, within: string): Promise<CompileCache> => {
  const kept = join(folder, artifact);
  for (let other = making.get(kept); patient && other; other = making.get(kept)) await other;
  if (existsSync(kept)) {
    utimesSync(kept, now() / 1000, now() / 1000);
    return { path: kept, state: "warm", inputs: [kept], directories: [], close: () => {} };
  }
  removeOld(folder, unusedMs);
  const draft = join(within, "cache");
  mkdirSync(draft, { recursive: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  if (!making.has(kept)) making.set(kept, promise);
  const close = (worked: boolean): void => {
    if (worked) keep(draft, kept);
    if (making.get(kept) === promise) making.delete(kept);
    resolve();
  };
  return { path: draft, state: "cold", inputs: [], directories: [draft], close };
};

/**
 * The compile cache of a lane's engine for an artifact, below `caches`. Each artifact has one of its own, which only the first command that
 * worked has written: what a guest that took over its engine left there, no other guest finds. A new one is made in the folder `within`. `patient`: while another command compiles the same
 * in such a lane, this one waits for what that leaves; one that others wait for must not.
 */
export const openCompileCache = async (
  caches: string,
  lane: Lane,
  target: Pick<ResolvedTarget, "cache">,
  artifact: string,
  patient: boolean,
  within: string,
): Promise<CompileCache> => {
  const folder = join(caches, lane.digest.replace(/[^0-9A-Za-z]/g, "").slice(0, 24));
  const name = artifact.replace(/^sha256:/, "");
  if (!target.cache) return { path: folder, state: "none", inputs: [], directories: [], close: () => {} };
  return openFor(folder, name, patient, within);
};
