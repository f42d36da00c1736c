declare module "wasi:clocks/monotonic-clock@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  /** Ready after so many nanoseconds. */
  export function subscribeDuration(nanoseconds: number): Pollable;
}
