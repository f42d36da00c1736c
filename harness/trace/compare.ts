import type { Call, Parting } from "../model/generated/trace.ts";

// What differs between two runs of one program, or between engines that answer alike.
const moving: ReadonlySet<string> = new Set([
  ...["us", "sha256", "time", "resolution", "atim", "mtim", "ctim", "dev", "ino", "cookie", "precision", "base", "inheriting", "userdata"],
  ...["data-access-timestamp", "data-modification-timestamp", "status-change-timestamp", "lower", "upper", "seconds", "nanoseconds"],
]);

// Functions whose results no two runs share: time, random bytes, and places in a guest's own memory.
const free = /^(random_get|clock_|args_get$|environ_get$|fd_readdir$|wasi:random\/|wasi:clocks\/)/;

const pointers: ReadonlySet<string> = new Set(["argv", "environ", "buf", "in", "out"]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

// Keys that only one engine tells say nothing of a difference.
const agree = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((own, index) => agree(own, b[index]));
  if (isObject(a) && isObject(b)) return Object.keys(a).every((key) => moving.has(key) || pointers.has(key) || !(key in b) || agree(a[key], b[key]));
  return a === b || (isObject(a) !== isObject(b) && (a === undefined || b === undefined));
};

/** Whether two calls are the same, apart from times, inodes, random bytes and the like, as far as both engines tell them. */
export const isSameCall = (a: Call, b: Call): boolean => {
  if (a.call !== b.call || a.errno !== b.errno) return false;
  if (a.args !== undefined && b.args !== undefined && !agree(a.args, b.args)) return false;
  return free.test(a.call) || a.result === undefined || b.result === undefined || agree(a.result, b.result);
};

const shown = 5;

/** Where two traces part: how many calls are the same from the first on, the last of these, and what each did then. */
export const part = (left: readonly Call[], right: readonly Call[]): Parting => {
  const most = Math.min(left.length, right.length);
  let same = 0;
  while (same < most && isSameCall(left[same] as Call, right[same] as Call)) same++;
  return { same, before: left.slice(Math.max(0, same - shown), same), left: left.slice(same, same + shown), right: right.slice(same, same + shown) };
};

/** Whether two traces are the same to their ends. */
export const isSame = ({ left, right }: Parting): boolean => left.length === 0 && right.length === 0;
