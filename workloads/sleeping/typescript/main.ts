import { getArguments } from "wasi:cli/environment@0.2.12";
import { now, subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { print, warn } from "./stdio.js";

declare module "wasi:clocks/monotonic-clock@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  /** In nanoseconds. */
  export function now(): number;
  export function subscribeDuration(nanoseconds: number): Pollable;
}

const MOST_TRIES = 10;
const SLACK = 30e6;
const READS = 20_000;

function sleepFor(wanted: number): number {
  const before = now();
  subscribeDuration(wanted).block();
  return Number(now() - before);
}

function sleepInTime(wanted: number): string {
  let passed = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    passed = sleepFor(wanted);
    if (passed >= wanted && passed <= wanted + SLACK) return "in time";
  }
  throw new Error(`slept for ${passed} ns instead of ${wanted}`);
}

function readSteadily(): string {
  const first = now();
  let last = first;
  for (let each = 0; each < READS; each++) {
    const next = now();
    if (next < last) throw new Error(`back by ${last - next} ns`);
    last = next;
  }
  sleepFor(2e6);
  return now() > first ? "steady" : "stuck";
}

export const run = {
  run(): void {
    const what = getArguments()[1];
    try {
      print(what === "steady" ? readSteadily() : sleepInTime(Number(what) * 1e6));
    } catch (error) {
      warn((error as Error).message);
      throw undefined; // the error of run's result: exit status 1
    }
  },
};
