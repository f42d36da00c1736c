#include <ctype.h>
#include <locale.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { MOST_GROUPS = 10 };

static void print_part(const char *text, regmatch_t part) {
  if (part.rm_so >= 0) fwrite(text + part.rm_so, 1, (size_t)(part.rm_eo - part.rm_so), stdout);
}

static size_t code_points(const char *text, const char *end) {
  size_t count = 0;
  for (; text < end; text++) count += ((unsigned char)*text & 0xc0) != 0x80;
  return count;
}

// The next match from `at` on, which lies in `line`.
static bool next_match(const regex_t *pattern, const char *line, const char *at, regmatch_t parts[MOST_GROUPS]) {
  return regexec(pattern, at, MOST_GROUPS, parts, at == line ? 0 : REG_NOTBOL) == 0;
}

static void find_in(const regex_t *pattern, const char *line, size_t number) {
  regmatch_t parts[MOST_GROUPS];
  for (const char *at = line; next_match(pattern, line, at, parts); at += parts[0].rm_eo) {
    printf("%zu:%zu", number, code_points(line, at + parts[0].rm_so) + 1);
    for (size_t group = 0; group <= pattern->re_nsub && group < MOST_GROUPS; group++) {
      fputs(" <", stdout);
      print_part(at, parts[group]);
      putchar('>');
    }
    putchar('\n');
  }
}

static size_t count_in(const regex_t *pattern, const char *line) {
  regmatch_t parts[MOST_GROUPS];
  size_t count = 0;
  for (const char *at = line; next_match(pattern, line, at, parts); at += parts[0].rm_eo) count++;
  return count;
}

static void replace_in(const regex_t *pattern, const char *line, const char *with) {
  regmatch_t parts[MOST_GROUPS];
  const char *at = line;
  for (; next_match(pattern, line, at, parts); at += parts[0].rm_eo) {
    fwrite(at, 1, (size_t)parts[0].rm_so, stdout);
    for (const char *next = with; *next; next++) {
      if (*next == '$' && isdigit((unsigned char)next[1])) print_part(at, parts[*++next - '0']);
      else putchar(*next);
    }
  }
  puts(at);
}

static int usage(void) {
  fputs("usage: main find PATTERN | count PATTERN | replace PATTERN WITH\n", stderr);
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return usage();
  bool finds = strcmp(argv[1], "find") == 0, counts = strcmp(argv[1], "count") == 0,
       replaces = strcmp(argv[1], "replace") == 0;
  if (argc != (replaces ? 4 : 3) || !(finds || counts || replaces)) return usage();

  setlocale(LC_CTYPE, "C.UTF-8");
  regex_t pattern;
  int wrong = regcomp(&pattern, argv[2], REG_EXTENDED);
  if (wrong) {
    char message[256];
    regerror(wrong, &pattern, message, sizeof message);
    fprintf(stderr, "regex: %s\n", message);
    return 1;
  }
  char *line = NULL;
  size_t room = 0, lines = 0, matches = 0, matching = 0;
  for (ssize_t length; (length = getline(&line, &room, stdin)) >= 0;) {
    if (length > 0 && line[length - 1] == '\n') line[length - 1] = '\0';
    lines++;
    if (finds) find_in(&pattern, line, lines);
    if (replaces) replace_in(&pattern, line, argv[3]);
    size_t found = counts ? count_in(&pattern, line) : 0;
    matches += found;
    matching += found > 0;
  }
  if (counts) printf("%zu in %zu of %zu lines\n", matches, matching, lines);
  free(line);
  regfree(&pattern);
  return fflush(stdout) == 0 ? 0 : 1;
}
