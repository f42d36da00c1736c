#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

enum { FIRST_PREOPENED = 3, LAST = 64 };

static bool opens(const char *path, int flags) {
  int file = open(path, flags);
  return file >= 0 && close(file) == 0;
}

static bool lists(const char *path) {
  DIR *directory = opendir(path);
  return directory != NULL && closedir(directory) == 0;
}

static bool tells(const char *path) {
  struct stat status;
  return stat(path, &status) == 0;
}

static bool reads_link(const char *path) {
  char target[64];
  return readlink(path, target, sizeof target) >= 0;
}

static bool guesses(void) {
  bool leak = false;
  for (int descriptor = FIRST_PREOPENED + 1; descriptor <= LAST; descriptor++) {
    char byte = 0;
    __wasi_fdstat_t fdstat;
    __wasi_prestat_t prestat;
    bool reads = read(descriptor, &byte, 1) >= 0;
    bool writes = write(descriptor, &byte, 1) >= 0;
    leak = leak || reads || writes || __wasi_fd_fdstat_get(descriptor, &fdstat) == 0 ||
           __wasi_fd_prestat_get(descriptor, &prestat) == 0;
  }
  return leak;
}

static void print_preopens(void) {
  for (int descriptor = 0; descriptor <= LAST; descriptor++) {
    __wasi_prestat_t prestat;
    char name[256] = "";
    if (__wasi_fd_prestat_get(descriptor, &prestat) != 0) {
      continue;
    }
    __wasi_size_t length = prestat.u.dir.pr_name_len;
    if (length < sizeof name) {
      __wasi_fd_prestat_dir_name(descriptor, (uint8_t *)name, length);
    }
    printf("preopen %s\n", name);
  }
}

static bool leaks(const char *verb, const char *path, const char *other) {
  if (strcmp(verb, "read") == 0) {
    return opens(path, O_RDONLY);
  } else if (strcmp(verb, "write") == 0) {
    return opens(path, O_WRONLY);
  } else if (strcmp(verb, "list") == 0) {
    return lists(path);
  } else if (strcmp(verb, "stat") == 0) {
    return tells(path);
  } else if (strcmp(verb, "readlink") == 0) {
    return reads_link(path);
  } else if (strcmp(verb, "make") == 0) {
    return mkdir(path, 0777) == 0;
  } else if (strcmp(verb, "symlink") == 0) {
    return symlink(path, other) == 0;
  } else if (strcmp(verb, "link") == 0) {
    return link(path, other) == 0;
  } else if (strcmp(verb, "rename") == 0) {
    return rename(path, other) == 0;
  } else if (strcmp(verb, "remove") == 0) {
    return unlink(path) == 0;
  } else if (strcmp(verb, "rmdir") == 0) {
    return rmdir(path) == 0;
  } else if (strcmp(verb, "descriptors") == 0) {
    return guesses();
  }
  fprintf(stderr, "main: no verb: %s\n", verb);
  exit(2);
}

int main(int argc, char *argv[]) {
  bool leaked = false;
  for (int index = 1; index < argc; index++) {
    char verb[16] = "", path[128] = "", other[128] = "";
    if (strcmp(argv[index], "preopens") == 0) {
      print_preopens();
      continue;
    }
    sscanf(argv[index], "%15s %127s %127s", verb, path, other);
    bool leak = leaks(verb, path, other);
    printf("%s %s\n", leak ? "LEAK" : "refused", argv[index]);
    leaked = leaked || leak;
  }
  return leaked ? EXIT_FAILURE : EXIT_SUCCESS;
}
