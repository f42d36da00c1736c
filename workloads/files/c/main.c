#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OUT "/data/out.txt"

static void fail(const char *step) {
  fprintf(stderr, "%s failed: %s\n", step, strerror(errno));
  exit(EXIT_FAILURE);
}

static void check(const char *step, int status, const char *outcome) {
  if (status != 0) {
    fail(step);
  }
  printf("%s %s\n", step, outcome);
}

static void print_size(const char *step, const char *path) {
  struct stat status;
  if (stat(path, &status) != 0) {
    fail(step);
  }
  printf("%s %lld\n", step, (long long)status.st_size);
}

static void read_text(const char *step, const char *path) {
  char text[256];
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    fail(step);
  }
  size_t length = fread(text, 1, sizeof text, file);
  if (ferror(file)) {
    fail(step);
  }
  fclose(file);
  printf("%s %zu\n", step, length);
}

static void write_text(const char *step, const char *path, const char *mode, const char *text) {
  FILE *file = fopen(path, mode);
  if (file == NULL || fputs(text, file) == EOF || fclose(file) != 0) {
    fail(step);
  }
  print_size(step, path);
}

static void truncate_to(const char *step, const char *path, off_t length) {
  if (truncate(path, length) != 0) {
    fail(step);
  }
  print_size(step, path);
}

static int is_listed(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void list(const char *step, const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, is_listed, alphasort);
  if (count < 0) {
    fail(step);
  }
  printf("%s", step);
  for (int i = 0; i < count; i++) {
    printf(" %s", entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  putchar('\n');
}

static void expect_missing(const char *step, const char *path) {
  if (fopen(path, "r") != NULL) {
    errno = EEXIST;
  }
  check(step, errno != ENOENT, "not found");
}

int main(void) {
  read_text("read", "/data/in.txt");
  write_text("write", OUT, "w", "written\n");
  write_text("append", OUT, "a", "appended\n");
  truncate_to("truncate", OUT, 4);
  list("list", "/data/old");
  check("mkdir", mkdir("/data/new", 0777), "new");
  check("rename", rename("/data/old/a.txt", "/data/new/a2.txt"), "a2.txt");
  check("remove", unlink("/data/old/b.txt"), "b.txt");
  check("rmdir", rmdir("/data/old"), "old");
  expect_missing("missing", "/data/missing.txt");
  return EXIT_SUCCESS;
}
