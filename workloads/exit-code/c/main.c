#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[]) {
  char *end = NULL;
  long code = argc > 1 ? strtol(argv[1], &end, 10) : -1;
  if (code < 0 || code > 255 || end == argv[1] || *end != '\0') {
    fputs("usage: main 0..255\n", stderr);
    return 2;
  }
  exit((int)code);
}
