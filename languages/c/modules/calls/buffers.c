// Buffers of calls, guarded.
#include <stdlib.h>
#include <string.h>
#include "calls.h"

enum { guard = 64, sign = 0xa5 };

static void *held[1200];
static size_t holds;

void *guarded(size_t size) {
  char *at = malloc(size + guard);
  if (!at || holds == sizeof held / sizeof *held) cannot_read("no memory for a buffer", "");
  memset(at, sign, size + guard);
  return held[holds++] = at;
}

bool is_guarded(const void *at, size_t size) {
  const unsigned char *from = (const unsigned char *)at + size;
  for (size_t each = 0; each < guard; each++)
    if (from[each] != sign) return false;
  return true;
}

void release(void) {
  while (holds > 0) free(held[--holds]);
}

static void add(struct buffers *into, void *at, size_t size) {
  if (into->count == sizeof into->list / sizeof *into->list) cannot_read("too many buffers", "");
  into->list[into->count].at = (uint32_t)AT(at);
  into->list[into->count++].size = (uint32_t)size;
  into->whole += size;
}

/** Each piece between commas is one buffer. */
static void split_once(const char *word, struct buffers *into, bool is_text) {
  for (;;) {
    size_t size = strcspn(word, ",");
    char piece[4096];
    if (size >= sizeof piece) cannot_read("too long", word);
    memcpy(piece, word, size), piece[size] = 0;
    struct bytes bytes = is_text ? bytes_of(piece, size) : (struct bytes){0, (size_t)number_of(piece)};
    add(into, is_text ? bytes.at : guarded(bytes.size), bytes.size);
    if (word[size] == 0) return;
    word += size + 1;
  }
}

static void split(struct words *words, struct buffers *into, bool is_text) {
  const char *word = next(words), *star = word + strspn(word, "0123456789");
  bool is_many = star > word && *star == '*';
  unsigned long times = is_many ? strtoul(word, NULL, 10) : 1;
  into->count = 0, into->whole = 0;
  if (strcmp(word, "-") == 0) return;
  while (times-- > 0) split_once(is_many ? star + 1 : word, into, is_text);
}

void next_texts(struct words *words, struct buffers *into) { split(words, into, true); }
void next_lengths(struct words *words, struct buffers *into) { split(words, into, false); }

void check_guards(const struct buffers *buffers) {
  for (int at = 0; at < buffers->count; at++)
    if (!is_guarded((void *)(uintptr_t)buffers->list[at].at, buffers->list[at].size)) return say_overrun();
}

void say_read(const struct buffers *buffers, uint32_t size) {
  char *all = malloc(buffers->whole + 1), *to = all;
  say(" %u ", size);
  for (int at = 0; at < buffers->count; at++) {
    memcpy(to, (void *)(uintptr_t)buffers->list[at].at, buffers->list[at].size);
    to += buffers->list[at].size;
  }
  say_text(all, size < buffers->whole ? size : buffers->whole);
  if (size > buffers->whole) say_overrun();
  else check_guards(buffers);
  free(all);
}
