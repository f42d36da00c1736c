#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* getentropy gives no more at once. */
enum { MOST_AT_ONCE = 256 };

int main(int argc, char *argv[]) {
  char *end = "";
  unsigned long left = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
  if (left == 0 || *end != '\0') {
    fputs("usage: main BYTES\n", stderr);
    return 2;
  }
  while (left > 0) {
    unsigned char bytes[MOST_AT_ONCE];
    size_t count = left < sizeof bytes ? left : sizeof bytes;
    if (getentropy(bytes, count) != 0 || fwrite(bytes, 1, count, stdout) != count) {
      fprintf(stderr, "main: %s\n", strerror(errno));
      return 1;
    }
    left -= count;
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
