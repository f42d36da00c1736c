import { fd_fdstat_get, path_open } from "wasi_snapshot_preview1";
import { check } from "../errors.js";
import { left, place } from "../words.js";

export interface OpenFlags {
  readonly create?: boolean;
  readonly directory?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
}

export interface DescriptorFlags {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly mutateDirectory?: boolean;
}

// Rights of preview 1: datasync, read, write, allocate, readdir, filestat-set-size.
const [dataSync, read, write, allocate, readDirectory, setSize] = [1n << 0n, 1n << 1n, 1n << 6n, 1n << 8n, 1n << 14n, 1n << 22n];
const toRead = read | readDirectory;
const toWrite = dataSync | write | allocate | setSize;

const bit = (flag: boolean | undefined, value: number): number => (flag ? value : 0);

/** A new descriptor below that of a directory; throws the error code. It has all the rights that the directory hands on and `access` does not rule out. */
export function openPath(directory: number, how: number, path: Uint8Array, open: OpenFlags, access: DescriptorFlags): number {
  const stat = new DataView(new ArrayBuffer(24));
  check(fd_fdstat_get(directory, stat.buffer));
  const handedOn = stat.getBigUint64(16, true);
  const ruledOut = (access.read ? 0n : toRead) | (access.write ? 0n : toWrite);
  const flags = bit(open.create, 1) | bit(open.directory, 2) | bit(open.exclusive, 4) | bit(open.truncate, 8);
  const opened = place();
  check(path_open(directory, how, path, path.length, flags, handedOn & ~ruledOut, handedOn, 0, opened));
  return left(opened);
}
