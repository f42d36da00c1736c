// Operations on descriptors.
#include <string.h>
#include "stats.h"

static const char *const whences[] = {"set", "cur", "end", 0};
static const char *const advices[] = {"normal", "sequential", "random", "willneed", "dontneed", "noreuse", 0};
static const char *const times[] = {"atim", "atim_now", "mtim", "mtim_now", 0};

static int32_t place_or_number(struct words *words, const char *const *names) {
  const char *word = next(words);
  return *word >= '0' && *word <= '9' ? (int32_t)number_of(word) : place_of(word, strlen(word), names);
}

static int32_t advise(struct words *words) {
  int32_t fd = next_descriptor(words);
  int64_t offset = next_number(words), size = next_number(words);
  return wasi_fd_advise(fd, offset, size, place_or_number(words, advices));
}

static int32_t allocate(struct words *words) {
  int32_t fd = next_descriptor(words);
  int64_t offset = next_number(words);
  return wasi_fd_allocate(fd, offset, next_number(words));
}

static int32_t close_it(struct words *words) { return wasi_fd_close(next_descriptor(words)); }
static int32_t datasync(struct words *words) { return wasi_fd_datasync(next_descriptor(words)); }
static int32_t sync_it(struct words *words) { return wasi_fd_sync(next_descriptor(words)); }

static int32_t fdstat_get(struct words *words) {
  unsigned char *stat = guarded(24);
  int32_t error = wasi_fd_fdstat_get(next_descriptor(words), AT(stat));
  uint16_t flags;
  uint64_t rights;
  memcpy(&flags, stat + 2, 2), memcpy(&rights, stat + 8, 8);
  if (error == 0) say(" "), say_name(type_names, stat[0]);
  while (words->left) {
    const char *word = next(words);
    if (error) continue;
    if (strcmp(word, "flags") == 0) say(" "), say_flags(flags, fdflag_names);
    else say(rights >> place_of(word, strlen(word), right_names) & 1 ? " %s" : " no-%s", word);
  }
  if (!is_guarded(stat, 24)) say_overrun();
  return error;
}

static int32_t fdstat_set_flags(struct words *words) {
  int32_t fd = next_descriptor(words);
  return wasi_fd_fdstat_set_flags(fd, (int32_t)next_flags(words, fdflag_names));
}

static int32_t fdstat_set_rights(struct words *words) {
  int32_t fd = next_descriptor(words);
  int64_t base = (int64_t)next_flags(words, right_names);
  return wasi_fd_fdstat_set_rights(fd, base, (int64_t)next_flags(words, right_names));
}

static int32_t filestat_get(struct words *words) {
  void *status = guarded(64);
  int32_t error = wasi_fd_filestat_get(next_descriptor(words), AT(status));
  say_status(words, error, status);
  return error;
}

static int32_t filestat_set_size(struct words *words) {
  int32_t fd = next_descriptor(words);
  return wasi_fd_filestat_set_size(fd, next_number(words));
}

static int32_t filestat_set_times(struct words *words) {
  int32_t fd = next_descriptor(words);
  int64_t atim = next_number(words), mtim = next_number(words);
  return wasi_fd_filestat_set_times(fd, atim, mtim, (int32_t)next_flags(words, times));
}

static struct buffers buffers;

/** Leaves out the first bytes of buffers. */
static void advance(struct buffers *left, uint32_t size) {
  for (int at = 0; at < left->count; at++) {
    uint32_t part = size < left->list[at].size ? size : left->list[at].size;
    left->list[at].at += part, left->list[at].size -= part, size -= part;
  }
}

typedef int32_t move(int32_t fd, const struct buffers *buffers, uint64_t offset, int32_t size);

static int32_t preads(int32_t fd, const struct buffers *b, uint64_t offset, int32_t size) {
  return wasi_fd_pread(fd, AT(b->list), b->count, (int64_t)offset, size);
}
static int32_t reads(int32_t fd, const struct buffers *b, uint64_t offset, int32_t size) {
  return (void)offset, wasi_fd_read(fd, AT(b->list), b->count, size);
}
static int32_t pwrites(int32_t fd, const struct buffers *b, uint64_t offset, int32_t size) {
  return wasi_fd_pwrite(fd, AT(b->list), b->count, (int64_t)offset, size);
}
static int32_t writes(int32_t fd, const struct buffers *b, uint64_t offset, int32_t size) {
  return (void)offset, wasi_fd_write(fd, AT(b->list), b->count, size);
}

/** Calls once, or where `is_whole` until nothing is left or nothing more moves. */
static int32_t move_all(move *call, int32_t fd, uint64_t offset, uint32_t *size) {
  uint32_t *once = guarded(4);
  static struct buffers left;
  *size = 0, left = buffers;
  do {
    int32_t error = call(fd, &left, offset + *size, AT(once));
    if (error) return error;
    *size += *once;
    advance(&left, *once);
    if (!is_guarded(once, 4)) say_overrun();
  } while (is_whole && *once > 0 && *size < buffers.whole);
  return 0;
}

static int32_t read_some(struct words *words, bool is_at) {
  int32_t fd = next_descriptor(words);
  next_lengths(words, &buffers);
  uint32_t size;
  int32_t error = move_all(is_at ? preads : reads, fd, is_at ? (uint64_t)next_number(words) : 0, &size);
  if (error == 0) say_read(&buffers, size);
  else check_guards(&buffers);
  return error;
}

static int32_t write_some(struct words *words, bool is_at) {
  int32_t fd = next_descriptor(words);
  next_texts(words, &buffers);
  uint32_t size;
  int32_t error = move_all(is_at ? pwrites : writes, fd, is_at ? (uint64_t)next_number(words) : 0, &size);
  if (error == 0) say(" %u", size);
  return error;
}

static int32_t pread_it(struct words *words) { return read_some(words, true); }
static int32_t read_it(struct words *words) { return read_some(words, false); }
static int32_t pwrite_it(struct words *words) { return write_some(words, true); }
static int32_t write_it(struct words *words) { return write_some(words, false); }

static int32_t say_position(int32_t error, const uint64_t *position) {
  if (error == 0) say(" %llu", (unsigned long long)*position);
  if (!is_guarded(position, 8)) say_overrun();
  return error;
}

static int32_t seek(struct words *words) {
  int32_t fd = next_descriptor(words);
  int64_t offset = next_number(words);
  uint64_t *position = guarded(8);
  return say_position(wasi_fd_seek(fd, offset, place_or_number(words, whences), AT(position)), position);
}

static int32_t tell(struct words *words) {
  uint64_t *position = guarded(8);
  return say_position(wasi_fd_tell(next_descriptor(words), AT(position)), position);
}

static int32_t renumber(struct words *words) {
  int32_t fd = next_descriptor(words);
  return wasi_fd_renumber(fd, next_descriptor(words));
}

static int32_t prestat_get(struct words *words) {
  uint32_t *stat = guarded(8);
  int32_t error = wasi_fd_prestat_get(next_descriptor(words), AT(stat));
  if (error == 0) say(*(unsigned char *)stat ? " other" : " dir"), say(" %u", stat[1]);
  if (!is_guarded(stat, 8)) say_overrun();
  return error;
}

static int32_t prestat_dir_name(struct words *words) {
  int32_t fd = next_descriptor(words), size = (int32_t)next_number(words);
  char *name = guarded((size_t)size);
  int32_t error = wasi_fd_prestat_dir_name(fd, AT(name), size);
  if (error == 0) say(" "), say_text(name, (size_t)size);
  if (!is_guarded(name, (size_t)size)) say_overrun();
  return error;
}

const struct operation descriptors[] = {
    {"fd_advise", advise},
    {"fd_allocate", allocate},
    {"fd_close", close_it},
    {"fd_datasync", datasync},
    {"fd_sync", sync_it},
    {"fd_fdstat_get", fdstat_get},
    {"fd_fdstat_set_flags", fdstat_set_flags},
    {"fd_fdstat_set_rights", fdstat_set_rights},
    {"fd_filestat_get", filestat_get},
    {"fd_filestat_set_size", filestat_set_size},
    {"fd_filestat_set_times", filestat_set_times},
    {"fd_pread", pread_it},
    {"fd_read", read_it},
    {"fd_pwrite", pwrite_it},
    {"fd_write", write_it},
    {"fd_seek", seek},
    {"fd_tell", tell},
    {"fd_renumber", renumber},
    {"fd_prestat_get", prestat_get},
    {"fd_prestat_dir_name", prestat_dir_name},
    {0, 0},
};
