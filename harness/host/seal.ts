import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { hexOf } from "../model/digest.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { now } from "./clock.ts";
import { digest } from "./digest.ts";
import { makeWhole, writeAtomic } from "./files.ts";
import { say } from "./say.ts";
import { type Difference, firstDifference, type Line, markOf, readAll, type Survey, survey } from "./survey.ts";

/** The file of a sealed folder that names its manifest by digest. The manifest lies outside, beside all sealed folders. */
const sealName = "gatehouse-seal";

const sealForm = /^sha256:[0-9a-f]{64}\n$/;

/** How long a look at sizes, times and inodes is enough, in milliseconds. */
const unreadMs = 86_400_000;

/** A file system's clock has steps: what changed within this time of a look may change again and look the same. */
const stepMs = 1000;

const sealsOf = (folder: string): string => join(dirname(folder), ".seals");

const markFile = (folder: string): string => join(sealsOf(folder), `${basename(folder)}.mark`);

const textOf = (lines: readonly Line[]): string => `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;

/** Records all that stands in a folder, file by file, and returns it. `place` is where the folder will lie, if it is a draft. */
export const seal = async (folder: string, place: string = folder): Promise<readonly Line[]> => {
  const lines = await readAll(folder, survey(folder, sealName));
  const text = textOf(lines);
  const own = digest(text);
  writeAtomic(join(sealsOf(place), hexOf(own)), text);
  writeAtomic(join(folder, sealName), `${own}\n`);
  return lines;
};

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

/** Whether a folder has a seal at all. */
export const isSealed = (folder: string): boolean => readText(join(folder, sealName)) !== undefined;

// The mark has a digest of its own: a changed day would put off the next reading.
const markText = (mark: string, sealed: string, checkedMs: number): string => {
  const text = `${mark} ${sealed.trim()} ${checkedMs}`;
  return `${text} ${digest(text)}\n`;
};

const looksAsBefore = (folder: string, mark: string, sealed: string): boolean => {
  const text = readText(markFile(folder));
  const checked = Number(text?.split(" ")[2]);
  const age = now() - checked;
  return text === markText(mark, sealed, checked) && age >= 0 && age < unreadMs;
};

const keepMark = (folder: string, seen: Survey, sealed: string): void => {
  if (now() - seen.newestMs < stepMs) return;
  try {
    mkdirSync(sealsOf(folder), { recursive: true });
    writeAtomic(markFile(folder), markText(markOf(seen), sealed, now()));
  } catch {
    // A store that cannot be written: the next look reads again.
  }
};

/**
 * Whether a sealed folder holds what it held when it was sealed; what differs where it does not. `marks`: by sizes, times and inodes while these
 * are as at the last reading, which is less than a day ago; else, and by `contents`, every file is read.
 */
export const inspectSeal = async (folder: string, by: "marks" | "contents", tell?: (bytes: number) => void): Promise<Difference | undefined> => {
  const sealed = readText(join(folder, sealName));
  if (sealed === undefined) return { path: sealName, expected: "the digest of the folder's manifest", found: "nothing" };
  // No byte of it is free: a line's end that became a blank is a change too.
  if (!sealForm.test(sealed)) return { path: sealName, expected: "the digest of the folder's manifest", found: "another text" };
  // Before reading: whoever writes meanwhile changes the mark.
  const seen = survey(folder, sealName);
  if (by === "marks" && looksAsBefore(folder, markOf(seen), sealed)) return undefined;
  const manifest = readText(join(sealsOf(folder), hexOf(sealed.trim())));
  if (manifest === undefined || `${digest(manifest)}\n` !== sealed)
    return {
      path: sealName,
      expected: "the digest of the folder's manifest",
      found: manifest === undefined ? "a digest without a manifest" : "another digest",
    };
  const lines = manifest.trimEnd().split("\n");
  const difference = firstDifference(
    lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Line])),
    await readAll(folder, seen, tell),
  );
  if (!difference && by === "marks") keepMark(folder, seen, sealed);
  return difference;
};

/** Whether a sealed folder that can be made again is there, as it was made. One that is not is taken away, and a line tells so. */
export const isIntact = async (folder: string, by: "marks" | "contents"): Promise<boolean> => {
  if (!existsSync(folder)) return false;
  const difference = await inspectSeal(folder, by);
  if (!difference) return true;
  say(`to be made again: ${describeDifference(folder, difference)}`);
  rmSync(folder, { recursive: true, force: true });
  return false;
};

/** Makes a sealed folder whole, as `makeWhole` does, unless it is there and intact. */
export const makeSealed = async <Reason>(
  folder: string,
  drafts: string,
  by: "marks" | "contents",
  fill: (draft: string) => Promise<Reason>,
): Promise<Reason | undefined> => {
  if (await isIntact(folder, by)) return undefined;
  return makeWhole(folder, drafts, async (draft) => {
    const reason = await fill(draft);
    if (reason === undefined) await seal(draft, folder);
    return reason;
  });
};

/** A difference of a folder as a sentence; undefined where there is none. */
export const describeDifference = (folder: string, difference: Difference | undefined): string | undefined =>
  difference && `${join(folder, difference.path)} is not what was installed: expected ${difference.expected}; found ${difference.found}`;

/** What is wrong with something in the store, as an error: exit code 3, since no verdict may rest on it. */
export const changedError = (folder: string, difference: Difference, again: string): GatehouseError =>
  new GatehouseError("store/changed", describeDifference(folder, difference) as string, { hint: again, exitCode: exitCodes.harness });
