/* By Landlock alone no file system counts what a command keeps: its folders are looked through while it runs, and what it has open. */
#include "launch.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A look costs at most this part of the time. What moves its folders without end is not looked at in vain for ever. */
enum { PART = 4, MOST_IN_VAIN = 50, FIRST_ROOM = 64 };

/* Who is looked at; `moved`: the look was in vain. */
struct look { const struct containment *c; long bytes, files; int moved; };

/* A folder on the way down, and its names that are left. */
struct level { dev_t device; ino_t inode; char *names, *left; };

static int is_over(const struct look *l) { return l->bytes > l->c->bytes || l->files > l->c->files; }

/* A file by several names counts once in all. */
static void add(struct look *l, const struct stat *status) {
  long links = S_ISDIR(status->st_mode) || status->st_nlink < 1 ? 1 : (long)status->st_nlink;
  l->files++;
  l->bytes += (long)status->st_blocks * 512 / links;
}

static int enter_folder(struct level *level, int folder) {
  struct stat status;
  if (fstat(folder, &status) < 0 || !(level->names = names_in(folder))) return -1;
  level->device = status.st_dev;
  level->inode = status.st_ino;
  level->left = level->names;
  return 0;
}

/* The folder above, where it is the one that was come from. */
static int leave_folder(const struct level *above, int folder) {
  struct stat status;
  int up = openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (up >= 0 && fstat(up, &status) == 0 && status.st_ino == above->inode && status.st_dev == above->device) return up;
  if (up >= 0) close(up);
  return -1;
}

/* One folder is open at a time, however deep they are. */
static void look_through(struct look *l, const char *path) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), depth = 0, room = FIRST_ROOM;
  struct level *levels = malloc((size_t)room * sizeof *levels);
  if (folder < 0 || !levels || enter_folder(levels, folder) < 0) depth = -1;
  while (depth >= 0 && !is_over(l)) {
    struct level *own = &levels[depth];
    struct stat status;
    if (!*own->left) {
      free(own->names);
      int up = --depth < 0 ? -1 : leave_folder(own - 1, folder);
      if (depth >= 0 && up < 0) {
        l->moved = 1;
        break;
      }
      close(folder);
      folder = up;
      continue;
    }
    const char *name = own->left;
    own->left += strlen(name) + 1;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) < 0) continue;
    add(l, &status);
    if (!S_ISDIR(status.st_mode)) continue;
    int down = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    /* A folder that it may fill and nobody list is no guest's. */
    if (down < 0 && errno == EACCES) l->files = LONG_MAX / 2;
    if (down < 0) continue;
    if (depth + 1 == room) {
      struct level *larger = realloc(levels, (size_t)(room *= 2) * sizeof *levels);
      if (larger) levels = larger;
      else break;
    }
    if (enter_folder(&levels[depth + 1], down) < 0) {
      close(down);
      continue;
    }
    close(folder);
    folder = down;
    depth++;
  }
  for (; depth >= 0; depth--) free(levels[depth].names);
  free(levels);
  if (folder >= 0) close(folder);
}

/* Files that have no name any more take room while somebody has them open. */
static void add_nameless(pid_t pid, void *context) {
  struct look *l = context;
  struct stat status;
  static char target[PATH_MAX];
  char path[64];
  snprintf(path, sizeof path, "%d/fd", (int)pid);
  int fd = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = fd < 0 ? NULL : fdopendir(fd);
  if (fd >= 0 && !entries) close(fd);
  for (struct dirent *entry; entries && (entry = readdir(entries));) {
    ssize_t length = readlinkat(fd, entry->d_name, target, sizeof target);
    if (length > 0 && is_below(l->c->at, target, (size_t)length) && fstatat(fd, entry->d_name, &status, 0) == 0 && status.st_nlink == 0) add(l, &status);
  }
  if (entries) closedir(entries);
  each_child(pid, add_nameless, context);
}

/* Which limit the command's own files have passed; looks again only when some time has passed, or at its end. */
const char *overgrown(const struct containment *c, int at_last) {
  static int64_t next;
  static int in_vain;
  int64_t start = now_us();
  if (start < next && !at_last) return "";
  struct look l = {c, 0, 0, 0};
  for (char **path = c->places.laid; *path; path++) look_through(&l, *path);
  for (char **path = c->places.directories; *path; path++) look_through(&l, *path);
  each_child(getpid(), add_nameless, &l);
  in_vain = l.moved ? in_vain + 1 : 0;
  next = now_us() + (now_us() - start) * PART;
  return l.bytes > c->bytes ? "space" : is_over(&l) || in_vain > MOST_IN_VAIN ? "files" : "";
}
