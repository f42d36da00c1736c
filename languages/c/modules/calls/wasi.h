// The 46 functions of preview 1, as a module imports them: pointers are numbers here, so that they may point anywhere.
#pragma once
#include <stdint.h>

#define WASI_FUNCTIONS(F)                                                                                              \
  F(args_get, "ii", int32_t, int32_t)                                                                                  \
  F(args_sizes_get, "ii", int32_t, int32_t)                                                                            \
  F(environ_get, "ii", int32_t, int32_t)                                                                               \
  F(environ_sizes_get, "ii", int32_t, int32_t)                                                                         \
  F(clock_res_get, "ii", int32_t, int32_t)                                                                             \
  F(clock_time_get, "iIi", int32_t, int64_t, int32_t)                                                                  \
  F(fd_advise, "iIIi", int32_t, int64_t, int64_t, int32_t)                                                             \
  F(fd_allocate, "iII", int32_t, int64_t, int64_t)                                                                     \
  F(fd_close, "i", int32_t)                                                                                            \
  F(fd_datasync, "i", int32_t)                                                                                         \
  F(fd_fdstat_get, "ii", int32_t, int32_t)                                                                             \
  F(fd_fdstat_set_flags, "ii", int32_t, int32_t)                                                                       \
  F(fd_fdstat_set_rights, "iII", int32_t, int64_t, int64_t)                                                            \
  F(fd_filestat_get, "ii", int32_t, int32_t)                                                                           \
  F(fd_filestat_set_size, "iI", int32_t, int64_t)                                                                      \
  F(fd_filestat_set_times, "iIIi", int32_t, int64_t, int64_t, int32_t)                                                 \
  F(fd_pread, "iiiIi", int32_t, int32_t, int32_t, int64_t, int32_t)                                                    \
  F(fd_prestat_get, "ii", int32_t, int32_t)                                                                            \
  F(fd_prestat_dir_name, "iii", int32_t, int32_t, int32_t)                                                             \
  F(fd_pwrite, "iiiIi", int32_t, int32_t, int32_t, int64_t, int32_t)                                                   \
  F(fd_read, "iiii", int32_t, int32_t, int32_t, int32_t)                                                               \
  F(fd_readdir, "iiiIi", int32_t, int32_t, int32_t, int64_t, int32_t)                                                  \
  F(fd_renumber, "ii", int32_t, int32_t)                                                                               \
  F(fd_seek, "iIii", int32_t, int64_t, int32_t, int32_t)                                                               \
  F(fd_sync, "i", int32_t)                                                                                             \
  F(fd_tell, "ii", int32_t, int32_t)                                                                                   \
  F(fd_write, "iiii", int32_t, int32_t, int32_t, int32_t)                                                              \
  F(path_create_directory, "iii", int32_t, int32_t, int32_t)                                                           \
  F(path_filestat_get, "iiiii", int32_t, int32_t, int32_t, int32_t, int32_t)                                           \
  F(path_filestat_set_times, "iiiiIIi", int32_t, int32_t, int32_t, int32_t, int64_t, int64_t, int32_t)                 \
  F(path_link, "iiiiiii", int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t)                               \
  F(path_open, "iiiiiIIii", int32_t, int32_t, int32_t, int32_t, int32_t, int64_t, int64_t, int32_t, int32_t)           \
  F(path_readlink, "iiiiii", int32_t, int32_t, int32_t, int32_t, int32_t, int32_t)                                     \
  F(path_remove_directory, "iii", int32_t, int32_t, int32_t)                                                           \
  F(path_rename, "iiiiii", int32_t, int32_t, int32_t, int32_t, int32_t, int32_t)                                       \
  F(path_symlink, "iiiii", int32_t, int32_t, int32_t, int32_t, int32_t)                                                \
  F(path_unlink_file, "iii", int32_t, int32_t, int32_t)                                                                \
  F(poll_oneoff, "iiii", int32_t, int32_t, int32_t, int32_t)                                                           \
  F(proc_raise, "i", int32_t)                                                                                          \
  F(sched_yield, "", void)                                                                                             \
  F(random_get, "ii", int32_t, int32_t)                                                                                \
  F(sock_accept, "iii", int32_t, int32_t, int32_t)                                                                     \
  F(sock_recv, "iiiiii", int32_t, int32_t, int32_t, int32_t, int32_t, int32_t)                                         \
  F(sock_send, "iiiii", int32_t, int32_t, int32_t, int32_t, int32_t)                                                   \
  F(sock_shutdown, "ii", int32_t, int32_t)

#define DECLARE(NAME, SIGNATURE, ...)                                                                                  \
  __attribute__((import_module("wasi_snapshot_preview1"), import_name(#NAME))) int32_t wasi_##NAME(__VA_ARGS__);
WASI_FUNCTIONS(DECLARE)
#undef DECLARE

__attribute__((import_module("wasi_snapshot_preview1"),
               import_name("proc_exit"))) _Noreturn void wasi_proc_exit(int32_t code);
