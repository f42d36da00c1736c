// Operations on directories.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "operations.h"

enum { most_listed = 20, longest_name = 255 };

int make_folder(char **operands) { return done(mkdir(below_data(operands[0]), 0777)); }
int remove_folder(char **operands) { return done(rmdir(below_data(operands[0]))); }

/** The next entry but `.` and `..`; NULL at the end, and with errno set on a failure. */
static struct dirent *next_entry(DIR *folder) {
  struct dirent *entry;
  do {
    errno = 0;
    entry = readdir(folder);
  } while (entry && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
  return entry;
}

static int close_after(DIR *folder) {
  int error = errno;
  closedir(folder);
  errno = error;
  return error == 0 ? 0 : -1;
}

static int by_bytes(const void *left, const void *right) { return strcmp(*(char *const *)left, *(char *const *)right); }

static void say_names(char **names, size_t count) {
  qsort(names, count, sizeof *names, by_bytes);
  printf(" %zu", count);
  uint32_t all = first_hash;
  for (size_t at = 0; at < count; at++) {
    all = hash(hash(all, names[at], strlen(names[at])), "\n", 1);
    if (count <= most_listed) printf(" %s", names[at]);
    free(names[at]);
  }
  if (count > most_listed) printf(" fnv=%08x", all);
}

/** How many names, or -1. */
static long names_of(const char *path, char ***names) {
  DIR *folder = opendir(below_data(path));
  if (!folder) return -1;
  size_t count = 0;
  *names = NULL;
  for (struct dirent *entry; (entry = next_entry(folder)); count++) {
    if (count % 64 == 0) *names = realloc(*names, (count + 64) * sizeof **names);
    (*names)[count] = strdup(entry->d_name);
  }
  return close_after(folder) == 0 ? (long)count : -1;
}

int list_folder(char **operands) {
  char **names;
  long count = names_of(operands[0], &names);
  if (count < 0) return -1;
  if (count > 0) say_names(names, (size_t)count);
  else printf(" 0");
  free(names);
  return 0;
}

static int remove_below(const char *path, const char *name) {
  char whole[longest_path];
  snprintf(whole, sizeof whole, "%s/%s", path, name);
  return unlink(below_data(whole));
}

int clear_folder(char **operands) {
  char **names;
  long count = names_of(operands[0], &names);
  for (long at = 0; at < count; at++)
    if (remove_below(operands[0], names[at]) != 0) return -1;
  if (count >= 0) printf(" %ld", count);
  return count < 0 ? -1 : 0;
}

int crowd_folder(char **operands) {
  long long count = number_of(operands[1]);
  for (long long at = 0; at < count; at++) {
    char name[longest_path];
    int length = snprintf(name, sizeof name, "%s/", operands[0]);
    int digits = sprintf(name + length, "%lld", at);
    for (int wanted = 1 + (int)(at % longest_name); digits < wanted; digits++) name[length + digits] = 'x';
    name[length + digits] = 0;
    FILE *file = fopen(below_data(name), "wx");
    if (!file || fclose(file) != 0) return -1;
  }
  printf(" %lld", count);
  return 0;
}

int sweep_folder(char **operands) {
  DIR *folder = opendir(below_data(operands[0]));
  if (!folder) return -1;
  long long count = 0;
  for (struct dirent *entry; (entry = next_entry(folder)); count++)
    if (remove_below(operands[0], entry->d_name) != 0) break;
  if (close_after(folder) != 0) return -1;
  printf(" %lld", count);
  return 0;
}
