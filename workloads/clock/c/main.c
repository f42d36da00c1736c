#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long long milliseconds(clockid_t clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) != 0) {
    perror("clock_gettime");
    exit(1);
  }
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int sleep_for(long long wanted) {
  struct timespec left = {.tv_sec = wanted / 1000, .tv_nsec = wanted % 1000 * 1000000};
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  while (nanosleep(&left, &left) != 0) {
    if (errno != EINTR) {
      perror("nanosleep");
      return 1;
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &after);
  long long passed = (long long)(after.tv_sec - before.tv_sec) * 1000000000 + after.tv_nsec - before.tv_nsec;
  if (passed < wanted * 1000000) {
    fprintf(stderr, "slept for %lld ns only\n", passed);
    return 1;
  }
  puts("slept");
  return 0;
}

int main(int argc, char *argv[]) {
  if (argc == 2 && strcmp(argv[1], "now") == 0) {
    printf("%lld\n", milliseconds(CLOCK_REALTIME));
    return 0;
  }
  if (argc == 3 && strcmp(argv[1], "sleep") == 0) {
    return sleep_for(atoll(argv[2]));
  }
  fputs("usage: main now | sleep MILLISECONDS\n", stderr);
  return 2;
}
