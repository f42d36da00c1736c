// Reads the words of operations.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "calls.h"

// clang-format off
const char *const error_names[] = {
  "success", "2big", "acces", "addrinuse", "addrnotavail", "afnosupport", "again", "already", "badf", "badmsg",
  "busy", "canceled", "child", "connaborted", "connrefused", "connreset", "deadlk", "destaddrreq", "dom", "dquot",
  "exist", "fault", "fbig", "hostunreach", "idrm", "ilseq", "inprogress", "intr", "inval", "io", "isconn", "isdir",
  "loop", "mfile", "mlink", "msgsize", "multihop", "nametoolong", "netdown", "netreset", "netunreach", "nfile",
  "nobufs", "nodev", "noent", "noexec", "nolck", "nolink", "nomem", "nomsg", "noprotoopt", "nospc", "nosys",
  "notconn", "notdir", "notempty", "notrecoverable", "notsock", "notsup", "notty", "nxio", "overflow", "ownerdead",
  "perm", "pipe", "proto", "protonosupport", "prototype", "range", "rofs", "spipe", "srch", "stale", "timedout",
  "txtbsy", "xdev", "notcapable", 0,
};
const char *const type_names[] = {
  "unknown", "block_device", "character_device", "directory", "regular_file", "socket_dgram", "socket_stream",
  "symbolic_link", 0,
};
const char *const fdflag_names[] = {
  "append", "dsync", "nonblock", "rsync", "sync", 0,
};
const char *const right_names[] = {
  "fd_datasync", "fd_read", "fd_seek", "fd_fdstat_set_flags", "fd_sync", "fd_tell", "fd_write", "fd_advise",
  "fd_allocate", "path_create_directory", "path_create_file", "path_link_source", "path_link_target", "path_open",
  "fd_readdir", "path_readlink", "path_rename_source", "path_rename_target", "path_filestat_get",
  "path_filestat_set_size", "path_filestat_set_times", "fd_filestat_get", "fd_filestat_set_size",
  "fd_filestat_set_times", "path_symlink", "path_remove_directory", "path_unlink_file", "poll_fd_readwrite",
  "sock_shutdown", "sock_accept", 0,
};
// clang-format on

const char *next(struct words *words) {
  if (words->left == 0) cannot_read("a word is missing", "");
  words->left--;
  return *words->at++;
}

int64_t number_of(const char *word) {
  bool negative = *word == '-';
  char *rest;
  uint64_t value = strtoull(word + negative, &rest, 0);
  if (rest == word + negative) cannot_read("no number", word);
  if (*rest == 'k') value <<= 10, rest++;
  else if (*rest == 'm') value <<= 20, rest++;
  else if (*rest == 'g') value <<= 30, rest++;
  if (*rest == '+') value += strtoull(rest + 1, &rest, 0);
  else if (*rest == '-') value -= strtoull(rest + 1, &rest, 0);
  if (*rest) cannot_read("no number", word);
  return (int64_t)(negative ? 0 - value : value);
}

int64_t next_number(struct words *words) { return number_of(next(words)); }

static struct {
  char name[32];
  int32_t fd;
} named[64];

void name_descriptor(const char *name, int32_t fd) {
  if (!name) return;
  for (size_t at = 0; at < sizeof named / sizeof *named; at++) {
    if (named[at].name[0] && strcmp(named[at].name, name) != 0) continue;
    snprintf(named[at].name, sizeof named[at].name, "%s", name);
    named[at].fd = fd;
    return;
  }
  cannot_read("too many names", name);
}

/** Some engines answer for descriptors that are no preopened directories, and give them empty names. */
static int32_t preopened(const char *name) {
  for (int32_t fd = 3; fd < 64; fd++) {
    uint32_t stat[2];
    char told[256];
    if (wasi_fd_prestat_get(fd, AT(stat)) || stat[1] != strlen(name) || stat[1] > sizeof told) continue;
    if (wasi_fd_prestat_dir_name(fd, AT(told), (int32_t)stat[1]) == 0 && memcmp(told, name, stat[1]) == 0) return fd;
  }
  cannot_read("no preopened directory", name);
}

int32_t next_descriptor(struct words *words) {
  const char *word = next(words);
  for (size_t at = 0; at < sizeof named / sizeof *named; at++)
    if (strcmp(named[at].name, word) == 0) return named[at].fd;
  if ((*word >= '0' && *word <= '9') || *word == '-') return (int32_t)number_of(word);
  // What could not be opened is told by the line of the opening; this one shows how an unknown descriptor is refused.
  if (*word != '/' && strcmp(word, ".") != 0) return -1;
  int32_t fd = preopened(word);
  name_descriptor(word, fd);
  return fd;
}

static int hex(char digit) { return digit >= 'a' ? digit - 'a' + 10 : digit >= 'A' ? digit - 'A' + 10 : digit - '0'; }

static const char *read_byte(const char *from, char *into) {
  if (*from != '%') return *into = *from, from + 1;
  *into = (char)(hex(from[1]) << 4 | hex(from[2]));
  return from + 3;
}

struct bytes bytes_of(const char *word, size_t size) {
  const char *end = word + size;
  struct bytes bytes = {malloc(size + 1), 0};
  size_t room = size + 1;
  while (word < end && strncmp(word, "''", 2) != 0) {
    if (*word != '(') {
      word = read_byte(word, bytes.at + bytes.size++);
      continue;
    }
    size_t from = bytes.size;
    for (word++; *word != '*'; bytes.size++) word = read_byte(word, bytes.at + bytes.size);
    size_t once = bytes.size - from, times = strtoull(word + 1, (char **)&word, 10);
    bytes.at = realloc(bytes.at, room += once * times);
    if (!bytes.at) cannot_read("no memory for", word);
    for (bytes.size = from + (times ? once : 0); bytes.size < from + once * times; bytes.size += once)
      memcpy(bytes.at + bytes.size, bytes.at + from, once);
    word++;
  }
  bytes.at[bytes.size] = 0;
  return bytes;
}

struct bytes next_text(struct words *words) {
  const char *word = next(words);
  return bytes_of(word, strlen(word));
}

int place_of(const char *word, size_t size, const char *const *names) {
  for (int at = 0; names[at]; at++)
    if (strlen(names[at]) == size && memcmp(names[at], word, size) == 0) return at;
  cannot_read("no such name", word);
}

uint64_t flags_of(const char *word, const char *const *names) {
  uint64_t flags = 0;
  if (strcmp(word, "-") == 0) return 0;
  if (*word >= '0' && *word <= '9') return (uint64_t)number_of(word);
  for (size_t size; *word; word += size + (word[size] == ',')) {
    size = strcspn(word, ",");
    flags |= 1ull << place_of(word, size, names);
  }
  return flags;
}

uint64_t next_flags(struct words *words, const char *const *names) { return flags_of(next(words), names); }

uint32_t next_lookup(struct words *words) {
  static const char *const names[] = {"nofollow", "follow", 0};
  const char *word = next(words);
  return (uint32_t)place_of(word, strlen(word), names);
}

int32_t next_clock(struct words *words) {
  static const char *const names[] = {"realtime", "monotonic", "process_cputime_id", "thread_cputime_id", 0};
  const char *word = next(words);
  return *word >= '0' && *word <= '9' ? (int32_t)number_of(word) : place_of(word, strlen(word), names);
}
