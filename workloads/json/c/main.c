#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "json.h"

static char *read_all(FILE *file, size_t *size) {
  size_t room = 65536;
  char *bytes = malloc(room);
  for (*size = 0; bytes;) {
    size_t read = fread(bytes + *size, 1, room - *size, file);
    if (read == 0) break;
    *size += read;
    if (*size == room) bytes = realloc(bytes, room *= 2);
  }
  return bytes;
}

static struct value *run(int count, char **words, struct value *whole) {
  if (count == 1 && strcmp(words[0], "print") == 0) return whole;
  if (count == 2 && strcmp(words[0], "get") == 0) return get(whole, words[1]);
  if (count == 2 && strcmp(words[0], "remove") == 0) return remove_at(whole, words[1]) ? whole : NULL;
  if (count != 3 || strcmp(words[0], "set") != 0) return NULL;
  struct value *own = parse(words[2], strlen(words[2]));
  return own ? set(whole, words[1], own) : NULL;
}

int main(int argc, char **argv) {
  size_t size;
  char *bytes = read_all(stdin, &size);
  if (!bytes) return 1;
  struct value *whole = parse(bytes, size);
  struct value *result = whole ? run(argc - 1, argv + 1, whole) : NULL;
  if (!result) {
    fputs(whole ? "nothing there; usage: main print | get POINTER | set POINTER JSON | remove POINTER\n" : "no JSON\n",
          stderr);
    return 1;
  }
  print(result);
  putchar('\n');
}
