// Errors of preview 1 as those of WASI 0.2.

const codes = new Map<number, string>([
  [2, "access"], [6, "would-block"], [7, "already"], [8, "bad-descriptor"], [10, "busy"], [16, "deadlock"], [19, "quota"], [20, "exist"],
  [22, "file-too-large"], [25, "illegal-byte-sequence"], [26, "in-progress"], [27, "interrupted"], [28, "invalid"], [29, "io"],
  [31, "is-directory"], [32, "loop"], [34, "too-many-links"], [35, "message-size"], [37, "name-too-long"], [43, "no-device"], [44, "no-entry"],
  [46, "no-lock"], [48, "insufficient-memory"], [51, "insufficient-space"], [52, "unsupported"], [54, "not-directory"], [55, "not-empty"],
  [56, "not-recoverable"], [58, "unsupported"], [59, "no-tty"], [60, "no-such-device"], [61, "overflow"], [63, "not-permitted"], [64, "pipe"],
  [69, "read-only"], [70, "invalid-seek"], [74, "text-file-busy"], [75, "cross-device"], [76, "not-permitted"],
]);

/** What a function of WASI 0.2 throws: its error is the payload. */
export class Refused extends Error {
  readonly payload: unknown;

  constructor(payload: unknown, message = String(payload)) {
    super(message);
    this.payload = payload;
  }
}

/** The name of an error's number. */
export const codeOf = (errno: number): string => codes.get(errno) ?? `other: errno ${errno}`;

export const badDescriptor = 8;
const notCapable = 76;

/** What a read or a write of a descriptor without the right for it tells: that it is not open for that, as wasi-libc has it. */
export const used = (errno: number): number => (errno === notCapable ? badDescriptor : errno);

/** Throws what preview 1 refused. */
export function check(errno: number): void {
  if (errno !== 0) throw new Refused(codeOf(errno));
}

/** Throws what preview 1 refused as a stream tells it. */
export function checkStream(errno: number): void {
  if (errno === 64) throw new Refused({ tag: "closed" }, "closed");
  if (errno !== 0) throw new Refused({ tag: "last-operation-failed", val: codeOf(errno) }, codeOf(errno));
}
