// Lists of directories.
#include <stdlib.h>
#include <string.h>
#include "calls.h"

struct entry {
  char *name;
  uint64_t cookie, inode;
  unsigned char type;
};
struct list {
  struct entry *at;
  size_t count;
  bool torn;
};

static bool is_dots(const struct entry *entry) {
  return strcmp(entry->name, ".") == 0 || strcmp(entry->name, "..") == 0;
}

static void keep(struct list *list, const struct entry *entry) {
  if (list->count % 256 == 0) list->at = realloc(list->at, (list->count + 256) * sizeof *list->at);
  list->at[list->count++] = *entry;
}

/** Frees a list; names that another list shares are its own no more. */
static void drop(struct list *list) {
  for (size_t at = 0; at < list->count; at++) free(list->at[at].name);
  free(list->at);
}

/** The entries that stand whole in a buffer; how many bytes they take. */
static size_t take(struct list *list, const char *buffer, size_t used) {
  size_t at = 0;
  while (used - at >= 24) {
    struct entry entry;
    uint32_t size;
    memcpy(&entry.cookie, buffer + at, 8), memcpy(&entry.inode, buffer + at + 8, 8), memcpy(&size, buffer + at + 16, 4);
    entry.type = (unsigned char)buffer[at + 20];
    if (size > used - at - 24) break;
    entry.name = strndup(buffer + at + 24, size);
    keep(list, &entry);
    at += 24 + size;
  }
  return at;
}

/** Reads from a cookie to the end: a buffer that is not full is the last one. */
static int32_t read_list(int32_t fd, size_t room, uint64_t cookie, struct list *list) {
  char *buffer = guarded(room);
  for (int rounds = 0; rounds < 20000; rounds++) {
    uint32_t used = 0;
    int32_t error = wasi_fd_readdir(fd, AT(buffer), (int32_t)room, (int64_t)cookie, AT(&used));
    if (error) return error;
    if (used > room || !is_guarded(buffer, room)) return say_overrun(), 0;
    size_t before = list->count, took = take(list, buffer, used);
    if (used < room) {
      list->torn |= took != used;
      return 0;
    }
    if (list->count == before) return say(" stuck"), 0;
    cookie = list->at[list->count - 1].cookie;
  }
  return say(" endless"), 0;
}

static int by_name(const void *left, const void *right) {
  return strcmp(((const struct entry *)left)->name, ((const struct entry *)right)->name);
}

static int32_t readdir_it(struct words *words) {
  struct list list = {0, 0, false}, shown = {0, 0, false};
  int32_t fd = next_descriptor(words);
  int32_t error = read_list(fd, (size_t)next_number(words), 0, &list);
  if (error) return error;
  for (size_t at = 0; at < list.count; at++)
    if (!is_dots(list.at + at)) keep(&shown, list.at + at);
  if (shown.count) qsort(shown.at, shown.count, sizeof *shown.at, by_name);
  bool twice = false;
  uint32_t hash = 2166136261u;
  say(" %zu", shown.count);
  for (size_t at = 0; at < shown.count; at++) {
    twice |= at > 0 && strcmp(shown.at[at].name, shown.at[at - 1].name) == 0;
    for (const char *letter = shown.at[at].name; *letter; letter++) hash = (hash ^ (unsigned char)*letter) * 16777619u;
    if (shown.count > 30) continue;
    say(" "), say_text(shown.at[at].name, strlen(shown.at[at].name)), say(":"), say_name(type_names, shown.at[at].type);
  }
  if (shown.count > 30) say(" hash=%08x", hash);
  if (twice) say(" twice");
  if (list.torn) say(" torn");
  free(shown.at), drop(&list);
  return 0;
}

static bool is_rest(const struct list *whole, size_t from, const struct list *rest) {
  if (rest->count != whole->count - from) return false;
  for (size_t at = 0; at < rest->count; at++)
    if (strcmp(rest->at[at].name, whole->at[from + at].name) != 0 || rest->at[at].type != whole->at[from + at].type)
      return false;
  return true;
}

static int32_t listing(struct words *words) {
  struct list whole = {0, 0, false};
  int32_t fd = next_descriptor(words);
  size_t room = (size_t)next_number(words);
  int32_t error = read_list(fd, 65536, 0, &whole);
  // Of a long list, some places are enough.
  size_t step = whole.count / 16 + 1;
  for (size_t from = 0; from < whole.count && error == 0; from += step) {
    struct list rest = {0, 0, false};
    error = read_list(fd, room, whole.at[from].cookie, &rest);
    if (error == 0 && !is_rest(&whole, from + 1, &rest)) return say(" differs behind %s", whole.at[from].name), 0;
    drop(&rest);
  }
  if (error == 0) say(" resumes");
  return error;
}

/** Whether the list has of each entry the inode that its status has, or none: 0. */
static int32_t inodes(struct words *words) {
  struct list list = {0, 0, false};
  int32_t fd = next_descriptor(words);
  int32_t error = read_list(fd, (size_t)next_number(words), 0, &list);
  for (size_t at = 0; at < list.count && error == 0; at++) {
    uint64_t status[8];
    const struct entry *entry = list.at + at;
    if (is_dots(entry)) continue;
    error = wasi_path_filestat_get(fd, 0, AT(entry->name), (int32_t)strlen(entry->name), AT(status));
    if (error == 0 && entry->inode != 0 && status[1] != entry->inode) return say(" differs of %s", entry->name), 0;
  }
  if (error == 0) say(" same");
  return error;
}

/** Names of many files: of all lengths from 4 to 243 bytes. */
static int32_t name_many(char *name, int number) {
  int size = number % 240;
  memset(name, 'n', 4 + (size_t)size);
  for (int at = 3; at >= 0; at--, number /= 10) name[at] = (char)('0' + number % 10);
  return 4 + size;
}

static int32_t make_file(int32_t fd, const char *name, int32_t size) {
  int32_t opened, error = wasi_path_open(fd, 0, AT(name), size, 1 | 4, 1 << 6, 0, 0, AT(&opened));
  return error ? error : wasi_fd_close(opened);
}

static int32_t many(struct words *words, bool is_made) {
  char name[256];
  int32_t fd = next_descriptor(words), count = (int32_t)next_number(words), error = 0;
  for (int at = 0; at < count && error == 0; at++) {
    int32_t size = name_many(name, at);
    error = is_made ? make_file(fd, name, size) : wasi_path_unlink_file(fd, AT(name), size);
  }
  return error;
}

static int32_t make(struct words *words) { return many(words, true); }
static int32_t unmake(struct words *words) { return many(words, false); }

/** Removes the entries of each buffer before it asks for the next one, as who empties a directory does; the others must all come. */
static int32_t removing(struct words *words) {
  int32_t fd = next_descriptor(words);
  size_t room = (size_t)next_number(words), told = 0;
  char *buffer = guarded(room);
  struct list list = {0, 0, false};
  uint64_t cookie = 0;
  for (uint32_t used = (uint32_t)room; used == room; cookie = list.at[list.count - 1].cookie) {
    int32_t error = wasi_fd_readdir(fd, AT(buffer), (int32_t)room, (int64_t)cookie, AT(&used));
    if (error) return error;
    if (used > room || take(&list, buffer, used) == 0) break;
    for (; told < list.count; told++) {
      const struct entry *entry = list.at + told;
      if (!is_dots(entry)) error = wasi_path_unlink_file(fd, AT(entry->name), (int32_t)strlen(entry->name));
      if (error) return error;
    }
  }
  list.count = 0;
  int32_t error = read_list(fd, 65536, 0, &list);
  while (list.count > 0 && is_dots(list.at + list.count - 1)) list.count--;
  if (error == 0) say(list.count ? " left" : " all");
  return error;
}

const struct operation folders[] = {{"fd_readdir", readdir_it}, {"listing", listing}, {"inodes", inodes}, {"make", make},
                                    {"unmake", unmake},         {"removing", removing}, {0, 0}};
