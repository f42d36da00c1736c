#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static bool continues(char byte) { return ((unsigned char)byte & 0xc0) == 0x80; }

static size_t code_points(const char *line) {
  size_t count = 0;
  for (; *line != '\0'; line++) count += !continues(*line);
  return count;
}

static void print_reversed(const char *line, size_t length) {
  for (size_t end = length; end > 0;) {
    size_t start = end - 1;
    while (start > 0 && continues(line[start])) start--;
    fwrite(line + start, 1, end - start, stdout);
    end = start;
  }
}

/* strcmp compares bytes, whose order in UTF-8 is that of code points. */
static int compare(const void *left, const void *right) { return strcmp(*(char *const *)left, *(char *const *)right); }

int main(void) {
  char **lines = NULL;
  size_t count = 0, room = 0;
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  while ((length = getline(&line, &size, stdin)) > 0) {
    line[--length] = '\0';
    printf("%zd %zu ", length, code_points(line));
    print_reversed(line, (size_t)length);
    putchar('\n');
    if (count == room) {
      room = room == 0 ? 64 : room * 2;
      lines = realloc(lines, room * sizeof *lines);
      if (lines == NULL) return EXIT_FAILURE;
    }
    lines[count++] = strdup(line);
  }
  free(line);
  if (count > 0) qsort(lines, count, sizeof *lines, compare);
  for (size_t at = 0; at < count; at++) {
    puts(lines[at]);
    free(lines[at]);
  }
  free(lines);
  return ferror(stdin) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
