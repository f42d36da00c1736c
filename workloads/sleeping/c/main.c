#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_tries = 10, slack = 30000000, reads = 20000 };

static long long monotonic(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) perror("clock_gettime"), exit(1);
  return (long long)now.tv_sec * 1000000000 + now.tv_nsec;
}

static long long sleep_for(long long nanoseconds) {
  struct timespec left = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  long long before = monotonic();
  while (nanosleep(&left, &left) != 0)
    if (errno != EINTR) perror("nanosleep"), exit(1);
  return monotonic() - before;
}

static int sleep_in_time(long long wanted) {
  long long passed = 0;
  for (int tries = 0; tries < most_tries; tries++) {
    passed = sleep_for(wanted);
    if (passed >= wanted && passed <= wanted + slack) return puts("in time"), 0;
  }
  fprintf(stderr, "slept for %lld ns instead of %lld\n", passed, wanted);
  return 1;
}

static int read_steadily(void) {
  long long first = monotonic(), last = first;
  for (int each = 0; each < reads; each++) {
    long long now = monotonic();
    if (now < last) return fprintf(stderr, "back by %lld ns\n", last - now), 1;
    last = now;
  }
  sleep_for(2000000);
  puts(monotonic() > first ? "steady" : "stuck");
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  return strcmp(argv[1], "steady") == 0 ? read_steadily() : sleep_in_time(atoll(argv[1]) * 1000000);
}
