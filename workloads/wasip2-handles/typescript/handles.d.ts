// What the template's bindings leave out.
declare module "wasi:clocks/monotonic-clock@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  /** Ready after so many nanoseconds. */
  export function subscribeDuration(nanoseconds: number): Pollable;
}

declare module "wasi:cli/terminal-stdin@0.2.12" {
  export function getTerminalStdin(): object | null | undefined;
}

declare module "wasi:cli/terminal-stdout@0.2.12" {
  export function getTerminalStdout(): object | null | undefined;
}

declare module "wasi:cli/terminal-stderr@0.2.12" {
  export function getTerminalStderr(): object | null | undefined;
}
