// Arguments, environment, clocks, random bytes, ends.
#include <stdlib.h>
#include <string.h>
#include "calls.h"

typedef int32_t give(int32_t, int32_t);

static int by_text(const void *left, const void *right) { return strcmp(*(char *const *)left, *(char *const *)right); }

/** Says a list of texts, all but the first `leave`, and whether they lie in the buffer one behind the other, as told. */
static int32_t say_list(give *get_sizes, give *get, uint32_t leave, bool is_sorted) {
  uint32_t *count = guarded(4), *size = guarded(4);
  int32_t error = get_sizes(AT(count), AT(size));
  say_name(error_names, (unsigned)error);
  if (error) return say("\n"), -1;
  say(" %u%s\n%s ", *count, is_guarded(count, 4) && is_guarded(size, 4) ? "" : " overrun",
      leave ? "args_get" : "environ_get");
  char **list = guarded(*count * sizeof *list), *buffer = guarded(*size), *at = buffer;
  error = get(AT(list), AT(buffer));
  say_name(error_names, (unsigned)error);
  if (error) return say("\n"), -1;
  bool fits = is_guarded(list, *count * sizeof *list) && is_guarded(buffer, *size);
  for (uint32_t each = 0; each < *count && fits; each++) {
    fits = list[each] == at && memchr(at, 0, (size_t)(buffer + *size - at)) != NULL;
    if (fits) at += strlen(at) + 1;
  }
  if (fits && at == buffer + *size) {
    if (is_sorted && *count) qsort(list, *count, sizeof *list, by_text);
    for (uint32_t each = leave; each < *count; each++) say(" "), say_text(list[each], strlen(list[each]));
  } else say(" layout");
  say("\n");
  return -1;
}

static int32_t args(struct words *words) {
  return (void)words, say("args_sizes_get "), say_list(wasi_args_sizes_get, wasi_args_get, 1, false);
}
static int32_t environ_all(struct words *words) {
  return (void)words, say("environ_sizes_get "), say_list(wasi_environ_sizes_get, wasi_environ_get, 0, true);
}

static int32_t res_get(struct words *words) {
  uint64_t *resolution = guarded(8);
  int32_t error = wasi_clock_res_get(next_clock(words), AT(resolution));
  if (error == 0) say(*resolution == 0 ? " zero" : *resolution <= 20000000 ? " fine" : " coarse");
  if (!is_guarded(resolution, 8)) say_overrun();
  return error;
}

static int32_t time_get(struct words *words) {
  uint64_t *time = guarded(8);
  int32_t clock = next_clock(words), error = wasi_clock_time_get(clock, 1, AT(time));
  if (!is_guarded(time, 8)) say_overrun();
  return error;
}

/** Milliseconds since 1970, alone on the line. */
static int32_t time_of_day(struct words *words) {
  (void)words;
  say("%llu\n", (unsigned long long)(now_realtime() / 1000000));
  return -1;
}

static int32_t advances(struct words *words) {
  int32_t clock = next_clock(words), error = 0;
  uint64_t last = 0, time = 0;
  bool moves = false, is_back = false, has_parts = false;
  for (int round = 0; round < 100000 && error == 0 && (round < 1000 || !moves); round++, last = time) {
    error = wasi_clock_time_get(clock, 0, AT(&time));
    moves |= round > 0 && time != last;
    is_back |= time < last;
    has_parts |= time % 1000000 != 0;
  }
  if (error == 0 && !has_parts) say(" coarse");
  else if (error == 0) say(is_back ? " back" : moves ? " advances" : " stuck");
  return error;
}

static int32_t random_it(struct words *words) {
  size_t size = (size_t)next_number(words);
  char *first = guarded(size), *second = guarded(size);
  int32_t error = wasi_random_get(AT(first), (int32_t)size), other = wasi_random_get(AT(second), (int32_t)size);
  if (error == 0) error = other;
  // The end of a large buffer is drawn as well.
  size_t tail = size > 16 ? size - 16 : 0;
  if (error == 0 && size >= 8)
    say(memcmp(first, second, size) && memcmp(first + tail, second + tail, size - tail) ? " differs" : " same");
  if (!is_guarded(first, size) || !is_guarded(second, size)) say_overrun();
  return error;
}

static int32_t yield_it(struct words *words) { return (void)words, wasi_sched_yield(); }
static int32_t raise_it(struct words *words) { return wasi_proc_raise((int32_t)next_number(words)); }
static int32_t exit_it(struct words *words) { wasi_proc_exit((int32_t)next_number(words)); }

const struct operation processes[] = {
    {"args_get", args},           {"environ_get", environ_all},
    {"clock_res_get", res_get},   {"clock_time_get", time_get},
    {"time_of_day", time_of_day}, {"advances", advances},
    {"random_get", random_it},    {"sched_yield", yield_it},
    {"proc_exit", exit_it},       {0, 0},
};
const struct operation signals[] = {{"proc_raise", raise_it}, {0, 0}};
