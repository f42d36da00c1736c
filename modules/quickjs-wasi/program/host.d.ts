// What the interpreter gives a program beyond the language.

declare module "program" {
  export const run: { run(): void };
}

declare module "memory" {
  /** The address of bytes, which stay where they are. */
  export function address(bytes: Uint8Array): number;
  /** Text of UTF-8; what is none becomes U+FFFD. */
  export function decode(bytes: Uint8Array): string;
  /** UTF-8 of a text. */
  export function encode(text: string): Uint8Array;
  /** Closes the descriptor once nothing refers to the object. */
  export function hold(descriptor: number): object;
}

declare module "wasi_snapshot_preview1" {
  /** Bytes in place of their address. A DataView is none: its buffer is. */
  type Pointer = Uint8Array | Uint32Array | BigUint64Array | ArrayBufferLike;
  /** Zero, or an error's number. */
  type Errno = number;
  export function args_get(texts: Pointer, bytes: Pointer): Errno;
  export function args_sizes_get(count: Pointer, size: Pointer): Errno;
  export function environ_get(texts: Pointer, bytes: Pointer): Errno;
  export function environ_sizes_get(count: Pointer, size: Pointer): Errno;
  export function clock_time_get(clock: number, precision: bigint, time: Pointer): Errno;
  export function fd_close(fd: number): Errno;
  export function fd_fdstat_get(fd: number, stat: Pointer): Errno;
  export function fd_fdstat_set_flags(fd: number, flags: number): Errno;
  export function fd_filestat_get(fd: number, stat: Pointer): Errno;
  export function fd_filestat_set_size(fd: number, size: bigint): Errno;
  export function fd_pread(fd: number, pieces: Pointer, count: number, offset: bigint, size: Pointer): Errno;
  export function fd_prestat_get(fd: number, stat: Pointer): Errno;
  export function fd_prestat_dir_name(fd: number, name: Pointer, length: number): Errno;
  export function fd_pwrite(fd: number, pieces: Pointer, count: number, offset: bigint, size: Pointer): Errno;
  export function fd_read(fd: number, pieces: Pointer, count: number, size: Pointer): Errno;
  export function fd_readdir(fd: number, entries: Pointer, length: number, cookie: bigint, size: Pointer): Errno;
  export function fd_write(fd: number, pieces: Pointer, count: number, size: Pointer): Errno;
  export function path_create_directory(fd: number, path: Pointer, length: number): Errno;
  export function path_filestat_get(fd: number, flags: number, path: Pointer, length: number, stat: Pointer): Errno;
  export function path_filestat_set_times(
    ...operands: [fd: number, flags: number, path: Pointer, length: number, accessed: bigint, modified: bigint, which: number]
  ): Errno;
  export function path_link(
    ...operands: [fd: number, flags: number, path: Pointer, length: number, toFd: number, to: Pointer, toLength: number]
  ): Errno;
  export function path_open(
    ...operands: [
      fd: number, flags: number, path: Pointer, length: number, open: number, rights: bigint, inherited: bigint, access: number, opened: Pointer,
    ]
  ): Errno;
  export function path_readlink(fd: number, path: Pointer, length: number, target: Pointer, most: number, size: Pointer): Errno;
  export function path_remove_directory(fd: number, path: Pointer, length: number): Errno;
  export function path_rename(fd: number, path: Pointer, length: number, toFd: number, to: Pointer, toLength: number): Errno;
  export function path_symlink(target: Pointer, targetLength: number, fd: number, path: Pointer, length: number): Errno;
  export function path_unlink_file(fd: number, path: Pointer, length: number): Errno;
  export function poll_oneoff(subscriptions: Pointer, events: Pointer, count: number, happened: Pointer): Errno;
  export function proc_exit(code: number): never;
  export function random_get(bytes: Pointer, length: number): Errno;
  export function sock_accept(fd: number, flags: number, accepted: Pointer): Errno;
  export function sock_recv(fd: number, pieces: Pointer, count: number, flags: number, size: Pointer, told: Pointer): Errno;
  export function sock_send(fd: number, pieces: Pointer, count: number, flags: number, size: Pointer): Errno;
  export function sock_shutdown(fd: number, ends: number): Errno;
}
