#include <stdio.h>

int main(int argc, char **argv) {
  if (argc < 2)
    return 3;
  printf("hello %s\n", argv[1]);
  return 0;
}
