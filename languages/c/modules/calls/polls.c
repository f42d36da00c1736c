// poll_oneoff.
#include <stdlib.h>
#include <string.h>
#include "calls.h"

struct subscription {
  uint64_t userdata;
  uint8_t tag;
  union {
    struct {
      uint32_t id;
      uint64_t timeout, precision;
      uint16_t flags;
    } clock;
    uint32_t fd;
  };
};
struct event {
  uint64_t userdata;
  uint16_t error;
  uint8_t type;
  uint64_t size;
  uint16_t flags;
};
_Static_assert(sizeof(struct subscription) == 48 && sizeof(struct event) == 32, "as the text lays them out");

static char *piece(char **rest, const char *word) {
  char *part = strsep(rest, ":");
  return part ? part : (cannot_read("no subscription", word), part);
}

static uint64_t time_of(int32_t clock) {
  uint64_t time = 0;
  wasi_clock_time_get(clock, 1, AT(&time));
  return time;
}

static void subscribe(struct subscription *one, const char *word) {
  char *copy = strdup(word), *rest = copy, *kind = piece(&rest, word), *what = piece(&rest, word);
  struct words words = {&what, 1, NULL};
  if (strcmp(kind, "clock") == 0) {
    one->tag = 0, one->clock.id = (uint32_t)next_clock(&words);
    char *timeout = piece(&rest, word);
    bool is_past = *timeout == '-', is_absolute = timeout[is_past] == 'a';
    uint64_t span = (uint64_t)number_of(timeout + is_past + 2) * 1000000;
    one->clock.flags = is_absolute;
    uint64_t now = is_absolute ? time_of((int32_t)one->clock.id) : 0;
    // Some monotonic clocks begin with the process.
    one->clock.timeout = !is_past ? now + span : span < now ? now - span : 1;
  } else {
    one->tag = strcmp(kind, "write") == 0 ? 2 : 1, one->fd = (uint32_t)next_descriptor(&words);
  }
  one->userdata = (uint64_t)number_of(piece(&rest, word));
  free(copy);
}

static int by_userdata(const void *left, const void *right) {
  uint64_t one = ((const struct event *)left)->userdata, other = ((const struct event *)right)->userdata;
  return (one > other) - (one < other);
}

static bool is_counted;

static void say_event(const struct event *event) {
  static const char *const types[] = {"clock", "fd_read", "fd_write", 0};
  say(" %llu:", (unsigned long long)event->userdata), say_name(error_names, event->error), say(":"),
      say_name(types, event->type);
  if (event->type == 1 && event->error == 0 && is_counted) say(":%llu", (unsigned long long)event->size);
  if (event->type == 1 && is_counted && event->flags & 1) say(":hangup");
}

static int32_t poll_it(struct words *words) {
  int count = words->left;
  is_counted = count > 0 && strncmp(*words->at, "count:", 6) == 0;
  struct subscription *all = calloc((size_t)count + 1, sizeof *all);
  struct event *events = guarded((size_t)count * sizeof *events);
  uint32_t *happened = guarded(4);
  for (int at = 0; at < count; at++) subscribe(all + at, next(words));
  int32_t error = wasi_poll_oneoff(AT(all), AT(events), count, AT(happened));
  free(all);
  if (!is_guarded(events, (size_t)count * sizeof *events) || !is_guarded(happened, 4)) say_overrun();
  if (error) return error;
  say(" %u", *happened);
  if (*happened > (uint32_t)count) return say_overrun(), 0;
  qsort(events, *happened, sizeof *events, by_userdata);
  for (uint32_t at = 0; at < *happened; at++) say_event(events + at);
  return 0;
}

/** A subscription that cannot be: the error is the call's or that of its event. */
static int32_t refused(struct words *words) {
  struct subscription one = {0};
  struct event event = {0};
  uint32_t happened = 0;
  subscribe(&one, next(words));
  int32_t error = wasi_poll_oneoff(AT(&one), AT(&event), 1, AT(&happened));
  if (error == 0 && (happened != 1 || event.userdata != one.userdata)) say(" %u events", happened);
  return error ? error : event.error;
}

const struct operation polls[] = {{"poll_oneoff", poll_it}, {"poll_refused", refused}, {0, 0}};
