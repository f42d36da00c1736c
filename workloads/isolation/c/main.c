#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool leaked = false;

static void report(bool leak, const char *attempt, const char *what) {
  printf("%s %s%s\n", leak ? "LEAK" : "refused", attempt, what);
  leaked = leaked || leak;
}

static bool opens(const char *path, const char *mode) {
  FILE *file = fopen(path, mode);
  if (file != NULL) {
    fclose(file);
  }
  return file != NULL;
}

static void try_read(const char *path) { report(opens(path, "r"), "read ", path); }

// "r+" neither creates nor truncates.
static void try_write(const char *path) { report(opens(path, "r+"), "write ", path); }

static void try_descriptors(void) {
  bool leak = false;
  for (int descriptor = 4; descriptor <= 64; descriptor++) {
    char byte = 0;
    bool reads = read(descriptor, &byte, 1) >= 0;
    bool writes = write(descriptor, &byte, 1) >= 0;
    leak = leak || reads || writes;
  }
  report(leak, "descriptors", "");
}

int main(int argc, char *argv[]) {
  const char *choice = argc > 1 ? argv[1] : "";
  if (strcmp(choice, "parent") == 0) {
    try_read("/data/../../outside.txt");
    try_read("../outside.txt");
    try_read("/data/sub/../../outside.txt");
  } else if (strcmp(choice, "absolute") == 0) {
    try_read("/etc/passwd");
    try_read("/etc/hostname");
    try_read("/proc/self/environ");
  } else if (strcmp(choice, "symlink") == 0) {
    try_read("/data/link-out");
    try_read("/data/link-up");
    try_write("/data/link-out");
    try_write("/data/link-up");
  } else if (strcmp(choice, "descriptors") == 0) {
    try_descriptors();
  } else {
    fputs("usage: main parent|absolute|symlink|descriptors\n", stderr);
    return 2;
  }
  return leaked ? EXIT_FAILURE : EXIT_SUCCESS;
}
