// WASI 0.2 for languages that become JavaScript: plain functions of numbers, texts, byte arrays and lists of them.
import { getArguments, getEnvironment } from "wasi:cli/environment@0.2.12";
import { exitWithCode } from "wasi:cli/exit@0.2.12";
import { getStderr } from "wasi:cli/stderr@0.2.12";
import { now as instant, subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { now as wallClock } from "wasi:clocks/wall-clock@0.2.12";
import { open } from "../files.js";
import { chunks, encode, write } from "../stdio.js";

export { appendFile, errorCode, listDirectory, makeDirectory, readFile, removeDirectory, removeFile, rename, sizeOf, truncate, writeFile } from "../files.js";
export { encode, readText } from "../stdio.js";
export { getRandomBytes as randomBytes } from "wasi:random/random@0.2.12";

// Opened where it is first read: what stands here runs when the component is made.
let input: ReturnType<typeof chunks> | undefined;

/** The arguments without the program's name. */
export const args = (): string[] => getArguments().slice(1);

/** All variables: name, value. */
export const environment = (): [name: string, value: string][] => getEnvironment();

/** A variable's value; undefined where it is not set. */
export const variable = (name: string): string | undefined => getEnvironment().find(([own]) => own === name)?.[1];

/** The next bytes of standard input; undefined at its end. */
export const readBytes = (): Uint8Array | undefined => {
  input ??= chunks();
  return input.next().value ?? undefined;
};

/** Writes bytes to standard output. */
export const writeBytes = (bytes: Uint8Array): void => write(bytes);

/** Writes bytes to standard error. */
export const writeErrorBytes = (bytes: Uint8Array): void => write(bytes, getStderr());

/** Writes text to standard output, without a line end. */
export const writeText = (text: string): void => write(encode(text));

/** Writes text to standard error, without a line end. */
export const writeErrorText = (text: string): void => write(encode(text), getStderr());

/** Text of UTF-8 bytes; bytes that are not UTF-8 are taken for Latin-1. */
export const decode = (bytes: Uint8Array): string => {
  let latin = "";
  for (let at = 0; at < bytes.length; at += 4096) latin += String.fromCharCode(...bytes.subarray(at, at + 4096));
  try {
    return decodeURIComponent(escape(latin));
  } catch {
    return latin;
  }
};

/** Whether there is a directory of this name. */
export const isDirectory = (path: string): boolean => {
  try {
    open(path, { directory: true }, { read: true });
    return true;
  } catch {
    return false;
  }
};

/** Milliseconds since 1970 in UTC. */
export const now = (): number => {
  const { seconds, nanoseconds } = wallClock();
  return Number(seconds) * 1000 + Math.floor(nanoseconds / 1_000_000);
};

/** Nanoseconds of a clock that only goes on. */
export const monotonic = (): number => Number(instant());

/** Waits for at least so many milliseconds. */
export const sleep = (milliseconds: number): void => subscribeDuration(milliseconds * 1_000_000).block();

/** Ends the program with this exit code, from 0 to 255. */
export const exit = (code: number): never => exitWithCode(code);
