// The part of WASI 0.2 that programs here use, as componentize-qjs gives it: a u64 is a number, a result's error is thrown.
// componentize-js takes such a number, and gives a bigint back: Number makes one of both.
declare module "wasi:io/poll@0.2.12" {
  export interface Pollable {
    /** Waits until it is ready. */
    block(): void;
  }
  /** Waits until at least one is ready; gives their indices. */
  export function poll(pollables: Pollable[]): Iterable<number>;
}

declare module "wasi:io/streams@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  export interface InputStream {
    /** Waits for at least one byte; throws `{ payload: { tag: "closed" } }` at the end. */
    blockingRead(length: number): Uint8Array;
    /** The same without waiting: there may be no byte. */
    read(length: number): Uint8Array;
    subscribe(): Pollable;
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
  export type { InputStream };
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

declare module "wasi:clocks/wall-clock@0.2.12" {
  export function now(): { seconds: number; nanoseconds: number };
}

declare module "wasi:filesystem/preopens@0.2.12" {
  import type { Descriptor } from "wasi:filesystem/types@0.2.12";
  export function getDirectories(): [directory: Descriptor, name: string][];
}

declare module "wasi:filesystem/types@0.2.12" {
  import type { InputStream, OutputStream } from "wasi:io/streams@0.2.12";
  export interface PathFlags {
    symlinkFollow?: boolean;
  }
  export interface OpenFlags {
    create?: boolean;
    directory?: boolean;
    exclusive?: boolean;
    truncate?: boolean;
  }
  export interface DescriptorFlags {
    read?: boolean;
    write?: boolean;
    mutateDirectory?: boolean;
  }
  export interface DirectoryEntry {
    type: string;
    name: string;
  }
  export interface DirectoryEntryStream {
    readDirectoryEntry(): DirectoryEntry | null | undefined;
  }
  export interface Datetime {
    seconds: number;
    nanoseconds: number;
  }
  export interface Stat {
    type: string;
    size: number;
    dataAccessTimestamp?: Datetime;
    dataModificationTimestamp?: Datetime;
  }
  export type NewTimestamp = { tag: "no-change" } | { tag: "now" } | { tag: "timestamp"; val: Datetime };
  /** What fails throws `{ payload: error-code }`. */
  export interface Descriptor {
    /** At most so many bytes at an offset, and whether the end was met. */
    read(length: number, offset: number): [bytes: Uint8Array, ended: boolean];
    /** How many bytes were written. */
    write(bytes: Uint8Array, offset: number): number;
    setTimesAt(how: PathFlags, path: string, accessed: NewTimestamp, modified: NewTimestamp): void;
    readViaStream(offset: number): InputStream;
    writeViaStream(offset: number): OutputStream;
    appendViaStream(): OutputStream;
    setSize(size: number): void;
    stat(): Stat;
    readDirectory(): DirectoryEntryStream;
    statAt(how: PathFlags, path: string): Stat;
    readlinkAt(path: string): string;
    symlinkAt(target: string, path: string): void;
    linkAt(how: PathFlags, path: string, directory: Descriptor, to: string): void;
    openAt(how: PathFlags, path: string, open: OpenFlags, access: DescriptorFlags): Descriptor;
    createDirectoryAt(path: string): void;
    removeDirectoryAt(path: string): void;
    unlinkFileAt(path: string): void;
    renameAt(from: string, directory: Descriptor, to: string): void;
  }
  /** The error code that a stream's failure stands for. */
  export function filesystemErrorCode(failure: unknown): string | null | undefined;
}

declare module "wasi:sockets/instance-network@0.2.12" {
  export interface Network {
    readonly network: unique symbol;
  }
  export function instanceNetwork(): Network;
}

declare module "wasi:sockets/tcp@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  import type { InputStream, OutputStream } from "wasi:io/streams@0.2.12";
  import type { Network } from "wasi:sockets/instance-network@0.2.12";
  export type IpSocketAddress = { tag: "ipv4"; val: { port: number; address: number[] } };
  /** What cannot be done at once throws `{ payload: "would-block" }`. */
  export interface TcpSocket {
    startBind(network: Network, local: IpSocketAddress): void;
    finishBind(): void;
    startConnect(network: Network, remote: IpSocketAddress): void;
    finishConnect(): [InputStream, OutputStream];
    startListen(): void;
    finishListen(): void;
    accept(): [TcpSocket, InputStream, OutputStream];
    subscribe(): Pollable;
    shutdown(what: "receive" | "send" | "both"): void;
  }
}

declare module "wasi:sockets/tcp-create-socket@0.2.12" {
  import type { TcpSocket } from "wasi:sockets/tcp@0.2.12";
  export function createTcpSocket(family: "ipv4" | "ipv6"): TcpSocket;
}
