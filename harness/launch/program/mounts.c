/* Mounts as descriptors: made outside of the tree of files, and put into it where they are wanted. Linux 5.12. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* C libraries that are older than the kernel do not name them; these numbers are the same on all architectures. */
enum { OPEN_TREE = 428, MOVE_MOUNT = 429, FSOPEN = 430, FSCONFIG = 431, FSMOUNT = 432, MOUNT_SETATTR = 442 };
enum { TREE_CLONE = 1, TREE_RECURSIVE = 0x8000, EMPTY_PATH = 0x1000, FROM_EMPTY_PATH = 4, CLOEXEC_1 = 1, SET_FLAG = 0, SET_STRING = 1, CREATE = 6 };
enum { READ_ONLY = 1, NO_SUID = 2, NO_DEVICES = 4, NO_EXEC = 8, PRIVATE = 1 << 18 };

struct attributes { uint64_t set, clear, propagation, user; };

static int make(const char *type, const char *const options[][2], unsigned attributes) {
  int context = (int)syscall(FSOPEN, type, CLOEXEC_1), mount = -1, failed = context < 0;
  for (int i = 0; !failed && options[i][0]; i++) failed = syscall(FSCONFIG, context, SET_STRING, options[i][0], options[i][1], 0) < 0;
  if (!failed && syscall(FSCONFIG, context, CREATE, NULL, NULL, 0) == 0) mount = (int)syscall(FSMOUNT, context, CLOEXEC_1, attributes);
  int why = errno;
  if (context >= 0) close(context);
  errno = why;
  return mount;
}

/* A file system of its own in memory. */
int new_files(long bytes, long files) {
  char size[32], inodes[32];
  snprintf(size, sizeof size, "%ld", bytes);
  snprintf(inodes, sizeof inodes, "%ld", files);
  const char *const options[][2] = {{"size", size}, {"nr_inodes", inodes}, {"mode", "0755"}, {NULL, NULL}};
  return make("tmpfs", options, NO_SUID | NO_DEVICES);
}

/* The processes of this process's own PID namespace, and nothing else of the kernel's. */
int new_processes(void) {
  const char *const options[][2] = {{"subset", "pid"}, {"hidepid", "ptraceable"}, {NULL, NULL}};
  return make("proc", options, READ_ONLY | NO_SUID | NO_DEVICES | NO_EXEC);
}

/* What stands at a path, as it can be put elsewhere. Devices are those of a machine's usual five. */
int bound(const char *path, int writable) {
  int mount = (int)syscall(OPEN_TREE, AT_FDCWD, path, TREE_CLONE | TREE_RECURSIVE | O_CLOEXEC);
  if (mount < 0) return -1;
  struct stat status;
  int device = fstat(mount, &status) == 0 && S_ISCHR(status.st_mode);
  struct attributes own = {(uint64_t)((writable ? 0 : READ_ONLY) | NO_SUID | (device ? 0 : NO_DEVICES)), 0, PRIVATE, 0};
  if (syscall(MOUNT_SETATTR, mount, "", EMPTY_PATH | TREE_RECURSIVE, &own, sizeof own) == 0) return mount;
  int why = errno;
  close(mount);
  errno = why;
  return -1;
}

/* Makes the folders above a path below `root`. */
int make_way(int root, const char *path) {
  char part[4096];
  size_t length = strlen(path);
  if (length >= sizeof part) return errno = ENAMETOOLONG, -1;
  for (size_t i = 1; i < length; i++) {
    if (path[i] != '/') continue;
    memcpy(part, path, i);
    part[i] = 0;
    if (mkdirat(root, part, 0755) < 0 && errno != EEXIST) return -1;
  }
  return 0;
}

/* Puts a mount at a path below `root`, with the folders that lead to it. */
int attach(int mount, int root, const char *path) {
  struct stat status;
  while (*path == '/') path++;
  if (fstat(mount, &status) < 0 || make_way(root, path) < 0) return -1;
  if (S_ISDIR(status.st_mode)) {
    if (mkdirat(root, path, 0755) < 0 && errno != EEXIST) return -1;
  } else {
    int file = openat(root, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) close(file);
    else if (errno != EEXIST) return -1;
  }
  return (int)syscall(MOVE_MOUNT, mount, "", root, path, FROM_EMPTY_PATH);
}

/* Whether the root of this namespace is only read. */
int seal(int on) {
  struct attributes own = {on ? READ_ONLY : 0, on ? 0 : READ_ONLY, 0, 0};
  return (int)syscall(MOUNT_SETATTR, AT_FDCWD, "/", 0, &own, sizeof own);
}
