/**
 * The functions of preview 1 with their parameters as the ABI has them: `name:type`, and after `>` what a pointer is given for and is
 * written there on success. A name alone is its own type. `data` is a list of buffers that is read, `space` one that is filled, `room` one
 * buffer that is filled, `text` a string: two words each.
 */
const signatures = {
  args_get: "argv:ptr buf:ptr",
  args_sizes_get: "> count:size bytes:size",
  clock_res_get: "id:clock > resolution:u64",
  clock_time_get: "id:clock precision:u64 > time:u64",
  environ_get: "environ:ptr buf:ptr",
  environ_sizes_get: "> count:size bytes:size",
  fd_advise: "fd offset:u64 len:u64 advice",
  fd_allocate: "fd offset:u64 len:u64",
  fd_close: "fd",
  fd_datasync: "fd",
  fd_fdstat_get: "fd > fdstat",
  fd_fdstat_set_flags: "fd fdflags",
  fd_fdstat_set_rights: "fd base:rights inheriting:rights",
  fd_filestat_get: "fd > filestat",
  fd_filestat_set_size: "fd size:u64",
  fd_filestat_set_times: "fd atim:u64 mtim:u64 fstflags",
  fd_pread: "fd iovs:space offset:u64 > nread:size",
  fd_prestat_dir_name: "fd path:room",
  fd_prestat_get: "fd > prestat",
  fd_pwrite: "fd iovs:data offset:u64 > nwritten:size",
  fd_read: "fd iovs:space > nread:size",
  fd_readdir: "fd buf:room cookie:u64 > bufused:size",
  fd_renumber: "fd to:fd",
  fd_seek: "fd offset:s64 whence > position:u64",
  fd_sync: "fd",
  fd_tell: "fd > position:u64",
  fd_write: "fd iovs:data > nwritten:size",
  path_create_directory: "fd path:text",
  path_filestat_get: "fd lookupflags path:text > filestat",
  path_filestat_set_times: "fd lookupflags path:text atim:u64 mtim:u64 fstflags",
  path_link: "fd lookupflags path:text newfd:fd newpath:text",
  path_open: "fd lookupflags path:text oflags base:rights inheriting:rights fdflags > opened:fd",
  path_readlink: "fd path:text buf:room > bufused:size",
  path_remove_directory: "fd path:text",
  path_rename: "fd path:text newfd:fd newpath:text",
  path_symlink: "target:text fd path:text",
  path_unlink_file: "fd path:text",
  poll_oneoff: "in:ptr out:ptr count:size > nevents:size",
  proc_exit: "code:u32",
  proc_raise: "signal:u8",
  random_get: "buf:room",
  sched_yield: "",
  sock_accept: "fd fdflags > accepted:fd",
  sock_recv: "fd iovs:space riflags > nread:size roflags",
  sock_send: "fd iovs:data siflags:u16 > nwritten:size",
  sock_shutdown: "fd how:sdflags",
};

const toPart = (word) => {
  const [name, type = name] = word.split(":");
  return { name, type };
};

/** The functions of preview 1, by name: parameters and results with their types. */
export const functions = Object.fromEntries(
  Object.entries(signatures).map(([name, text]) => {
    const [before, after = ""] = text.split(">").map((part) => part.split(" ").filter(Boolean).map(toPart));
    return [name, { parameters: before, results: after || [] }];
  }),
);

/** Names of errors; the number of each is its place. */
export const errors = (
  "success 2big acces addrinuse addrnotavail afnosupport again already badf badmsg busy canceled child connaborted connrefused connreset deadlk destaddrreq " +
  "dom dquot exist fault fbig hostunreach idrm ilseq inprogress intr inval io isconn isdir loop mfile mlink msgsize multihop nametoolong netdown netreset " +
  "netunreach nfile nobufs nodev noent noexec nolck nolink nomem nomsg noprotoopt nospc nosys notconn notdir notempty notrecoverable notsock notsup notty " +
  "nxio overflow ownerdead perm pipe proto protonosupport prototype range rofs spipe srch stale timedout txtbsy xdev notcapable"
).split(" ");

/** Values of enumerations, by place. */
export const enums = {
  advice: "normal sequential random willneed dontneed noreuse".split(" "),
  clock: "realtime monotonic process_cputime_id thread_cputime_id".split(" "),
  filetype: "unknown block_device character_device directory regular_file socket_dgram socket_stream symbolic_link".split(" "),
  whence: "set cur end".split(" "),
};

/** Names of bits, from the lowest. */
export const flags = {
  fdflags: "append dsync nonblock rsync sync".split(" "),
  fstflags: "atim atim_now mtim mtim_now".split(" "),
  lookupflags: ["symlink_follow"],
  oflags: "creat directory excl trunc".split(" "),
  riflags: "recv_peek recv_waitall".split(" "),
  rights: (
    "fd_datasync fd_read fd_seek fd_fdstat_set_flags fd_sync fd_tell fd_write fd_advise fd_allocate path_create_directory path_create_file path_link_source " +
    "path_link_target path_open fd_readdir path_readlink path_rename_source path_rename_target path_filestat_get path_filestat_set_size " +
    "path_filestat_set_times fd_filestat_get fd_filestat_set_size fd_filestat_set_times path_symlink path_remove_directory path_unlink_file " +
    "poll_fd_readwrite sock_shutdown sock_accept"
  ).split(" "),
  roflags: ["recv_data_truncated"],
  sdflags: "rd wr".split(" "),
};
