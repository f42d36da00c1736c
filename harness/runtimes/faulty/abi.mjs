import { errors } from "../preview1-signatures.mjs";

/** Names of the words that preview 1's functions get, in their order; a buffer and a text are two. */
const parameters = {
  args_get: "argv buf",
  args_sizes_get: "count size",
  clock_res_get: "id out",
  clock_time_get: "id precision out",
  environ_get: "argv buf",
  environ_sizes_get: "count size",
  fd_advise: "fd offset len advice",
  fd_allocate: "fd offset len",
  fd_close: "fd",
  fd_datasync: "fd",
  fd_fdstat_get: "fd out",
  fd_fdstat_set_flags: "fd flags",
  fd_fdstat_set_rights: "fd base inheriting",
  fd_filestat_get: "fd out",
  fd_filestat_set_size: "fd size",
  fd_filestat_set_times: "fd atim mtim flags",
  fd_pread: "fd iovs count offset out",
  fd_prestat_dir_name: "fd path length",
  fd_prestat_get: "fd out",
  fd_pwrite: "fd iovs count offset out",
  fd_read: "fd iovs count out",
  fd_readdir: "fd buf length cookie out",
  fd_renumber: "fd to",
  fd_seek: "fd offset whence out",
  fd_sync: "fd",
  fd_tell: "fd out",
  fd_write: "fd iovs count out",
  path_create_directory: "fd path length",
  path_filestat_get: "fd lookup path length out",
  path_filestat_set_times: "fd lookup path length atim mtim flags",
  path_link: "fd lookup path length newfd newpath newlength",
  path_open: "fd lookup path length oflags base inheriting flags out",
  path_readlink: "fd path length buf size out",
  path_remove_directory: "fd path length",
  path_rename: "fd path length newfd newpath newlength",
  path_symlink: "target targetlength fd path length",
  path_unlink_file: "fd path length",
  poll_oneoff: "subscriptions events count out",
  proc_exit: "code",
  proc_raise: "signal",
  random_get: "buf length",
  sched_yield: "",
  sock_accept: "fd flags out",
  sock_recv: "fd iovs count flags out outflags",
  sock_send: "fd iovs count flags out",
  sock_shutdown: "fd how",
};

/** Where a parameter of a function stands; throws for what it does not have. */
export const place = (name, parameter) => {
  const at = parameters[name]?.split(" ").indexOf(parameter) ?? -1;
  if (at < 0) throw new Error(`${name} has no parameter ${parameter}`);
  return at;
};

/** All functions of preview 1. */
export const functions = Object.keys(parameters);

const numbered = (names) => Object.fromEntries(names.map((name, index) => [name, index]));

/** Numbers of errors by name. */
export const errno = numbered(errors);

/** Types of files. */
export const filetype = numbered("unknown block character directory regular dgram stream link".split(" "));

/** Where the fields of structures stand, with their types. */
export const fields = {
  filestat: {
    dev: [0, "u64"],
    ino: [8, "u64"],
    type: [16, "u8"],
    nlink: [24, "u64"],
    size: [32, "u64"],
    atim: [40, "u64"],
    mtim: [48, "u64"],
    ctim: [56, "u64"],
  },
  fdstat: { type: [0, "u8"], flags: [2, "u16"], base: [8, "u64"], inheriting: [16, "u64"] },
  prestat: { tag: [0, "u8"], length: [4, "u32"] },
  event: { userdata: [0, "u64"], error: [8, "u16"], type: [10, "u8"], nbytes: [16, "u64"], flags: [24, "u16"] },
  clock: { userdata: [0, "u64"], tag: [8, "u8"], id: [16, "u32"], timeout: [24, "u64"], precision: [32, "u64"], flags: [40, "u16"] },
  plain: { u16: [0, "u16"], u32: [0, "u32"], u64: [0, "u64"] },
};

const sizes = { u8: "Uint8", u16: "Uint16", u32: "Uint32", u64: "BigUint64" };

/** Reads a number of a type. */
export const load = (view, at, type) => view[`get${sizes[type]}`](at, true);

/** Writes one; what does not fit is cut off. */
export const store = (view, at, type, value) => view[`set${sizes[type]}`](at, type === "u64" ? BigInt.asUintN(64, BigInt(value)) : Number(value), true);
