// File operations that the arguments name, by POSIX as wasi-libc has it.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { most_names = 2000 };

static char result[65536];

/** 0 for a call that worked, else -1. */
static int done(int outcome) {
  if (outcome == 0) strcpy(result, "done");
  return outcome;
}

static int number_told(long long number) { return sprintf(result, "%lld", number), 0; }

static int write_to(const char *path, int flags, off_t offset, const char *text) {
  int fd = open(path, O_WRONLY | flags, 0666);
  if (fd < 0) return -1;
  size_t size = strlen(text);
  int outcome = lseek(fd, offset, SEEK_SET) == offset && write(fd, text, size) == (ssize_t)size ? 0 : -1;
  return close(fd) || outcome ? -1 : done(0);
}

static int read_from(const char *path, off_t offset, int whence, size_t most) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) return -1;
  size_t have = 0;
  ssize_t size = lseek(fd, offset, whence) < 0 ? -1 : 1;
  while (size > 0 && have < most) {
    size = read(fd, result + have, most - have);
    if (size > 0) have += (size_t)size;
  }
  result[have] = 0;
  for (size_t at = 0; at < have; at++)
    if (result[at] == 0) result[at] = '.';
  return close(fd) || size < 0 ? -1 : 0;
}

static int compare(const void *left, const void *right) { return strcmp(*(char *const *)left, *(char *const *)right); }

/** Removes what is in a folder. */
static int empty(const char *path, char **names, size_t count) {
  char name[1024];
  for (size_t at = 0; at < count; at++) {
    snprintf(name, sizeof name, "%s/%s", path, names[at]);
    if (unlink(name)) return -1;
  }
  return done(0);
}

static int list(const char *path, char verb) {
  static char *names[most_names];
  size_t count = 0, letters = 0;
  DIR *folder = opendir(path);
  if (!folder) return -1;
  for (struct dirent *entry; count < most_names && (entry = readdir(folder));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    letters += strlen(entry->d_name);
    names[count++] = strdup(entry->d_name);
  }
  closedir(folder);
  if (verb == 'e') return empty(path, names, count);
  if (verb == 'c') return number_told((long long)count);
  if (verb == 'l') return number_told((long long)letters);
  qsort(names, count, sizeof *names, compare);
  for (size_t at = 0; at < count; at++) strcat(strcat(result, at ? " " : ""), names[at]);
  return 0;
}

static int kind_of(const char *path) {
  struct stat about;
  if (lstat(path, &about)) return -1;
  return strcpy(result, S_ISLNK(about.st_mode) ? "link" : S_ISDIR(about.st_mode) ? "folder" : "file"), 0;
}

static int stat_told(const char *path, int times) {
  struct stat about;
  if (stat(path, &about)) return -1;
  return number_told(times ? (long long)about.st_mtim.tv_sec : (long long)about.st_size);
}

static int set_times(const char *path, long long seconds) {
  struct timespec times[] = {{.tv_sec = (time_t)seconds}, {.tv_sec = (time_t)seconds}};
  return done(utimensat(AT_FDCWD, path, times, 0));
}

static int fill(const char *path, int count) {
  char name[512], letters[201];
  memset(letters, 'n', sizeof letters);
  for (int number = 0; number < count; number++) {
    sprintf(name, "%s/%.*s%04d", path, number % 200, letters, number);
    if (write_to(name, O_CREAT | O_EXCL, 0, "")) return -1;
  }
  return done(0);
}

static int read_link(const char *path) {
  ssize_t size = readlink(path, result, sizeof result - 1);
  if (size >= 0) result[size] = 0;
  return size < 0 ? -1 : 0;
}

static int perform(const char *verb, const char *path, const char *other, const char *third) {
  long long number = atoll(other);
  if (!strcmp(verb, "append")) return write_to(path, O_APPEND, 0, other);
  if (!strcmp(verb, "count")) return list(path, 'c');
  if (!strcmp(verb, "create")) return write_to(path, O_CREAT | O_EXCL, 0, other);
  if (!strcmp(verb, "empty")) return list(path, 'e');
  if (!strcmp(verb, "fill")) return fill(path, (int)number);
  if (!strcmp(verb, "letters")) return list(path, 'l');
  if (!strcmp(verb, "link")) return done(link(path, other));
  if (!strcmp(verb, "list")) return list(path, 'n');
  if (!strcmp(verb, "make")) return done(mkdir(path, 0777));
  if (!strcmp(verb, "modified")) return stat_told(path, 1);
  if (!strcmp(verb, "read")) return read_from(path, 0, SEEK_SET, sizeof result - 1);
  if (!strcmp(verb, "read-at")) return read_from(path, number, SEEK_SET, (size_t)atoll(third));
  if (!strcmp(verb, "read-end")) return read_from(path, number, SEEK_END, sizeof result - 1);
  if (!strcmp(verb, "readlink")) return read_link(path);
  if (!strcmp(verb, "remove")) return done(unlink(path));
  if (!strcmp(verb, "remove-folder")) return done(rmdir(path));
  if (!strcmp(verb, "rename")) return done(rename(path, other));
  if (!strcmp(verb, "size")) return stat_told(path, 0);
  if (!strcmp(verb, "symlink")) return done(symlink(path, other));
  if (!strcmp(verb, "times")) return set_times(path, number);
  if (!strcmp(verb, "truncate")) return done(truncate(path, number));
  if (!strcmp(verb, "type")) return kind_of(path);
  if (!strcmp(verb, "write")) return write_to(path, O_CREAT | O_TRUNC, 0, other);
  if (!strcmp(verb, "write-at")) return write_to(path, 0, number, third);
  fprintf(stderr, "there is no operation %s\n", verb);
  exit(1);
}

static const char *error_name(int error) {
  switch (error) {
    case ENOENT: return "missing";
    case EEXIST: return "exists";
    case ENOTDIR: return "not-a-folder";
    case EISDIR: return "is-a-folder";
    case ENOTEMPTY: return "not-empty";
    default: return strerror(error);
  }
}

int main(int argc, char **argv) {
  for (int at = 1; at < argc; at++) {
    char words[4][1024] = {{0}};
    sscanf(argv[at], "%1023s %1023s %1023s %1023s", words[0], words[1], words[2], words[3]);
    *result = 0;
    int outcome = perform(words[0], words[1], words[2], words[3]);
    printf("%s: %s\n", argv[at], outcome ? error_name(errno) : result);
  }
}
