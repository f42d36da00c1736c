/* Too much of everything: files, output, time, memory. */
#include "attack.h"
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void make(const char *name) {
  int file = open(name, O_WRONLY | O_CREAT, 0666);
  if (file >= 0) close(file);
}

static void many_files(void) {
  char name[64];
  for (int number = 0; number < 3000; number++) {
    snprintf(name, sizeof name, "/data/\033[2J\n%d", number);
    make(name);
  }
}

static void big_file(void) {
  static char chunk[1 << 20];
  int file = open("/data/big", O_WRONLY | O_CREAT, 0666);
  memset(chunk, 'x', sizeof chunk);
  for (int written = 0; written < 512 && write(file, chunk, sizeof chunk) > 0; written++) continue;
}

static void sparse_file(void) {
  int file = open("/data/sparse", O_WRONLY | O_CREAT, 0666);
  if (file >= 0) ftruncate(file, 1LL << 40);
}

static void deep_folders(void) {
  char name[201] = "d";
  int folder = open("/data", O_RDONLY | O_DIRECTORY);
  for (int level = 0; level < 160 && folder >= 0; level++) {
    if (level == 120) memset(name, 'd', sizeof name - 1);
    mkdirat(folder, name, 0777);
    int next = openat(folder, name, O_RDONLY | O_DIRECTORY);
    close(folder);
    folder = next;
  }
}

static void odd_names(void) {
  make("/data/\xff\xfe");
  make("/data/\xef\xbf\xbe\xef\xbf\xbf");
  make("/data/::error::forged\n##[error]forged");
  make("/data/\033]0;owned\007");
  make("/data/ -rf *");
}

static void link_loop(void) {
  symlink("b", "/data/a");
  symlink("a", "/data/b");
  symlink(".", "/data/self");
  symlink("/dev/zero", "/data/mine");
  unlink("/data/mine.txt");
  symlink("/dev/zero", "/data/mine.txt");
  symlink("../../../../../../../dev/zero", "/data/zero");
}

static void flood(int streams) {
  static char chunk[1 << 16];
  memset(chunk, 'x', sizeof chunk);
  for (;;)
    for (int stream = 1; stream <= 2; stream++)
      if (streams & stream && write(stream, chunk, sizeof chunk) <= 0) return;
}

static void flood_stdout(void) { flood(1); }
static void flood_stderr(void) { flood(2); }
static void flood_both(void) { flood(3); }

static void loop(void) {
  for (volatile unsigned count = 0;; count++) continue;
}

static void rest(void) {
  struct timespec day = {86400, 0};
  nanosleep(&day, NULL);
}

static void spin(void) {
  for (;;) poll(NULL, 0, 0);
}

static void forever(void) {
  struct timespec most = {0x7fffffffffff, 999999999};
  for (;;) clock_nanosleep(CLOCK_MONOTONIC, 0, &most, NULL);
}

static void wait_for_input(void) {
  char byte;
  while (read(0, &byte, 1) > 0) continue;
}

static void memory(void) {
  for (;;) {
    volatile char *block = malloc(1 << 20);
    if (!block) abort();
    for (int byte = 0; byte < 1 << 20; byte += 512) block[byte] = 1;
  }
}

const struct attack floods[] = {{"many-files", many_files},     {"big-file", big_file},         {"sparse-file", sparse_file},
                                {"deep-folders", deep_folders}, {"odd-names", odd_names},       {"link-loop", link_loop},
                                {"flood-stdout", flood_stdout}, {"flood-stderr", flood_stderr}, {"flood-both", flood_both},
                                {"loop", loop},                 {"rest", rest},                 {"spin", spin},
                                {"forever", forever},           {"wait-for-input", wait_for_input}, {"memory", memory},
                                {0}};
