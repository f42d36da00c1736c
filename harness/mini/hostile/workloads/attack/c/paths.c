/* Ways out of the sandbox by names. What works is a leak; what was made inside goes away again. */
#include "attack.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

enum { LONGEST = 1024 };
#define UP "../../../../../../../../../../../../../../../../../../../.."

static const char *below(const char *folder, const char *name) {
  static char path[4][LONGEST];
  static int next;
  char *own = path[next++ % 4];
  snprintf(own, LONGEST, "%s/%s", folder, name);
  return own;
}

/* A canary that is read is told: whoever looks at the streams finds its text. */
static bool reads(const char *path) {
  char text[256];
  int file = open(path, O_RDONLY);
  if (file < 0) return false;
  for (ssize_t got; (got = read(file, text, sizeof text)) > 0;) fwrite(text, 1, (size_t)got, stdout);
  return close(file) == 0;
}

static bool writes(const char *path, int flags) {
  int file = open(path, O_WRONLY | flags, 0666);
  return file >= 0 && write(file, "hostile", 7) == 7;
}

static void through(const char *folder) {
  DIR *list = opendir(folder);
  report(list != NULL, "list");
  if (list) closedir(list);
  report(reads(below(folder, "canary.txt")), "read");
  report(writes(below(folder, "canary.txt"), 0), "write");
  report(writes(below(folder, "new.txt"), O_CREAT), "create");
  report(mkdir(below(folder, "made"), 0777) == 0, "make");
  report(symlink("x", below(folder, "made-link")) == 0, "symlink");
  report(link(below(folder, "canary.txt"), "/data/stolen") == 0, "link");
  report(link("/data/mine.txt", below(folder, "given")) == 0, "give");
  report(rename(below(folder, "canary.txt"), "/data/stolen") == 0, "rename");
  report(rename("/data/mine.txt", below(folder, "given")) == 0, "move");
  report(unlink(below(folder, "canary.txt")) == 0, "remove");
  report(rmdir(below(folder, "empty")) == 0, "rmdir");
}

static void absolute(void) { through(outside); }

static void parent(void) {
  through(below("/data/" UP, outside));
  through(below("/data/sub/../" UP, outside));
  through(below(UP, outside));
}

static void link_absolute(void) {
  symlink(outside, "/data/l");
  through("/data/l");
  unlink("/data/l");
}

static void link_relative(void) {
  symlink(below(UP, outside), "/data/l");
  through("/data/l");
  unlink("/data/l");
}

/* Each link leads one level up. */
static void link_chain(void) {
  char path[LONGEST] = "/data/sub";
  symlink("..", "/data/sub/u");
  for (int level = 0; level < 30; level++) strcat(path, "/u/..");
  through(below(path, outside));
  unlink("/data/sub/u");
}

/* A folder is looked at, and is a link when it is used. */
static void link_swap(void) {
  char path[LONGEST];
  symlink(below(UP, outside), "/data/l");
  mkdir("/data/d", 0777);
  snprintf(path, sizeof path, "/data/d");
  int folder = open(path, O_RDONLY | O_DIRECTORY);
  rmdir("/data/d");
  rename("/data/l", "/data/d");
  report(openat(folder, "canary.txt", O_RDONLY) >= 0, "openat");
  through("/data/d");
  unlink("/data/d");
}

static void rename_over(void) {
  report(rename("/data/sub", "/data") == 0, "rename over the root");
  report(rename("/data", "/data/sub/x") == 0, "rename the root into itself");
  report(rename("/data", outside) == 0, "rename the root out");
  report(rename("/data/mine.txt", outside) == 0, "rename over a folder");
}

static void remove_root(void) {
  report(rmdir("/data") == 0, "rmdir the root");
  report(unlink("/data") == 0, "unlink the root");
  report(__wasi_path_remove_directory(3, ".") == 0, "rmdir .");
  report(__wasi_path_remove_directory(3, "..") == 0, "rmdir ..");
}

/* Environments and memories of all that runs. */
static void processes(void) {
  char path[64];
  symlink(UP, "/data/l");
  for (int id = 1; id < 2000; id++) {
    snprintf(path, sizeof path, "/data/l/proc/%d/environ", id);
    report(reads(path), "environ");
    snprintf(path, sizeof path, "/data/l/proc/%d/root", id);
    report(reads(below(path, below(outside, "canary.txt"))), "root");
  }
  unlink("/data/l");
}

/* Devices are opened and not read or written: a machine must survive an engine that lets this through. */
static void devices(void) {
  const char *names[] = {"mem", "kmsg", "sda", "vda", "zero", "tty", "fuse"};
  symlink(UP, "/data/l");
  for (int name = 0; name < 7; name++) report(open(below("/data/l/dev", names[name]), O_RDONLY) >= 0, names[name]);
  report(writes("/data/l/dev/shm/gatehouse-hostile", O_CREAT), "shm");
  report(writes("/data/l/tmp/gatehouse-hostile", O_CREAT), "tmp");
  unlink("/data/l");
}

static void descriptors(void) {
  for (int descriptor = 4; descriptor < 2048; descriptor++) {
    char byte = 0;
    __wasi_fdstat_t fdstat;
    report(__wasi_fd_fdstat_get(descriptor, &fdstat) == 0, "fdstat");
    report(read(descriptor, &byte, 1) >= 0 || write(descriptor, &byte, 1) >= 0, "descriptor");
  }
}

const struct attack paths[] = {{"absolute", absolute},       {"parent", parent},           {"link-absolute", link_absolute},
                               {"link-relative", link_relative}, {"link-chain", link_chain}, {"link-swap", link_swap},
                               {"rename-over", rename_over}, {"remove-root", remove_root}, {"processes", processes},
                               {"devices", devices},         {"descriptors", descriptors}, {0}};
