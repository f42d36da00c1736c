#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* C has no exceptions: a function says by its result whether it failed, and why. */
enum outcome { DONE, NO_NUMBER, ODD };

static const char *const messages[] = {[NO_NUMBER] = "is no number", [ODD] = "is odd"};

static enum outcome half(const char *text, long *result) {
  size_t length = strlen(text);
  if (length < 1 || length > 9) return NO_NUMBER;
  for (const char *digit = text; *digit; digit++)
    if (!isdigit((unsigned char)*digit)) return NO_NUMBER;
  long number = strtol(text, NULL, 10);
  if (number % 2 == 1) return ODD;
  *result = number / 2;
  return DONE;
}

static enum outcome step(const char *text, long *result) {
  printf("open %s\n", text);
  enum outcome outcome = half(text, result);
  printf("close %s\n", text);
  return outcome;
}

int main(int argc, char **argv) {
  for (int at = 1; at < argc; at++) {
    if (strcmp(argv[at], "uncaught") == 0) {
      fflush(stdout); /* abort does not */
      fputs("nothing catches this\n", stderr);
      abort();
    }
    long result = 0;
    enum outcome outcome = step(argv[at], &result);
    if (outcome == DONE) printf("half %ld\n", result);
    else printf("error: %s %s\n", argv[at], messages[outcome]);
  }
  puts("done");
  return 0;
}
