// Operations on whole files, and on names.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "operations.h"

static int close_after(FILE *file, int status) {
  int error = errno;
  if (fclose(file) != 0) return -1;
  errno = error;
  return status;
}

static int write_text(const char *path, const char *mode, long long place, const char *text) {
  FILE *file = fopen(below_data(path), mode);
  if (!file) return -1;
  int failed = place > 0 && fseeko(file, place, SEEK_SET) != 0;
  failed = failed || fputs(text, file) == EOF;
  if (close_after(file, failed ? -1 : 0) != 0) return -1;
  printf(" %zu", strlen(text));
  return 0;
}

int append_file(char **operands) { return write_text(operands[0], "a", 0, operands[1]); }
int create_file(char **operands) {
  FILE *file = fopen(below_data(operands[0]), "wx");
  return file ? done(fclose(file)) : -1;
}
int patch_file(char **operands) { return write_text(operands[0], "r+", number_of(operands[1]), operands[2]); }
int write_file(char **operands) { return write_text(operands[0], "w", 0, operands[1]); }

int fill_file(char **operands) {
  long long size = number_of(operands[1]);
  FILE *file = fopen(below_data(operands[0]), "w");
  if (!file) return -1;
  for (long long at = 0; at < size; at++) putc(at % 61 == 60 ? '\n' : 'a' + at % 26, file);
  if (close_after(file, ferror(file) ? -1 : 0) != 0) return -1;
  printf(" %lld", size);
  return 0;
}

int read_file(char **operands) {
  FILE *file = fopen(below_data(operands[0]), "r");
  if (!file) return -1;
  size_t size = 0, room = 0, count;
  char *bytes = NULL;
  do {
    if (size == room) bytes = realloc(bytes, room = 2 * room + 4096);
    size += count = fread(bytes + size, 1, room - size, file);
  } while (count > 0);
  int status = close_after(file, ferror(file) ? -1 : 0);
  if (status == 0) say_bytes(bytes, size);
  free(bytes);
  return status;
}

int resize_file(char **operands) { return done(truncate(below_data(operands[0]), number_of(operands[1]))); }
int link_file(char **operands) { return done(link(below_data(operands[0]), below_data(operands[1]))); }
int symlink_file(char **operands) { return done(symlink(operands[0], below_data(operands[1]))); }
int rename_file(char **operands) { return done(rename(below_data(operands[0]), below_data(operands[1]))); }
int remove_file(char **operands) { return done(unlink(below_data(operands[0]))); }

int read_link(char **operands) {
  char target[longest_path];
  ssize_t size = readlink(below_data(operands[0]), target, sizeof target);
  if (size < 0) return -1;
  putchar(' '), say_text(target, (size_t)size);
  return 0;
}
