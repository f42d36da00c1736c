#include <stdio.h>
#include <string.h>

int main(int argc, char *argv[]) {
  printf("count %d\n", argc - 1);
  for (int i = 1; i < argc; i++) {
    printf("%d %zu ", i, strlen(argv[i]));
    for (const char *byte = argv[i]; *byte != '\0'; byte++) {
      printf("%02x", (unsigned char)*byte);
    }
    putchar('\n');
  }
  return 0;
}
