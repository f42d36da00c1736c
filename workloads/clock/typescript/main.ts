import { getArguments } from "wasi:cli/environment@0.2.12";
import { now as monotonic, subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { now } from "wasi:clocks/wall-clock@0.2.12";
import { print, warn } from "./stdio.js";

declare module "wasi:clocks/monotonic-clock@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  /** In nanoseconds. */
  export function now(): number;
  export function subscribeDuration(nanoseconds: number): Pollable;
}

function fail(reason: string): never {
  warn(reason);
  throw undefined; // the error of run's result: exit status 1
}

function sleepFor(wanted: number): void {
  const before = monotonic();
  subscribeDuration(wanted).block();
  const passed = Number(monotonic() - before);
  if (passed < wanted) fail(`slept for ${passed} ns only`);
  print("slept");
}

export const run = {
  run(): void {
    const [what, milliseconds, ...more] = getArguments().slice(1);
    if (what === "now" && milliseconds === undefined) {
      const { seconds, nanoseconds } = now();
      print(Number(seconds) * 1000 + Math.floor(nanoseconds / 1e6));
    } else if (what === "sleep" && milliseconds !== undefined && more.length === 0) sleepFor(Number(milliseconds) * 1e6);
    else fail("usage: main now | sleep MILLISECONDS");
  },
};
