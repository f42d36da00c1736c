#include <stdio.h>
#include <stdlib.h>

int main(void) {
  static char chunk[64 * 1024];
  size_t length;
  while ((length = fread(chunk, 1, sizeof chunk, stdin)) > 0) {
    if (fwrite(chunk, 1, length, stdout) < length) {
      break;
    }
  }
  if (ferror(stdin) || ferror(stdout) || fflush(stdout) != 0) {
    perror("echo");
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
