import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../host/digest.ts";
import { hexOf } from "../model/digest.ts";
import type { StreamFact } from "../model/generated/journal.ts";
import type { Notice } from "../model/generated/runtime.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import type { ExpectedStream } from "./expected.ts";
import { firstLine, lineAt } from "./first-line.ts";

/** How much of a stream that is not as expected is kept, in bytes. */
export const blobLimit = 65_536;

/** How much of standard error may be an engine's own, in bytes. */
const noticeLimit = 4096;

const firstDifference = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a[index] !== b[index]) return index;
  return length;
};

const defined = (facts: { readonly line: string | undefined; readonly wanted?: string | undefined }): Pick<StreamFact, "line" | "wanted"> =>
  Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== undefined));

const differenceOf = (bytes: Buffer, expected: Buffer): Pick<StreamFact, "differsAt" | "line" | "wanted"> => {
  const differsAt = firstDifference(bytes, expected);
  return { differsAt, ...defined({ line: lineAt(bytes, differsAt), wanted: lineAt(expected, differsAt) }) };
};

// Of several answers, the one that it keeps to for longest is what it was to be.
const comparedWith = (bytes: Buffer, { bytes: first, prefix, others = [] }: ExpectedStream): Partial<StreamFact> => {
  if (prefix) {
    const start = bytes.subarray(0, first.length);
    return { start: digest(start), ...(start.equals(first) ? {} : differenceOf(start, first)) };
  }
  const all = [first, ...others.map((answer) => answer.bytes)].map((answer) => differenceOf(bytes, answer));
  return all.reduce((best, next) => ((next.differsAt ?? 0) > (best.differsAt ?? 0) ? next : best));
};

/** The bytes that a command left in a file; none where there is none. */
export const readStream = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
};

/**
 * Facts of a stream that a command left in a file. Compared whole: equal bytes have the expected digest, so only
 * streams that differ are hashed. Those, and free ones that say something, are kept below `blobs`, cut at 64 KiB. `tells`: its first line says why a program failed, where no contract holds it to anything.
 */
export const observeStream = (path: string, expected: ExpectedStream | undefined, blobs: string, tells = false): StreamFact => {
  const bytes = readStream(path);
  const fits = expected && !expected.prefix && [expected, ...(expected.others ?? [])].find((answer) => bytes.equals(answer.bytes));
  if (fits) return { size: bytes.length, digest: fits.digest };
  const own = digest(bytes);
  if (bytes.length > 0) writeFileSync(join(blobs, hexOf(own)), bytes.subarray(0, blobLimit));
  return {
    size: bytes.length,
    digest: own,
    ...(bytes.length > 0 ? { blob: true } : {}),
    ...(expected ? comparedWith(bytes, expected) : defined({ line: tells ? firstLine(bytes) : undefined })),
  };
};

/**
 * How far a time that a command wrote is from the span in which it ran, in milliseconds since 1970; negative where it is
 * behind. Undefined where it is no decimal number with a line end.
 */
export const offOf = (path: string, began: number, ended: number): number | undefined => {
  const text = /^(0|[1-9][0-9]{0,15})\n$/.exec(readStream(path).subarray(0, 64).toString("latin1"))?.[1];
  if (text === undefined) return undefined;
  const told = Number(text);
  return told < began ? told - began : Math.max(0, told - ended);
};

// What an engine writes of itself, as [from, to) in the bytes of a stream; only its first or last 4 KiB are looked at.
const findNotice = (bytes: Buffer, { stderr, at }: Pick<Notice, "stderr" | "at">): readonly [number, number] | undefined => {
  const from = at === "end" ? Math.max(0, bytes.length - noticeLimit) : 0;
  const text = bytes.subarray(from, from + noticeLimit).toString("latin1");
  const match = new RegExp(at === "end" ? `(?:${stderr})$` : `^(?:${stderr})`).exec(text);
  return match ? [from + match.index, from + match.index + match[0].length] : undefined;
};

/** Takes away what an engine itself writes first or last to standard error, by its manifest: the guest's words are compared, not its. */
export const dropNotice = (path: string, { notices }: Pick<ResolvedTarget, "notices">): void => {
  if (notices.length === 0) return;
  const bytes = readStream(path);
  for (const rule of notices) {
    const found = findNotice(bytes, rule);
    if (!found) continue;
    writeFileSync(path, Buffer.concat([bytes.subarray(0, found[0]), bytes.subarray(found[1])]));
    return;
  }
};

/** The last bytes of a file as text, at most `limit` of them; empty where there is none. */
export const tail = (path: string, size: number, limit: number): string => {
  if (size === 0) return "";
  const file = openSync(path, "r");
  try {
    const length = Math.min(size, limit);
    const buffer = Buffer.allocUnsafe(length);
    const count = readSync(file, buffer, 0, length, size - length);
    return buffer.subarray(0, count).toString("utf8");
  } finally {
    closeSync(file);
  }
};
