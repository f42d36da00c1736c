/* Copies trees between the files of a command and the folders of the harness. What a guest left may be of any shape: it is never
 * followed, never waited for, and cut where no path of the harness could name it. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LONGEST_PATH = 3800 };

/* Two folders, entered together; `open`: what comes out can be read by the harness, whatever its mode was. */
struct copying { int from, to, open; long left; size_t length; };

/* What a command finds was written when the harness says so. */
static int date(const struct copying *c, const char *name, const struct stat *status) {
  struct timespec times[2] = {status->st_atim, status->st_mtim};
  return c->open ? 0 : utimensat(c->to, name, times, AT_SYMLINK_NOFOLLOW);
}

static int copy_link(const struct copying *c, const char *name, const struct stat *status) {
  char target[4096];
  ssize_t length = readlinkat(c->from, name, target, sizeof target - 1);
  if (length < 0) return -1;
  target[length] = 0;
  return symlinkat(target, c->to, name) < 0 ? -1 : date(c, name, status);
}

/* Bytes of one file to where another one stands; as far as there are any. */
int copy_range(int from, int to, off_t at, off_t end) {
  while (at < end) {
    ssize_t count = sendfile(to, from, &at, (size_t)(end - at));
    if (count <= 0) return count < 0 ? -1 : 0;
  }
  return 0;
}

/* Only where something was written: a file may be larger than any memory, and hold nothing. */
static int copy_bytes(int from, int to, const struct stat *status) {
  off_t size = status->st_size;
  if ((off_t)status->st_blocks * 512 >= size) return copy_range(from, to, 0, size);
  if (ftruncate(to, size) < 0) return -1;
  for (off_t at = 0, end; at < size; at = end) {
    if ((at = lseek(from, at, SEEK_DATA)) < 0) return errno == ENXIO ? 0 : -1;
    if ((end = lseek(from, at, SEEK_HOLE)) < 0 || lseek(to, at, SEEK_SET) < 0 || copy_range(from, to, at, end) < 0) return -1;
  }
  return 0;
}

static int copy_file(const struct copying *c, const char *name, const struct stat *status) {
  int from = openat(c->from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  int to = from < 0 ? -1 : openat(c->to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  int failed = to < 0 || copy_bytes(from, to, status) < 0 || fchmod(to, (status->st_mode & 0777) | (c->open ? 0600 : 0)) < 0 || date(c, name, status) < 0;
  int why = errno;
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  errno = why;
  return failed ? -1 : 0;
}

static int move_to(struct copying *c, const char *name) {
  int from = openat(c->from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), to = openat(c->to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  close(c->from);
  close(c->to);
  c->from = from;
  c->to = to;
  return from < 0 || to < 0 ? -1 : 0;
}

/* What getdents64 gives for each name. */
struct entry { uint64_t inode, offset; uint16_t length; uint8_t kind; char name[]; };

/* Names of the folder that was entered, each ended by a NUL, the last by another; before they are copied, so that no folder stays open. */
char *names_in(int folder) {
  static char entries[1 << 15] __attribute__((aligned(8)));
  size_t used = 0, room = 1;
  char *names = calloc(1, room);
  if (!names || lseek(folder, 0, SEEK_SET) < 0) return free(names), NULL;
  for (long have; (have = syscall(SYS_getdents64, folder, entries, sizeof entries)) != 0;) {
    char *larger = have < 0 ? NULL : realloc(names, room += (size_t)have);
    if (!larger) return free(names), NULL;
    names = larger;
    for (long at = 0; at < have; at += ((struct entry *)(entries + at))->length) {
      const char *name = ((struct entry *)(entries + at))->name;
      if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
      used += (size_t)(stpcpy(names + used, name) - (names + used)) + 1;
    }
  }
  names[used] = 0;
  return names;
}

/* 0; 1 where that is more than may come out; -1 with errno. */
static int copy_entry(struct copying *c, const char *name) {
  struct stat status;
  size_t length = strlen(name) + 1;
  if (c->length + length > LONGEST_PATH) return 0;
  if (fstatat(c->from, name, &status, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  if ((c->left -= (long)status.st_blocks * 512) < 0) return 1;
  if (S_ISLNK(status.st_mode)) return copy_link(c, name, &status);
  if (S_ISREG(status.st_mode)) return copy_file(c, name, &status);
  if (!S_ISDIR(status.st_mode)) return mknodat(c->to, name, S_IFIFO | 0600, 0);
  if (mkdirat(c->to, name, 0700) < 0 && errno != EEXIST) return -1;
  if (move_to(c, name) < 0) return -1;
  c->length += length;
  char *names = names_in(c->from);
  int result = names ? 0 : -1;
  for (char *child = names; result == 0 && child && *child; child += strlen(child) + 1) result = copy_entry(c, child);
  int why = errno;
  free(names);
  c->length -= length;
  if (fchmod(c->to, c->open ? 0700 : status.st_mode & 0777) < 0 || move_to(c, "..") < 0 || date(c, name, &status) < 0) return -1;
  errno = why;
  return result;
}

/* Whether a path of some length is below `at`. */
int is_below(const char *at, const char *path, size_t length) {
  size_t above = strlen(at);
  return length > above && memcmp(path, at, above) == 0 && path[above] == '/';
}

/* A path below `at` as it is below the command's own files; undefined where it is not below. */
static const char *inside(const char *at, const char *path) { return is_below(at, path, strlen(path)) ? path + strlen(at) + 1 : NULL; }

/* Copies what stands at a path, the folders above it made where they are not there. */
static int copy_path(int from, int to, const char *path, int open, long *left) {
  struct copying c = {dup(from), dup(to), open, *left, strlen(path)};
  char name[4096];
  int result = c.from < 0 || c.to < 0 ? -1 : 0;
  for (const char *end; result == 0 && (end = strchr(path, '/')); path = end + 1) {
    snprintf(name, sizeof name, "%.*s", (int)(end - path), path);
    if (mkdirat(c.to, name, 0755) < 0 && errno != EEXIST) result = -1;
    else result = move_to(&c, name);
  }
  if (result == 0) result = copy_entry(&c, path);
  *left = c.left;
  int why = errno;
  close(c.from);
  close(c.to);
  errno = why;
  return result;
}

int copy_in(int root, const char *at, char **paths) {
  long left = INT64_MAX / 2;
  if (!*paths) return 0;
  int from = open(at, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result = 0;
  for (; result == 0 && *paths; paths++) {
    const char *path = inside(at, *paths);
    result = from < 0 ? -1 : path ? copy_path(from, root, path, 0, &left) : (errno = EINVAL, -1);
  }
  int why = errno;
  close(from);
  errno = why;
  return result;
}

static int drop(const char *path, const struct stat *status, int kind, struct FTW *where) {
  (void)status, (void)kind, (void)where;
  return remove(path);
}

/* Removes what stands in a folder; the folder stays, as making one anew takes longer than all else. Where something else comes in its place, it goes too. */
static int make_room(int from, const char *path, const char *name) {
  struct stat status;
  if (fstatat(from, name, &status, AT_SYMLINK_NOFOLLOW) < 0) return -1;
  int folder = S_ISDIR(status.st_mode) ? open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
  if (folder < 0) return nftw(path, drop, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT ? 0 : -1;
  char *names = names_in(folder), below[LONGEST_PATH + 512];
  int result = names ? 0 : -1;
  for (char *child = names; result == 0 && *child; child += strlen(child) + 1) {
    if (unlinkat(folder, child, 0) == 0) continue;
    snprintf(below, sizeof below, "%s/%s", path, child);
    result = nftw(below, drop, 16, FTW_DEPTH | FTW_PHYS);
  }
  int why = errno;
  free(names);
  close(folder);
  errno = why;
  return result;
}

/* Puts what became of folders in the place of what they were: 0, 1 where that is more than may come out, -1 with errno. */
int copy_out(int root, const char *at, char **paths, long bytes) {
  int to = open(at, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result = 0;
  for (; result == 0 && *paths; paths++) {
    const char *path = inside(at, *paths);
    if (to < 0 || !path || make_room(root, *paths, path) < 0) result = -1;
    else result = copy_path(root, to, path, 1, &bytes);
  }
  int why = errno;
  close(to);
  errno = why;
  return result;
}
