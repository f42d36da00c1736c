import { decode, encode } from "memory";
import {
  fd_filestat_get, fd_filestat_set_size, fd_pread, fd_pwrite, path_create_directory, path_filestat_get, path_filestat_set_times, path_link, path_readlink,
  path_remove_directory, path_rename, path_symlink, path_unlink_file,
} from "wasi_snapshot_preview1";
import { badDescriptor, check, Refused, used } from "../errors.js";
import { Handle } from "../handle.js";
import { InputStream, OutputStream } from "../io/streams.js";
import { type NewTimestamp, toTime } from "../times.js";
import { left, pieceOf, place } from "../words.js";
import { DirectoryEntryStream } from "./directory.js";
import { type DescriptorFlags, type OpenFlags, openPath } from "./open.js";
import { readStat, type Stat, statSize } from "./stat.js";

export interface PathFlags {
  readonly symlinkFollow?: boolean;
}

const flagsOf = ({ symlinkFollow }: PathFlags): number => (symlinkFollow ? 1 : 0);

type Path = [bytes: Uint8Array, length: number];

function toPath(path: string): Path {
  const bytes = encode(path);
  return [bytes, bytes.length];
}

function statBy(read: (into: DataView) => number): Stat {
  const view = new DataView(new ArrayBuffer(statSize));
  check(read(view));
  return readStat(view);
}

/** An open file or directory. What fails throws `{ payload: error-code }`. */
export class Descriptor {
  readonly #handle: Handle;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  get #fd(): number {
    return this.#handle.fd;
  }

  /** At most so many bytes at an offset, and whether the end was met. */
  read(length: number | bigint, offset: number | bigint): [bytes: Uint8Array, ended: boolean] {
    const [bytes, size] = [new Uint8Array(Number(length)), place()];
    check(used(fd_pread(this.#fd, pieceOf(bytes), 1, BigInt(offset), size)));
    return [bytes.subarray(0, left(size)), left(size) === 0];
  }

  /** How many bytes were written. */
  write(bytes: Uint8Array, offset: number | bigint): number {
    const size = place();
    check(used(fd_pwrite(this.#fd, pieceOf(bytes), 1, BigInt(offset), size)));
    return left(size);
  }

  readViaStream(offset: number | bigint): InputStream {
    // What has no bytes is refused here and not by the stream. Of a directory some hosts say that it is not open for reading.
    const errno = fd_pread(this.#fd, pieceOf(new Uint8Array(1)), 1, BigInt(offset), place());
    if (errno === badDescriptor && this.stat().type === "directory") throw new Refused("is-directory");
    check(used(errno));
    return InputStream.at(this.#handle, BigInt(offset));
  }

  writeViaStream(offset: number | bigint): OutputStream {
    return OutputStream.at(this.#handle, (written) => BigInt(offset) + written);
  }

  appendViaStream(): OutputStream {
    return OutputStream.at(this.#handle, () => BigInt(this.stat().size));
  }

  setSize(size: number | bigint): void {
    check(fd_filestat_set_size(this.#fd, BigInt(size)));
  }

  stat(): Stat {
    return statBy((into) => fd_filestat_get(this.#fd, into.buffer));
  }

  readDirectory(): DirectoryEntryStream {
    return new DirectoryEntryStream(this.#handle);
  }

  statAt(how: PathFlags, path: string): Stat {
    return statBy((into) => path_filestat_get(this.#fd, flagsOf(how), ...toPath(path), into.buffer));
  }

  setTimesAt(how: PathFlags, path: string, accessed: NewTimestamp, modified: NewTimestamp): void {
    const [access, change] = [toTime(accessed, 1, 2), toTime(modified, 4, 8)];
    check(path_filestat_set_times(this.#fd, flagsOf(how), ...toPath(path), access.time, change.time, access.flags | change.flags));
  }

  readlinkAt(path: string): string {
    const [size, own] = [place(), toPath(path)];
    for (let target = new Uint8Array(256); ; target = new Uint8Array(2 * target.length)) {
      check(path_readlink(this.#fd, ...own, target, target.length, size));
      if (left(size) < target.length) return decode(target.subarray(0, left(size)));
    }
  }

  symlinkAt(target: string, path: string): void {
    check(path_symlink(...toPath(target), this.#fd, ...toPath(path)));
  }

  linkAt(how: PathFlags, path: string, directory: Descriptor, to: string): void {
    check(path_link(this.#fd, flagsOf(how), ...toPath(path), directory.#fd, ...toPath(to)));
  }

  openAt(how: PathFlags, path: string, open: OpenFlags, access: DescriptorFlags): Descriptor {
    return new Descriptor(Handle.opened(openPath(this.#fd, flagsOf(how), encode(path), open, access)));
  }

  createDirectoryAt(path: string): void {
    check(path_create_directory(this.#fd, ...toPath(path)));
  }

  removeDirectoryAt(path: string): void {
    check(path_remove_directory(this.#fd, ...toPath(path)));
  }

  unlinkFileAt(path: string): void {
    check(path_unlink_file(this.#fd, ...toPath(path)));
  }

  renameAt(from: string, directory: Descriptor, to: string): void {
    check(path_rename(this.#fd, ...toPath(from), directory.#fd, ...toPath(to)));
  }
}

/** The error code that a stream's failure stands for. */
export const filesystemErrorCode = (failure: unknown): string | undefined => (typeof failure === "string" ? failure : undefined);
