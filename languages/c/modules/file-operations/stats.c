// Types, sizes and times.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "operations.h"

enum { near = 60 };

static int say_stat(int status, const struct stat *found) {
  if (status != 0) return -1;
  if (S_ISREG(found->st_mode)) printf(" file %lld", (long long)found->st_size);
  else printf(S_ISDIR(found->st_mode) ? " directory" : S_ISLNK(found->st_mode) ? " link" : " other");
  return 0;
}

int lstat_file(char **operands) {
  struct stat found;
  return say_stat(lstat(below_data(operands[0]), &found), &found);
}

int stat_file(char **operands) {
  struct stat found;
  return say_stat(stat(below_data(operands[0]), &found), &found);
}

static void say_time(struct timespec time) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (llabs((long long)now.tv_sec - time.tv_sec) <= near) printf(" now");
  else printf(" %lld.%09ld", (long long)time.tv_sec, time.tv_nsec);
}

int tell_times(char **operands) {
  struct stat found;
  if (stat(below_data(operands[0]), &found) != 0) return -1;
  say_time(found.st_atim), say_time(found.st_mtim);
  return 0;
}

/** SECONDS.NANOSECONDS, nine digits behind the point. */
static struct timespec time_of(const char *text) {
  return (struct timespec){.tv_sec = number_of(text), .tv_nsec = (long)number_of(strchr(text, '.') + 1)};
}

int touch_file(char **operands) {
  struct timespec times[] = {time_of(operands[1]), time_of(operands[2])};
  return done(utimensat(AT_FDCWD, below_data(operands[0]), times, 0));
}
