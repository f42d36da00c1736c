#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { piece = 1000, depth = 100 };

static int leave_from(int level, int status) {
  if (level == 0) exit(status);
  return leave_from(level - 1, status) + 1;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  int both = strcmp(argv[1], "both") == 0;
  char bytes[piece];
  for (size_t size; (size = fread(bytes, 1, sizeof bytes, stdin)) > 0;) {
    fwrite(bytes, 1, size, stdout);
    if (both) fwrite(bytes, 1, size, stderr);
  }
  if (strcmp(argv[1], "deep") == 0) return leave_from(depth, EXIT_SUCCESS);
  if (strcmp(argv[1], "failure") == 0) return leave_from(depth, EXIT_FAILURE);
  return EXIT_SUCCESS;
}
