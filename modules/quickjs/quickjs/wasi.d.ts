// What host.ts calls beyond the other programs in JavaScript.
declare module "wasi:cli/exit@0.2.12" {
  export function exitWithCode(code: number): never;
}

declare module "wasi:clocks/monotonic-clock@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  export function now(): number;
  export function subscribeDuration(nanoseconds: number): Pollable;
}

declare module "wasi:random/random@0.2.12" {
  export function getRandomBytes(length: number): Uint8Array;
}
