#include <stdio.h>
#include <stdlib.h>
#include <wasi/api.h>

enum { MOST = 16384 };

static unsigned long number(const char *text) {
  char *end = "";
  unsigned long value = strtoul(text, &end, 10);
  return *end == '\0' ? value : 0;
}

int main(int argc, char *argv[]) {
  unsigned long size = argc > 1 ? number(argv[1]) : 0;
  unsigned long draws = argc > 2 ? number(argv[2]) : 0;
  if (size == 0 || size > MOST || draws == 0) {
    fputs("usage: main BYTES DRAWS\n", stderr);
    return 2;
  }
  for (; draws > 0; draws--) {
    unsigned char bytes[MOST] = {0};
    // getentropy gives at most 256 bytes, in a call of the engine's each.
    __wasi_errno_t error = __wasi_random_get(bytes, size);
    if (error != 0 || fwrite(bytes, 1, size, stdout) != size) {
      fprintf(stderr, "main: error %d\n", error);
      return 1;
    }
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
