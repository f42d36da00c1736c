// Operations on streams, and on what they wait for.
import { getStderr } from "wasi:cli/stderr@0.2.12";
import { getStdin } from "wasi:cli/stdin@0.2.12";
import { getStdout } from "wasi:cli/stdout@0.2.12";
import { subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { filesystemErrorCode } from "wasi:filesystem/types@0.2.12";
import { poll } from "wasi:io/poll@0.2.12";
import { find, forget, type Handle, has, keep, Refused } from "./calls.js";
import { camel, textOf, type Words } from "./words.js";

/** Calls a function; an error of a stream is told by its name, and what a failed operation tells about itself is kept as `error`. */
function call<T>(stream: Handle, name: string, ...operands: unknown[]): T {
  try {
    return stream[camel(name)]?.(...operands) as T;
  } catch (error) {
    const { payload } = error as { payload?: { tag: string; val?: unknown } };
    if (payload?.tag === undefined) throw error;
    if (payload.tag === "last-operation-failed") keep("error", payload.val);
    throw new Refused(payload.tag);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const told = (bytes: Uint8Array, remark = ""): string => `${bytes.length} ${textOf(bytes)}${remark}`;

function drain(input: Handle, most: number): string {
  const pieces: Uint8Array[] = [];
  for (;;) {
    try {
      const piece = call<Uint8Array>(input, "blocking-read", most);
      if (piece.length === 0) return `${joined(pieces).length} empty`;
      pieces.push(piece);
    } catch (error) {
      if (!(error instanceof Refused) || error.message !== "closed") throw error;
      return told(joined(pieces), pieces.some(({ length }) => length > most) ? " overrun" : "");
    }
  }
}

function until(input: Handle, count: number): string {
  const pieces: Uint8Array[] = [];
  for (let left = count; left > 0; left -= pieces.at(-1)?.length ?? 0) pieces.push(call<Uint8Array>(input, "blocking-read", left));
  return told(joined(pieces));
}

/** Writes all bytes as check-write permits, and flushes. */
function put(output: Handle, bytes: Uint8Array): string {
  const ready = call<Handle>(output, "subscribe");
  for (let at = 0; at < bytes.length; ) {
    const room = Number(call<number>(output, "check-write"));
    if (room === 0) ready.block?.();
    else call(output, "write", bytes.subarray(at, at + room));
    at += room;
  }
  call(output, "blocking-flush");
  return "";
}

const isStream = (handle: Handle): boolean => "blockingRead" in handle || "checkWrite" in handle;

function performOn(stream: Handle, name: string, words: Words): string {
  switch (name) {
    case "read":
    case "blocking-read": {
      const most = words.number();
      const bytes = call<Uint8Array>(stream, name, most);
      return told(bytes, bytes.length > most ? " overrun" : "");
    }
    case "skip":
    case "blocking-skip":
      return `${call(stream, name, words.number())}`;
    case "drain":
      return drain(stream, words.number());
    case "until":
      return until(stream, words.number());
    case "put":
      return put(stream, words.text());
    case "check-write":
      return call<number>(stream, name) === 0 ? "none" : "some";
    case "blocking-splice":
    case "splice":
      return `${call(stream, name, find(words.next()), words.number())}`;
    case "write":
    case "blocking-write-and-flush":
      call(stream, name, words.text());
      return "";
    case "write-zeroes":
    case "blocking-write-zeroes-and-flush":
      call(stream, name, words.number());
      return "";
    default:
      call(stream, name);
      return "";
  }
}

const standard: Readonly<Record<string, () => unknown>> = { "get-stdin": getStdin, "get-stdout": getStdout, "get-stderr": getStderr };
const ownOperations =
  /^(blocking-)?(read|skip|splice|flush)$|^(check-write|write|write-zeroes|blocking-write-and-flush|blocking-write-zeroes-and-flush|drain|until|put)$/;

/** Performs an operation of streams or pollables; undefined where it is none. */
export function performOnStream(name: string, words: Words): string | undefined {
  const made = standard[name];
  if (made) return keep(words.result(), made());
  switch (name) {
    case "block":
      find(words.next()).block?.();
      return "";
    case "drop":
      if (!forget(words.next())) throw new Refused("no-handle");
      return "";
    case "poll": {
      const pollables: Handle[] = [];
      for (let word = words.more(); word !== undefined; word = words.more()) pollables.push(find(word));
      return [...poll(pollables as never)].sort((a, b) => a - b).join(" ");
    }
    case "ready":
      return `${find(words.next()).ready?.()}`;
    case "subscribe":
      return keep(words.result(), call(find(words.next()), name));
    case "subscribe-duration":
      return keep(words.result(), subscribeDuration(words.number()));
    case "to-debug-string":
      find(words.next()).toDebugString?.();
      return "";
    case "filesystem-error-code":
      return filesystemErrorCode(find(words.next()) as never) ?? "none";
  }
  if (!ownOperations.test(name)) return undefined;
  const at = words.next();
  if (has(at) && !isStream(find(at))) {
    words.back(at);
    return undefined;
  }
  return performOn(find(at), name, words);
}
