/**
 * Loaded before node-wasi's host by `node --import`: breaks one WASI call, named by PLANT, and leaves the others as they
 * are. An engine that nobody has published yet, with one fault.
 */
import { WASI } from "node:wasi";

const [stdin, stdout, stderr] = [0, 1, 2];
const errno = { access: 2, badf: 8, inval: 28, nosys: 52 };
let memory;
const view = () => new DataView(memory.buffer);
const bytes = () => new Uint8Array(memory.buffer);

const start = WASI.prototype.start;
WASI.prototype.start = function (instance) {
  memory = instance.exports.memory;
  return start.call(this, instance);
};

/** By plant: the call that it breaks, and what takes its place; `real` is the engine's own. */
const plants = {
  "fd_write-drops-the-last-byte": [
    "fd_write",
    (real) => (fd, iovs, count, written) => {
      const at = iovs + (count - 1) * 8 + 4;
      const length = view().getUint32(at, true);
      if (fd !== stdout || length === 0) return real(fd, iovs, count, written);
      view().setUint32(at, length - 1, true);
      const result = real(fd, iovs, count, written);
      view().setUint32(at, length, true);
      view().setUint32(written, view().getUint32(written, true) + 1, true);
      return result;
    },
  ],
  "fd_write-writes-twice": [
    "fd_write",
    (real) =>
      (fd, ...rest) => {
        if (fd === stdout) real(fd, ...rest);
        return real(fd, ...rest);
      },
  ],
  "fd_write-mixes-the-streams-up": [
    "fd_write",
    (real) =>
      (fd, ...rest) =>
        real(fd === stdout ? stderr : fd, ...rest),
  ],
  "fd_write-says-that-nothing-was-written": ["fd_write", () => () => errno.nosys],
  "fd_read-sees-the-end-at-once": [
    "fd_read",
    (real) => (fd, iovs, count, read) => {
      if (fd !== stdin) return real(fd, iovs, count, read);
      view().setUint32(read, 0, true);
      return 0;
    },
  ],
  "fd_read-flips-a-bit": [
    "fd_read",
    (real) => (fd, iovs, count, read) => {
      const result = real(fd, iovs, count, read);
      if (fd === stdin && view().getUint32(read, true) > 0) bytes()[view().getUint32(iovs, true)] ^= 1;
      return result;
    },
  ],
  "args_sizes_get-forgets-the-last": [
    "args_sizes_get",
    (real) => (count, size) => {
      const result = real(count, size);
      view().setUint32(count, Math.max(1, view().getUint32(count, true) - 1), true);
      return result;
    },
  ],
  "args_get-changes-a-letter": [
    "args_get",
    (real) => (pointers, buffer) => {
      const result = real(pointers, buffer);
      const second = view().getUint32(pointers + 4, true);
      if (second > buffer && bytes()[second] !== 0) bytes()[second] ^= 2;
      return result;
    },
  ],
  "environ_sizes_get-sees-none": [
    "environ_sizes_get",
    () => (count, size) => {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return 0;
    },
  ],
  "environ_get-fails": ["environ_get", () => () => errno.inval],
  "proc_exit-is-always-well": ["proc_exit", (real) => () => real(0)],
  "proc_exit-keeps-one-bit": ["proc_exit", (real) => (code) => real(code & 1)],
  "proc_exit-three-becomes-four": ["proc_exit", (real) => (code) => real(code === 3 ? 4 : code)],
  "fd_write-says-more-than-it-wrote": [
    "fd_write",
    (real) => (fd, iovs, count, written) => {
      const at = iovs + 4;
      const length = view().getUint32(at, true);
      if (fd !== stdout || length < 100) return real(fd, iovs, count, written);
      view().setUint32(at, 100, true);
      const result = real(fd, iovs, count, written);
      view().setUint32(at, length, true);
      view().setUint32(written, view().getUint32(written, true) + length - 100, true);
      return result;
    },
  ],
  "fd_write-shouts": [
    "fd_write",
    (real) => (fd, iovs, count, written) => {
      const [from, length] = [view().getUint32(iovs, true), view().getUint32(iovs + 4, true)];
      const letters = bytes().subarray(from, from + length);
      if (fd === stdout) letters.set(letters.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte)));
      return real(fd, iovs, count, written);
    },
  ],
  "fd_write-is-deaf-to-errors": [
    "fd_write",
    (real) => (fd, iovs, count, written) => {
      if (fd !== stderr) return real(fd, iovs, count, written);
      view().setUint32(written, view().getUint32(iovs + 4, true), true);
      return 0;
    },
  ],
  "fd_read-reads-zeros": [
    "fd_read",
    (real) => (fd, iovs, count, read) => {
      const result = real(fd, iovs, count, read);
      const from = view().getUint32(iovs, true);
      if (fd === stdin) bytes().fill(0, from, from + Math.min(8, view().getUint32(read, true)));
      return result;
    },
  ],
  "environ_sizes_get-forgets-the-last": [
    "environ_sizes_get",
    (real) => (count, size) => {
      const result = real(count, size);
      view().setUint32(count, Math.max(0, view().getUint32(count, true) - 1), true);
      return result;
    },
  ],
  "fd_write-waits": [
    "fd_write",
    (real) =>
      (...words) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
        return real(...words);
      },
  ],
  "path_open-is-not-there": ["path_open", () => () => errno.nosys],
  "path_open-creates-what-is-missing": [
    "path_open",
    (real) =>
      (fd, look, path, length, flags, ...rest) =>
        real(fd, look, path, length, flags | 1, ...rest),
  ],
  "path_open-empties": [
    "path_open",
    (real) =>
      (fd, look, path, length, flags, ...rest) =>
        real(fd, look, path, length, (flags & 1) !== 0 ? flags | 8 : flags, ...rest),
  ],
  "path_unlink_file-does-nothing": ["path_unlink_file", () => () => 0],
  "path_rename-does-nothing": ["path_rename", () => () => 0],
  "path_create_directory-is-refused": ["path_create_directory", () => () => errno.access],
  "path_remove_directory-does-nothing": ["path_remove_directory", () => () => 0],
  "fd_readdir-sees-nothing": [
    "fd_readdir",
    () => (_fd, _buffer, _length, _cookie, used) => {
      view().setUint32(used, 0, true);
      return 0;
    },
  ],
  "fd_filestat_set_size-does-nothing": ["fd_filestat_set_size", () => () => 0],
  "fd_prestat_get-hides-directories": ["fd_prestat_get", () => () => errno.badf],
};

const name = process.env.PLANT;
if (name !== undefined) {
  const [call, breaks] = plants[name];
  const original = WASI.prototype.getImportObject;
  WASI.prototype.getImportObject = function () {
    const { wasi_snapshot_preview1: calls } = original.call(this);
    return { wasi_snapshot_preview1: { ...calls, [call]: breaks(calls[call]) } };
  };
}
