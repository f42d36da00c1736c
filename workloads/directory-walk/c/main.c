#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOT "/data/tree"
enum { LONGEST = 256 };

static long directories, files, sum;

static void check(int failed, const char *what) {
  if (failed) {
    perror(what);
    exit(EXIT_FAILURE);
  }
}

static void make(int n) {
  char path[LONGEST];
  check(mkdir(ROOT, 0777), ROOT);
  for (int i = 0; i < n; i++) {
    snprintf(path, sizeof path, ROOT "/d%d", i);
    check(mkdir(path, 0777), path);
    for (int j = 0; j < n; j++) {
      snprintf(path, sizeof path, ROOT "/d%d/f%d", i, j);
      FILE *file = fopen(path, "w");
      check(!file, path);
      fprintf(file, "%d\n", i * n + j);
      check(fclose(file), path);
    }
  }
}

static void read_number(const char *path) {
  FILE *file = fopen(path, "r");
  long number;
  check(!file, path);
  check(fscanf(file, "%ld", &number) != 1, path);
  fclose(file);
  files++;
  sum += number;
}

static void each(const char *path, void (*visit)(const char *path)) {
  DIR *directory = opendir(path);
  check(!directory, path);
  char own[LONGEST];
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    snprintf(own, sizeof own, "%s/%s", path, entry->d_name);
    visit(own);
  }
  closedir(directory);
}

static int is_directory(const char *path) {
  struct stat status;
  check(stat(path, &status), path);
  return S_ISDIR(status.st_mode);
}

static void walk(const char *path) {
  if (!is_directory(path)) {
    read_number(path);
    return;
  }
  directories++;
  each(path, walk);
}

static void clear(int n) {
  char path[LONGEST];
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      snprintf(path, sizeof path, ROOT "/d%d/f%d", i, j);
      check(unlink(path), path);
    }
    snprintf(path, sizeof path, ROOT "/d%d", i);
    check(rmdir(path), path);
  }
  check(rmdir(ROOT), ROOT);
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 0;
  if (n < 1) return EXIT_FAILURE;
  make(n);
  walk(ROOT);
  printf("%ld %ld %ld\n", directories, files, sum);
  clear(n);
  return EXIT_SUCCESS;
}
