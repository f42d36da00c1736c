#include <stdio.h>
#include <string.h>

static void write_lines(void) {
  for (int i = 1; i <= 10; i++) {
    printf("out %d\n", i);
    fflush(stdout);
    fprintf(stderr, "err %d\n", i);
    fflush(stderr);
  }
}

static void write_block(FILE *stream, char fill) {
  char block[4096];
  memset(block, fill, sizeof block);
  fwrite(block, 1, sizeof block, stream);
  fflush(stream);
}

static void write_blocks(void) {
  for (int k = 0; k < 256; k++) {
    write_block(stdout, (char)('a' + k % 26));
    write_block(stderr, (char)('A' + k % 26));
  }
}

int main(int argc, char *argv[]) {
  const char *choice = argc > 1 ? argv[1] : "";
  if (strcmp(choice, "small") == 0) {
    write_lines();
  } else if (strcmp(choice, "large") == 0) {
    write_blocks();
  } else {
    fputs("usage: main small|large\n", stderr);
    return 2;
  }
  return ferror(stdout) || ferror(stderr);
}
