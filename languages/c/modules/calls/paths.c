// Operations on paths.
#include <string.h>
#include "stats.h"

static const char *const oflags[] = {"creat", "directory", "excl", "trunc", 0};
static const char *const times[] = {"atim", "atim_now", "mtim", "mtim_now", 0};

/** What wasi-libc asks for, as far as descriptors below `fd` may have it: some engines refuse more. */
static uint64_t rights_of(const char *word, uint64_t inheriting) {
  const uint64_t reads = 1 << 1 | 1 << 14, writes = 1 << 0 | 1 << 6 | 1 << 8 | 1 << 22,
                 others = 0x3fffffff & ~(reads | writes);
  if (strcmp(word, "r") == 0) return (others | reads) & inheriting;
  if (strcmp(word, "w") == 0) return (others | writes) & inheriting;
  if (strcmp(word, "rw") == 0) return (others | reads | writes) & inheriting;
  return flags_of(word, right_names);
}

static int32_t open_it(struct words *words) {
  int32_t fd = next_descriptor(words);
  int32_t lookup = (int32_t)next_lookup(words);
  struct bytes path = next_text(words);
  int32_t how = words->left ? (int32_t)next_flags(words, oflags) : 0;
  int32_t flags = words->left ? (int32_t)next_flags(words, fdflag_names) : 0;
  uint64_t stat[3] = {0, 0, 0x3fffffff};
  wasi_fd_fdstat_get(fd, AT(stat));
  int64_t rights = (int64_t)rights_of(words->left ? next(words) : "r", stat[2]);
  uint32_t *opened = guarded(4);
  int32_t error =
      wasi_path_open(fd, lookup, AT(path.at), (int32_t)path.size, how, rights, (int64_t)stat[2], flags, AT(opened));
  if (error == 0) name_descriptor(words->result_name, (int32_t)*opened);
  if (!is_guarded(opened, 4)) say_overrun();
  return error;
}

static int32_t create_directory(struct words *words) {
  int32_t fd = next_descriptor(words);
  struct bytes path = next_text(words);
  return wasi_path_create_directory(fd, AT(path.at), (int32_t)path.size);
}

static int32_t remove_directory(struct words *words) {
  int32_t fd = next_descriptor(words);
  struct bytes path = next_text(words);
  return wasi_path_remove_directory(fd, AT(path.at), (int32_t)path.size);
}

static int32_t unlink_file(struct words *words) {
  int32_t fd = next_descriptor(words);
  struct bytes path = next_text(words);
  return wasi_path_unlink_file(fd, AT(path.at), (int32_t)path.size);
}

static int32_t filestat_get(struct words *words) {
  int32_t fd = next_descriptor(words), lookup = (int32_t)next_lookup(words);
  struct bytes path = next_text(words);
  void *status = guarded(64);
  int32_t error = wasi_path_filestat_get(fd, lookup, AT(path.at), (int32_t)path.size, AT(status));
  say_status(words, error, status);
  return error;
}

static int32_t filestat_set_times(struct words *words) {
  int32_t fd = next_descriptor(words), lookup = (int32_t)next_lookup(words);
  struct bytes path = next_text(words);
  int64_t atim = next_number(words), mtim = next_number(words);
  return wasi_path_filestat_set_times(fd, lookup, AT(path.at), (int32_t)path.size, atim, mtim,
                                      (int32_t)next_flags(words, times));
}

static int32_t link_it(struct words *words) {
  int32_t fd = next_descriptor(words), lookup = (int32_t)next_lookup(words);
  struct bytes old = next_text(words);
  int32_t other = next_descriptor(words);
  struct bytes new = next_text(words);
  return wasi_path_link(fd, lookup, AT(old.at), (int32_t)old.size, other, AT(new.at), (int32_t)new.size);
}

static int32_t rename_it(struct words *words) {
  int32_t fd = next_descriptor(words);
  struct bytes old = next_text(words);
  int32_t other = next_descriptor(words);
  struct bytes new = next_text(words);
  return wasi_path_rename(fd, AT(old.at), (int32_t)old.size, other, AT(new.at), (int32_t)new.size);
}

static int32_t symlink_it(struct words *words) {
  struct bytes target = next_text(words);
  int32_t fd = next_descriptor(words);
  struct bytes path = next_text(words);
  return wasi_path_symlink(AT(target.at), (int32_t)target.size, fd, AT(path.at), (int32_t)path.size);
}

static int32_t readlink_it(struct words *words) {
  int32_t fd = next_descriptor(words);
  struct bytes path = next_text(words);
  size_t room = (size_t)next_number(words);
  char *into = guarded(room);
  uint32_t *size = guarded(4);
  int32_t error = wasi_path_readlink(fd, AT(path.at), (int32_t)path.size, AT(into), (int32_t)room, AT(size));
  if (error == 0) say(" %u ", *size), say_text(into, *size < room ? *size : room);
  if (!is_guarded(into, room) || !is_guarded(size, 4) || (error == 0 && *size > room)) say_overrun();
  return error;
}

/** Whether times of files are finer than milliseconds: of five files one may be made at a whole one. */
static int32_t parts(struct words *words) {
  int32_t fd = next_descriptor(words), opened, error = 0;
  uint64_t status[8] = {0};
  for (int left = 5; left > 0 && error == 0 && status[6] % 1000000 == 0; left--) {
    error = wasi_path_open(fd, 0, AT("parts"), 5, 1, 1 << 6, 0, 0, AT(&opened));
    if (error == 0) error = wasi_fd_close(opened);
    if (error == 0) error = wasi_path_filestat_get(fd, 0, AT("parts"), 5, AT(status));
    if (error == 0) error = wasi_path_unlink_file(fd, AT("parts"), 5);
  }
  if (error == 0) say(status[6] % 1000000 ? " fine" : " coarse");
  return error;
}

/** Opens and closes a file many times: what leaks shows late. With `renumber` it takes the place of another one first, which that closes. */
static int32_t cycle(struct words *words) {
  int32_t fd = next_descriptor(words), opened, place, error = 0;
  struct bytes path = next_text(words);
  int64_t left = next_number(words);
  bool renumbers = words->left > 0 && strcmp(next(words), "renumber") == 0;
  for (; left > 0 && error == 0; left--) {
    error = wasi_path_open(fd, 1, AT(path.at), (int32_t)path.size, 0, 1 << 1, 0, 0, AT(&opened));
    if (renumbers && error == 0) {
      error = wasi_path_open(fd, 1, AT(path.at), (int32_t)path.size, 0, 1 << 1, 0, 0, AT(&place));
      if (error == 0) error = wasi_fd_renumber(opened, place);
      opened = place;
    }
    if (error == 0) error = wasi_fd_close(opened);
  }
  return error;
}

const struct operation paths[] = {
    {"cycle", cycle},
    {"parts", parts},
    {"path_open", open_it},
    {"path_create_directory", create_directory},
    {"path_remove_directory", remove_directory},
    {"path_unlink_file", unlink_file},
    {"path_filestat_get", filestat_get},
    {"path_filestat_set_times", filestat_set_times},
    {"path_link", link_it},
    {"path_rename", rename_it},
    {"path_symlink", symlink_it},
    {"path_readlink", readlink_it},
    {0, 0},
};
