#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static int compare(const void *left, const void *right) { return strcmp(*(char *const *)left, *(char *const *)right); }

static void print_all(void) {
  size_t count = 0;
  while (environ[count] != NULL) {
    count++;
  }
  qsort(environ, count, sizeof *environ, compare);
  printf("count %zu\n", count);
  for (size_t i = 0; i < count; i++) {
    puts(environ[i]);
  }
}

static void print_one(const char *name) {
  const char *value = getenv(name);
  if (value != NULL) {
    printf("%s=%s\n", name, value);
  } else {
    printf("%s unset\n", name);
  }
}

int main(int argc, char *argv[]) {
  if (argc == 2 && strcmp(argv[1], "--all") == 0) {
    print_all();
    return 0;
  }
  for (int i = 1; i < argc; i++) {
    print_one(argv[i]);
  }
  return 0;
}
