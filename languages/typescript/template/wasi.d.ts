// The part of WASI 0.2 that programs here use, as componentize-qjs gives it: a u64 is a number, a result's error is thrown.
declare module "wasi:io/streams@0.2.12" {
  export interface InputStream {
    /** Waits for at least one byte; throws `{ payload: { tag: "closed" } }` at the end. */
    blockingRead(length: number): Uint8Array;
  }
  export interface OutputStream {
    /** At most 4096 bytes in a call. */
    blockingWriteAndFlush(contents: Uint8Array): void;
  }
}

declare module "wasi:cli/environment@0.2.12" {
  export function getEnvironment(): [name: string, value: string][];
  /** The program's name and then its arguments. */
  export function getArguments(): string[];
}

declare module "wasi:cli/exit@0.2.12" {
  export function exit(status: { tag: "ok" } | { tag: "err" }): never;
}

declare module "wasi:cli/stdin@0.2.12" {
  import type { InputStream } from "wasi:io/streams@0.2.12";
  export function getStdin(): InputStream;
}

declare module "wasi:cli/stdout@0.2.12" {
  import type { OutputStream } from "wasi:io/streams@0.2.12";
  export type { OutputStream };
  export function getStdout(): OutputStream;
}

declare module "wasi:cli/stderr@0.2.12" {
  import type { OutputStream } from "wasi:io/streams@0.2.12";
  export function getStderr(): OutputStream;
}
