// Performs operations, and prints a line for each.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "calls.h"

static const struct operation *const *known;
bool is_whole;

_Noreturn void cannot_read(const char *what, const char *word) {
  fprintf(stderr, "%s: %s\n", what, word);
  exit(2);
}

static const struct operation *operation_named(const char *name) {
  for (const struct operation *const *table = known; *table; table++)
    for (const struct operation *each = *table; each->name; each++)
      if (strcmp(each->name, name) == 0) return each;
  cannot_read("no such operation", name);
}

uint64_t now_monotonic(void) {
  uint64_t time = 0;
  wasi_clock_time_get(1, 1, AT(&time));
  return time;
}

uint64_t now_realtime(void) {
  uint64_t time = 0;
  wasi_clock_time_get(0, 1, AT(&time));
  return time;
}

/** Says what one operation gives. The words are those of `text`, which is cut. */
static void say_one(char *text) {
  char *list[1200];
  int count = 0;
  for (char *word = strtok(text, " "); word && count < 1200; word = strtok(NULL, " ")) list[count++] = word;
  if (count == 0) cannot_read("an empty operation", "");
  struct words words = {list + 1, count - 1, NULL};
  if (count > 3 && strcmp(list[count - 2], ">") == 0) words.result_name = list[count - 1], words.left -= 2;
  const struct operation *operation = operation_named(list[0]);
  size_t begin = said_so_far();
  int32_t error = operation->perform(&words);
  if (words.left) cannot_read("a word too many", *words.at);
  release();
  if (error < 0) return;
  struct bytes results = said(begin);
  char *kept = malloc(results.size + 1);
  memcpy(kept, results.at, results.size), kept[results.size] = 0;
  unsay(begin);
  say("%s ", list[0]);
  say_name(error_names, (unsigned)error);
  say("%s\n", kept);
  free(kept);
}

static char *copy_of(const char *text) {
  char *copy = strdup(text);
  return copy ? copy : (cannot_read("no memory for", text), copy);
}

static void perform_once(const char *text) {
  is_whole = strncmp(text, "whole ", 6) == 0;
  char *copy = copy_of(text + (is_whole ? 6 : 0));
  say_one(copy);
  free(copy);
}

/** The shortest of up to ten runs, in nanoseconds; the first one's line stays said. It stops at one that takes `least` to `most`. */
static uint64_t shortest_of(const char *text, uint64_t least, uint64_t most) {
  uint64_t best = UINT64_MAX;
  for (int round = 0; round < 10 && (best < least || best > most); round++) {
    size_t begin = said_so_far();
    uint64_t from = now_monotonic();
    perform_once(text);
    uint64_t took = now_monotonic() - from;
    if (took < best) best = took;
    if (round > 0) unsay(begin);
    if (took < least) break;
  }
  return best;
}

static void perform_quick(const char *text) {
  uint64_t best = shortest_of(text, 0, 100000000);
  if (best <= 100000000) return;
  unsay(said_so_far() - 1);
  say(" slow\n");
}

static void perform_lasts(const char *text) {
  char *rest;
  uint64_t least = strtoull(text, &rest, 10), most = strtoull(rest, &rest, 10);
  uint64_t best = shortest_of(rest + 1, least * 1000000, most * 1000000);
  unsay(said_so_far() - 1);
  if (best >= least * 1000000 && best <= most * 1000000) say(" in-time\n");
  else say(" %llu.%03llums\n", (unsigned long long)best / 1000000, (unsigned long long)best / 1000 % 1000);
}

static void perform_repeat(const char *text) {
  char *rest, *first = NULL;
  for (unsigned long left = strtoul(text, &rest, 10); left > 0; left--) {
    size_t begin = said_so_far();
    perform_once(rest + 1);
    struct bytes line = said(begin);
    if (!first) first = strndup(line.at, line.size);
    if (left > 1 && strlen(first) == line.size && memcmp(first, line.at, line.size) == 0) unsay(begin);
  }
  free(first);
}

/** Whether a line that was said tells this error. */
static bool has_error(struct bytes line, const char *error, size_t size) {
  const char *at = memchr(line.at, ' ', line.size);
  return at && line.size > (size_t)(at - line.at) + size && strncmp(at + 1, error, size) == 0 &&
         strchr(" \n", at[size + 1]);
}

/** The same of several errors with commas between. */
static bool has_one_of(struct bytes line, const char *errors, size_t size) {
  for (const char *from = errors; from < errors + size; from += strcspn(from, ", ") + 1)
    if (has_error(line, from, strcspn(from, ", "))) return true;
  return false;
}

/** Where the text leaves the error open, the line shows those that are right instead of the one that came. */
static void perform_either(const char *text) {
  size_t begin = said_so_far(), size = strcspn(text, " ");
  perform_once(text + size + 1);
  struct bytes line = said(begin);
  if (!has_one_of(line, text, size)) return;
  char *name = strndup(line.at, (size_t)((const char *)memchr(line.at, ' ', line.size) - (const char *)line.at));
  unsay(begin);
  say("%s %.*s\n", name, (int)size, text);
  free(name);
}

/** Ends the program where the error is one of these: so a call may trap or fail, and all else is said. */
static void perform_refused(const char *text) {
  size_t begin = said_so_far(), size = strcspn(text, " ");
  perform_once(text + size + 1);
  if (has_one_of(said(begin), text, size)) exit(1);
}

static void perform_patient(const char *text) {
  uint64_t from = now_monotonic();
  for (size_t begin = said_so_far();; unsay(begin)) {
    perform_once(text);
    if (!has_error(said(begin), "again", 5) || now_monotonic() - from > 10000000000) return;
    wasi_sched_yield();
  }
}

int perform_all(int argc, char **argv, const struct operation *const *tables) {
  known = tables;
  for (int at = 1; at < argc; at++) {
    if (strncmp(argv[at], "quick ", 6) == 0) perform_quick(argv[at] + 6);
    else if (strncmp(argv[at], "lasts ", 6) == 0) perform_lasts(argv[at] + 6);
    else if (strncmp(argv[at], "repeat ", 7) == 0) perform_repeat(argv[at] + 7);
    else if (strncmp(argv[at], "either ", 7) == 0) perform_either(argv[at] + 7);
    else if (strncmp(argv[at], "refused ", 8) == 0) perform_refused(argv[at] + 8);
    else if (strncmp(argv[at], "patient ", 8) == 0) perform_patient(argv[at] + 8);
    else if (strncmp(argv[at], "skip", 4) != 0) perform_once(argv[at]);
    struct bytes line = said(0);
    write_all(1, line.at, line.size);
    unsay(0);
  }
  return 0;
}
