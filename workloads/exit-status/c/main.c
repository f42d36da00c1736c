#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char *argv[]) {
  const char *choice = argc > 1 ? argv[1] : "";
  if (strcmp(choice, "zero") == 0) {
    exit(EXIT_SUCCESS);
  }
  if (strcmp(choice, "return") == 0) {
    return 0;
  }
  if (strcmp(choice, "one") == 0) {
    puts("leaving");
    fflush(stdout);
    exit(1);
  }
  if (strcmp(choice, "error") == 0) {
    abort();
  }
  fputs("usage: main zero|return|one|error\n", stderr);
  return 2;
}
