import type fc from "fast-check";
import { anyOf, call, flags, lengths, linkPath, linkTarget, lookup, mostly, offset, oneOf, path, size, step, texts } from "./words.ts";

const folder = mostly([4, ["/data"]], [1, ["d0"]]);
const file = mostly([8, ["f0", "f1"]], [1, ["d0"]], [1, ["/data"]]);
const opening = flags("creat", "directory", "excl", "trunc");
const fdflags = mostly([3, ["-"]], [1, ["append", "sync", "dsync", "rsync", "nonblock"]]);
const rights = mostly([4, ["rw", "r", "w"]], [1, ["fd_read", "fd_write", "-"]]);
const advice = oneOf("normal", "sequential", "random", "willneed", "dontneed", "noreuse");
const times = mostly([12, ["atim,mtim", "atim", "mtim", "atim_now", "mtim_now", "-"]], [1, ["atim,atim_now"]]);
const time = oneOf("0", "1000000000", "1500000000500000000");

/** Calls that open what others can use, and most times succeed. */
export const openingsOfPreview1: fc.Arbitrary<string> = anyOf(
  [3, call("path_open /data nofollow a.txt - - rw > f0")],
  [3, call("path_open /data nofollow", oneOf("new", "d/new"), oneOf("creat", "creat,excl"), fdflags, oneOf("rw", "w"), ">", oneOf("f0", "f1"))],
  [2, call("path_open /data nofollow", oneOf("a.txt", "d/b.txt"), "-", fdflags, oneOf("r", "w", "rw"), ">", oneOf("f0", "f1"))],
  [2, call("path_open /data nofollow d directory > d0")],
  [2, call("path_symlink", linkTarget, "/data", oneOf("l", "m"))],
);

/** Calls of preview 1 on files whose answers are settled: no clocks, no random bytes, no inodes, directories sorted. */
export const callsOfPreview1: fc.Arbitrary<string> = anyOf(
  [7, call("path_open", folder, lookup, path, opening, fdflags, rights, ">", oneOf("f0", "f1"))],
  [2, call("path_open /data", lookup, oneOf("d", ".", "l", "d/"), oneOf("directory", "-"), "> d0")],
  [3, call("path_filestat_get", folder, lookup, path)],
  [2, call("fd_readdir", folder, oneOf("4k", "100"))],
  [2, call("path_create_directory", folder, path)],
  [2, call("path_remove_directory", folder, path)],
  [2, call("path_unlink_file", folder, path)],
  [2, call("path_rename", folder, path, folder, path)],
  [2, call("path_symlink", linkTarget, folder, linkPath)],
  [1, call("path_link", folder, lookup, path, folder, path)],
  [1, call("path_readlink", folder, path, oneOf("100", "0", "1"))],
  [1, call("path_filestat_set_times", folder, lookup, path, time, time, times)],
  [1, call("path_filestat_get", folder, lookup, path, "mtim")],
  [3, call("fd_read", file, lengths)],
  [3, call("fd_write", file, texts)],
  [2, call("fd_pread", file, lengths, offset)],
  [2, call("fd_pwrite", file, texts, size)],
  [3, call("fd_seek", file, step, oneOf("set", "cur", "end"))],
  [1, call("fd_tell", file)],
  [2, call("fd_filestat_get", file)],
  [1, call("fd_filestat_get", file, "mtim")],
  [2, call("fd_filestat_set_size", file, size)],
  [1, call("fd_filestat_set_times", file, time, time, times)],
  [1, call("fd_allocate", file, size, size)],
  [1, call("fd_advise", file, offset, offset, advice)],
  [1, call("fd_fdstat_get", file, "flags")],
  [1, call("fd_fdstat_set_flags", file, fdflags)],
  [1, call(oneOf("fd_sync", "fd_datasync"), file)],
  [1, call("fd_prestat_get", file)],
  [2, call("fd_close", oneOf("f0", "f1", "d0"))],
  [1, call("fd_renumber", oneOf("f0", "f1"), oneOf("f1", "f0", "d0"))],
);
