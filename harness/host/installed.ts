import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gatehouse } from "../model/command.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { digestOf } from "./digest.ts";
import { writeAtomic } from "./files.ts";
import { fileMark } from "./memo.ts";
import { say } from "./say.ts";
import { changedError, inspectSeal, isSealed, seal } from "./seal.ts";
import { shareFiles } from "./shared.ts";
import type { Difference } from "./survey.ts";

const marker = "gatehouse-package.json";

const again = `\`${gatehouse} doctor --repair\` moves it aside, and the next run installs it again; find out first who changed it`;

/** What an installed package says of itself. `own` covers the rest; a package of an older Gatehouse has none, and no seal. */
interface Marker {
  readonly id: string;
  readonly digest: string;
  readonly own?: string;
}

const markerText = (id: string, digest: string): string => `${JSON.stringify({ id, digest, own: digestOf([id, digest]) })}\n`;

const readMarker = (folder: string): Marker => {
  const path = join(folder, marker);
  const wrong = (found: string): GatehouseError => changedError(folder, { path: marker, expected: "the package's id and digest", found }, again);
  if (!existsSync(path)) throw wrong("nothing");
  const text = readFileSync(path, "utf8");
  try {
    const { id, digest } = JSON.parse(text) as Marker;
    if (text === markerText(id, digest)) return { id, digest, own: digestOf([id, digest]) };
    if (id && digest && text === `${JSON.stringify({ id, digest })}\n`) return { id, digest };
  } catch {
    // No JSON at all.
  }
  throw wrong("other text");
};

/** Whether a package is installed, whatever has become of it since. */
export const isInstalled = (folder: string): boolean => existsSync(folder);

/** The digest that an installed package has in keys and lanes. Throws a GatehouseError `store/changed` if its marker was changed. */
export const installedDigest = (folder: string): string => readMarker(folder).digest;

/** Marks the draft of a package as whole, records it file by file, and shares files with other packages. `folder` is where it will lie. */
export const sealPackage = async (draft: string, folder: string, id: string, digest: string): Promise<void> => {
  writeFileSync(join(draft, marker), markerText(id, digest));
  shareFiles(draft, await seal(draft, folder), folder);
};

// Nobody knows what an older Gatehouse installed but by what is there.
const adopt = async (folder: string, { id, digest }: Marker): Promise<void> => {
  say(`recorded file by file as it is now: ${folder}, which an older Gatehouse installed`);
  writeAtomic(join(folder, marker), markerText(id, digest));
  await seal(folder);
};

/** What of an installed package differs from what was installed. By `contents` each file is read; by `marks` only where something was touched, or once a day. */
export const inspectInstalled = async (folder: string, by: "marks" | "contents", tell?: (bytes: number) => void): Promise<Difference | undefined> => {
  const known = readMarker(folder);
  if (known.own === undefined && !isSealed(folder)) await adopt(folder, known);
  return inspectSeal(folder, by, tell);
};

const checks = new Map<string, Promise<void>>();
const files = new Map<string, string>();

const check = async (folder: string): Promise<void> => {
  const difference = await inspectInstalled(folder, "marks");
  if (difference) throw changedError(folder, difference, again);
};

/** Checks, once in this process, that those of some packages that lie in the store are what was installed. Throws a GatehouseError `store/changed` if not. */
export const checkInstalled = async (packages: readonly Pick<Provisioned, "origin" | "folder">[]): Promise<void> => {
  for (const { origin, folder } of packages) {
    if (origin !== "store") continue;
    const own = checks.get(folder) ?? check(folder);
    checks.set(folder, own);
    await own;
  }
};

/** Notes a program outside of the store, before its digest is taken: `checkAgain` tells if it has changed since. */
export const noteProgram = (path: string): void => {
  if (!files.has(path)) files.set(path, JSON.stringify(fileMark(path)));
};

/** Checks again all that this process has checked or noted: a verdict rests on what was there from start to end. Throws a GatehouseError `store/changed`. */
export const checkAgain = async (): Promise<void> => {
  for (const folder of checks.keys()) await check(folder);
  for (const [path, mark] of files) {
    if (existsSync(path) && JSON.stringify(fileMark(path)) === mark) continue;
    throw new GatehouseError("store/changed", `${path} was changed while this command used it`, {
      hint: "what ran may be neither the old program nor the new one: run it again, without --resume",
      exitCode: exitCodes.harness,
    });
  }
};
