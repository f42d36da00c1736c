// The rules.
#include "game.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char words[MOST_WORDS][LETTERS + 1];
static size_t count;
static int solved, lost;

static int compare(const void *a, const void *b) { return strcmp(a, b); }

bool read_words(int file) {
  FILE *stream = fdopen(file, "r");
  if (!stream) return false;
  while (count < MOST_WORDS && fscanf(stream, "%5s", words[count]) == 1) count++;
  fclose(stream);
  qsort(words, count, sizeof *words, compare);
  return count > 0;
}

static void mark(const char *secret, const char *guess, char *marks) {
  int left[256] = {0};
  for (int at = 0; at < LETTERS; at++) {
    marks[at] = guess[at] == secret[at] ? 'G' : '-';
    if (marks[at] == '-') left[(unsigned char)secret[at]]++;
  }
  for (int at = 0; at < LETTERS; at++)
    if (marks[at] == '-' && left[(unsigned char)guess[at]]-- > 0) marks[at] = 'Y';
}

int answer_line(struct game *game, const char *secret, const char *line, size_t size, char *answer, size_t room) {
  char guess[LETTERS + 1] = "", marks[LETTERS + 1] = "";
  bool letters = size == LETTERS;
  for (size_t at = 0; letters && at < size; at++) {
    letters = isalpha((unsigned char)line[at]);
    guess[at] = (char)tolower((unsigned char)line[at]);
  }
  if (!letters) return snprintf(answer, room, "five letters, please\n");
  if (strcmp(guess, "score") == 0) return snprintf(answer, room, "%d solved, %d lost\n", solved, lost);
  if (!bsearch(guess, words, count, sizeof *words, compare)) return snprintf(answer, room, "not in the list\n");
  mark(secret, guess, marks);
  game->tries++;
  bool right = strcmp(guess, secret) == 0;
  game->over = right || game->tries == TRIES;
  if (right) {
    solved++;
    return snprintf(answer, room, "%s\nsolved in %d\n", marks, game->tries);
  }
  if (!game->over) return snprintf(answer, room, "%s\n", marks);
  lost++;
  return snprintf(answer, room, "%s\nthe word was %s\n", marks, secret);
}
