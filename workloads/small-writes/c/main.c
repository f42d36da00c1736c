#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 16, CHUNK = 65536 };

int main(void) {
  char *bytes = NULL;
  size_t length = 0, came;
  do {
    char *larger = realloc(bytes, length + CHUNK);
    if (!larger) return EXIT_FAILURE;
    bytes = larger;
    came = fread(bytes + length, 1, CHUNK, stdin);
    length += came;
  } while (came > 0);
  for (size_t at = 0; at < length;) {
    size_t left = length - at;
    ssize_t taken = write(STDOUT_FILENO, bytes + at, left < PIECE ? left : PIECE);
    if (taken < 0) {
      perror("write");
      return EXIT_FAILURE;
    }
    at += (size_t)taken;
  }
  free(bytes);
  return EXIT_SUCCESS;
}
