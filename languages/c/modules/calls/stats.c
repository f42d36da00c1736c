#include <string.h>
#include "stats.h"

static const char *const fields[] = {"type", "size", "nlink", "ino", "dev", "atim", "mtim", "ctim", 0};

/** Numbers that no contract can know get numbers of their own, in the order in which the program sees them. */
static void say_identity(uint64_t value, uint64_t *seen) {
  int at = 0;
  while (seen[at] && seen[at] != value) at++;
  seen[at] = value;
  if (value) say("#%d", at + 1);
  else say("0");
}

static void say_time(uint64_t time) {
  uint64_t now = now_realtime(), apart = time > now ? time - now : now - time;
  if (apart <= 60000000000ull) say("now");
  else say("%llu.%09llu", (unsigned long long)time / 1000000000, (unsigned long long)time % 1000000000);
}

static void say_field(int field, const uint64_t *status) {
  static uint64_t inodes[64], devices[64];
  switch (field) {
  case 0:
    say_name(type_names, ((const unsigned char *)status)[16]);
    return;
  case 1:
    say("size=%llu", (unsigned long long)status[4]);
    return;
  case 2:
    say("nlink=%llu", (unsigned long long)status[3]);
    return;
  case 3:
    say("ino="), say_identity(status[1], inodes);
    return;
  case 4:
    say("dev="), say_identity(status[0], devices);
    return;
  default:
    say("%s=", fields[field]), say_time(status[field]);
  }
}

void say_status(struct words *words, int32_t error, const void *status) {
  int wanted[8] = {0, 1, 2}, count = words->left ? 0 : 3;
  while (words->left) {
    const char *word = next(words);
    wanted[count++] = place_of(word, strlen(word), fields);
  }
  for (int at = 0; at < count && error == 0; at++) say(" "), say_field(wanted[at], status);
  if (!is_guarded(status, 64)) say_overrun();
}
