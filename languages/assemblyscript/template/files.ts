// wasi-shim has no files: these are preview 1's own calls. AssemblyScript cannot catch: what fails returns false, null or -1,
// and `failure` says why.
import {
  dircookie, dirent, errno, errnoToString, fd, fd_close, fd_filestat_set_size, fd_prestat_dir_name, fd_prestat_get, fd_read, fd_readdir,
  fd_write, fdflags, filestat, iovec, lookupflags, oflags, path_create_directory, path_filestat_get, path_open, path_remove_directory,
  path_rename, path_unlink_file, prestat, prestat_dir, rights,
} from "bindings/wasi_snapshot_preview1";

const FIRST_PREOPENED: fd = 3;
const CHUNK: u32 = 4096;

/** Why the last call failed, such as NOENT. */
export let failure: string = "";

/** A file's bytes, or null. */
export function readFile(path: string): Uint8Array | null {
  const file = open(path, rights.FD_READ);
  if (file < 0) return null;
  const bytes: u8[] = [];
  const chunk = new Uint8Array(CHUNK);
  let count = read(file, chunk);
  for (; count > 0; count = read(file, chunk)) {
    for (let at = 0; at < count; at++) bytes.push(chunk[at]);
  }
  fd_close(file);
  if (count < 0) return null;
  const whole = new Uint8Array(bytes.length);
  whole.set(bytes);
  return whole;
}

/** Replaces a file's text; the file need not exist. */
export function writeFile(path: string, text: string): bool {
  return writeAll(open(path, rights.FD_WRITE, oflags.CREAT | oflags.TRUNC), text);
}

/** Adds text to a file's end; the file need not exist. */
export function appendFile(path: string, text: string): bool {
  return writeAll(open(path, rights.FD_WRITE, oflags.CREAT, fdflags.APPEND), text);
}

/** Cuts a file off, or fills it up with zeros. */
export function truncate(path: string, size: u64): bool {
  const file = open(path, rights.FD_WRITE | rights.FD_FILESTAT_SET_SIZE);
  if (file < 0) return false;
  const code = fd_filestat_set_size(file, size);
  fd_close(file);
  return check(code);
}

/** A file's length in bytes, or -1. */
export function sizeOf(path: string): i64 {
  const place = new Place(path);
  const found = check(path_filestat_get(place.directory, lookupflags.SYMLINK_FOLLOW, place.start, place.length, changetype<filestat>(out)));
  return found ? <i64>changetype<filestat>(out).size : -1;
}

/** The names in a directory, sorted, or null. */
export function listDirectory(path: string): string[] | null {
  const directory = open(path, rights.FD_READDIR, oflags.DIRECTORY);
  if (directory < 0) return null;
  const names: string[] = [];
  const buffer = new ArrayBuffer(CHUNK);
  const start = changetype<usize>(buffer);
  let cookie: dircookie = 0;
  let used: usize = CHUNK;
  // A full buffer may end within an entry, which is then asked for again.
  while (used == CHUNK) {
    if (!check(fd_readdir(directory, start, CHUNK, cookie, out))) break;
    used = load<usize>(out);
    for (let at = start; at + offsetof<dirent>() <= start + used; ) {
      const entry = changetype<dirent>(at);
      const name = at + offsetof<dirent>();
      at = name + entry.namlen;
      if (at > start + used) break;
      cookie = entry.next;
      const text = String.UTF8.decodeUnsafe(name, entry.namlen);
      if (text != "." && text != "..") names.push(text);
    }
  }
  fd_close(directory);
  return used < CHUNK ? names.sort() : null;
}

export function makeDirectory(path: string): bool {
  const place = new Place(path);
  return check(path_create_directory(place.directory, place.start, place.length));
}

export function removeDirectory(path: string): bool {
  const place = new Place(path);
  return check(path_remove_directory(place.directory, place.start, place.length));
}

export function removeFile(path: string): bool {
  const place = new Place(path);
  return check(path_unlink_file(place.directory, place.start, place.length));
}

export function rename(from: string, to: string): bool {
  const old = new Place(from);
  const place = new Place(to);
  return check(path_rename(old.directory, old.start, old.length, place.directory, place.start, place.length));
}

/** A descriptor, or -1. */
export function open(path: string, access: rights, how: oflags = 0, flags: fdflags = 0): i32 {
  const place = new Place(path);
  const code = path_open(place.directory, lookupflags.SYMLINK_FOLLOW, place.start, place.length, how, access, 0, flags, out);
  return check(code) ? load<i32>(out) : -1;
}

/** How many bytes came, 0 at the end, or -1. */
export function read(file: fd, bytes: Uint8Array): i32 {
  const vector = changetype<iovec>(out);
  vector.buf = bytes.dataStart;
  vector.buf_len = bytes.length;
  return check(fd_read(file, out, 1, out + offsetof<iovec>())) ? load<i32>(out, offsetof<iovec>()) : -1;
}

/** How many bytes were taken, or -1. */
export function write(file: fd, bytes: Uint8Array): i32 {
  const vector = changetype<iovec>(out);
  vector.buf = bytes.dataStart;
  vector.buf_len = bytes.length;
  return check(fd_write(file, out, 1, out + offsetof<iovec>())) ? load<i32>(out, offsetof<iovec>()) : -1;
}

function writeAll(file: i32, text: string): bool {
  if (file < 0) return false;
  let bytes = Uint8Array.wrap(String.UTF8.encode(text));
  let count = 0;
  while (bytes.length > 0 && count >= 0) {
    count = write(file, bytes);
    if (count > 0) bytes = bytes.subarray(count);
  }
  fd_close(file);
  return count >= 0;
}

/** What calls give back; the largest is a filestat. */
const out: usize = memory.data(64, 8);

function check(code: errno): bool {
  if (code != errno.SUCCESS) failure = errnoToString(code);
  return code == errno.SUCCESS;
}

/** The preopened directory that a path lies in, and the path from there. The first is the working directory, and has to refuse what lies in none. */
export class Place {
  directory: fd = FIRST_PREOPENED;
  private path: ArrayBuffer;

  constructor(path: string) {
    let rest = path;
    for (let directory = FIRST_PREOPENED; fd_prestat_get(directory, changetype<prestat>(out)) == errno.SUCCESS; directory++) {
      const name = new ArrayBuffer(<i32>changetype<prestat_dir>(out).name_len);
      fd_prestat_dir_name(directory, changetype<usize>(name), name.byteLength);
      const root = String.UTF8.decode(name, true);
      if (path != root && !path.startsWith(root.endsWith("/") ? root : root + "/")) continue;
      this.directory = directory;
      rest = path.substring(root.length);
      while (rest.startsWith("/")) rest = rest.substring(1);
      break;
    }
    this.path = String.UTF8.encode(rest.length > 0 ? rest : ".");
  }

  get start(): usize {
    return changetype<usize>(this.path);
  }

  get length(): usize {
    return this.path.byteLength;
  }
}
