import {
  errno, fd_fdstat_get, fd_prestat_dir_name, fd_prestat_get, fdstat, filestat, lookupflags, oflags, path_filestat_get, path_link, path_readlink, path_symlink,
  prestat, prestat_dir, rights,
} from "bindings/wasi_snapshot_preview1";
import { Place, makeDirectory, open, read, removeDirectory, removeFile, rename, write } from "./files";

const FIRST_PREOPENED = 3;
const LAST = 64;

/** What calls give back; the largest is a filestat. */
const out: usize = memory.data(64, 8);

function tells(path: string): bool {
  const place = new Place(path);
  return path_filestat_get(place.directory, lookupflags.SYMLINK_FOLLOW, place.start, place.length, changetype<filestat>(out)) == errno.SUCCESS;
}

function readsLink(path: string): bool {
  const place = new Place(path);
  const target = new ArrayBuffer(64);
  return path_readlink(place.directory, place.start, place.length, changetype<usize>(target), 64, out) == errno.SUCCESS;
}

function symlinks(target: string, path: string): bool {
  const place = new Place(path);
  const text = String.UTF8.encode(target);
  return path_symlink(changetype<usize>(text), text.byteLength, place.directory, place.start, place.length) == errno.SUCCESS;
}

function links(path: string, other: string): bool {
  const old = new Place(path);
  const place = new Place(other);
  return path_link(old.directory, 0, old.start, old.length, place.directory, place.start, place.length) == errno.SUCCESS;
}

function guesses(): bool {
  const byte = new Uint8Array(1);
  let leak = false;
  for (let descriptor = FIRST_PREOPENED + 1; descriptor <= LAST; descriptor++) {
    const reads = read(descriptor, byte) >= 0;
    const writes = write(descriptor, byte) >= 0;
    const told = fd_fdstat_get(descriptor, changetype<fdstat>(out)) == errno.SUCCESS;
    const preopened = fd_prestat_get(descriptor, changetype<prestat>(out)) == errno.SUCCESS;
    leak = leak || reads || writes || told || preopened;
  }
  return leak;
}

function printPreopens(): void {
  for (let descriptor = 0; descriptor <= LAST; descriptor++) {
    if (fd_prestat_get(descriptor, changetype<prestat>(out)) != errno.SUCCESS) continue;
    const name = new ArrayBuffer(<i32>changetype<prestat_dir>(out).name_len);
    fd_prestat_dir_name(descriptor, changetype<usize>(name), name.byteLength);
    console.log("preopen " + String.UTF8.decode(name));
  }
}

function leaks(verb: string, path: string, other: string): bool {
  if (verb == "read") return open(path, rights.FD_READ) >= 0;
  if (verb == "write") return open(path, rights.FD_WRITE) >= 0;
  if (verb == "list") return open(path, rights.FD_READDIR, oflags.DIRECTORY) >= 0;
  if (verb == "stat") return tells(path);
  if (verb == "readlink") return readsLink(path);
  if (verb == "make") return makeDirectory(path);
  if (verb == "symlink") return symlinks(path, other);
  if (verb == "link") return links(path, other);
  if (verb == "rename") return rename(path, other);
  if (verb == "remove") return removeFile(path);
  if (verb == "rmdir") return removeDirectory(path);
  if (verb == "descriptors") return guesses();
  process.stderr.write("no verb: " + verb + "\n");
  process.exit(2);
  return false;
}

let leaked = false;
for (let index = 1; index < process.argv.length; index++) {
  const attempt = process.argv[index];
  if (attempt == "preopens") {
    printPreopens();
    continue;
  }
  const words = attempt.split(" ");
  const leak = leaks(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
  console.log((leak ? "LEAK " : "refused ") + attempt);
  leaked = leaked || leak;
}
if (leaked) process.exit(1);
