#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { LETTERS = 5, TRIES = 6, MOST_WORDS = 4096 };

struct game {
  int tries;
  bool over;
};

/** Reads the words that may be guessed; false where that cannot be done. */
bool read_words(int file);

/** Writes the answer to a line into `answer`; gives its length. */
int answer_line(struct game *game, const char *secret, const char *line, size_t size, char *answer, size_t room);
