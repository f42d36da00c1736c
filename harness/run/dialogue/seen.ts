import { digest } from "../../host/digest.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { formatDuration, printable } from "../../model/text.ts";

/** What a step saw: how much moved, what came in, and why it failed if it did. */
export interface Seen {
  readonly bytes?: number;
  /** What came in, as far as it was looked at. */
  readonly received?: Uint8Array;
  readonly signal?: string;
  readonly failure?: StepFailure;
}

const excerpt = (bytes: Uint8Array, at: number): string => {
  const part = Buffer.from(bytes.subarray(at, at + 16));
  return part.length === 0 ? "nothing" : JSON.stringify(printable(part.toString("latin1"))).replaceAll("\\\\", "\\");
};

/** Index of the first byte that differs within the length that both have; undefined where none does. */
const differenceIn = (a: Uint8Array, b: Uint8Array): number | undefined => {
  const length = Math.min(a.length, b.length);
  if (Buffer.compare(a.subarray(0, length), b.subarray(0, length)) === 0) return undefined;
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at;
  return undefined;
};

/** The failure of bytes that are not the expected ones; undefined while what is there fits. */
export const compareStart = (found: Uint8Array, expected: Uint8Array): StepFailure | undefined => {
  const at = differenceIn(found, expected);
  if (at === undefined) return undefined;
  return { how: "differs", differsAt: at, detail: `byte ${at} differs: expected ${excerpt(expected, at)}, found ${excerpt(found, at)}` };
};

/** The failure of bytes that came where none were expected. */
export const tooMuch = (found: Uint8Array): StepFailure => ({
  how: "differs",
  differsAt: 0,
  detail: `${found.length} bytes that no step expects: ${excerpt(found, 0)}`,
});

/** How far something came, in words. */
export const progress = (done: number, whole: number): string => `after ${done} of ${whole} bytes`;

/** The failure of something that did not happen in time. */
export const silent = (what: string, limitMs: number): StepFailure => ({ how: "silent", detail: `${what} within ${formatDuration(limitMs)}` });

/** The digest of what came in. */
export const digestSeen = ({ received }: Seen): string | undefined => (received === undefined || received.length === 0 ? undefined : digest(received));
