// The one open file, and files read piece by piece.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "operations.h"

static int held = -1;

int open_held(char **operands) {
  held = open(below_data(operands[0]), strcmp(operands[1], "read") == 0 ? O_RDONLY : O_WRONLY);
  return held < 0 ? -1 : done(0);
}

int close_held(char **operands) {
  (void)operands;
  return done(close(held));
}

static int say_place(off_t place) {
  if (place < 0) return -1;
  printf(" %lld", (long long)place);
  return 0;
}

int seek_held(char **operands) {
  int whence = strcmp(operands[0], "start") == 0 ? SEEK_SET : strcmp(operands[0], "end") == 0 ? SEEK_END : SEEK_CUR;
  return say_place(lseek(held, number_of(operands[1]), whence));
}

int tell_held(char **operands) {
  (void)operands;
  return say_place(lseek(held, 0, SEEK_CUR));
}

/** Up to `size` bytes, fewer only at the end; -1 on a failure. */
static ssize_t read_up_to(int file, char *bytes, size_t size) {
  size_t all = 0;
  ssize_t count;
  while ((count = read(file, bytes + all, size - all)) > 0) all += (size_t)count;
  return count < 0 ? -1 : (ssize_t)all;
}

int get_bytes(char **operands) {
  size_t wanted = (size_t)number_of(operands[0]);
  char *bytes = malloc(wanted + 1);
  ssize_t size = read_up_to(held, bytes, wanted);
  if (size >= 0) say_bytes(bytes, (size_t)size);
  free(bytes);
  return size < 0 ? -1 : 0;
}

int put_bytes(char **operands) {
  size_t all = strlen(operands[0]), at = 0;
  while (at < all) {
    ssize_t count = write(held, operands[0] + at, all - at);
    if (count < 0) return -1;
    at += (size_t)count;
  }
  printf(" %zu", all);
  return 0;
}

int read_chunks(char **operands) {
  size_t room = (size_t)number_of(operands[1]);
  int file = open(below_data(operands[0]), O_RDONLY);
  if (file < 0) return -1;
  char *bytes = malloc(room);
  unsigned long long all = 0;
  uint32_t sum = first_hash;
  ssize_t size;
  while ((size = read(file, bytes, room)) > 0) all += (size_t)size, sum = hash(sum, bytes, (size_t)size);
  free(bytes), close(file);
  if (size < 0) return -1;
  printf(" %llu fnv=%08x", all, sum);
  return 0;
}

int read_lines(char **operands) {
  FILE *file = fopen(below_data(operands[0]), "r");
  if (!file) return -1;
  char *line = NULL;
  size_t room = 0, longest = 0;
  unsigned long count = 0;
  uint32_t sum = first_hash;
  for (ssize_t size; (size = getline(&line, &room, file)) >= 0; count++) {
    if (size > 0 && line[size - 1] == '\n') size--;
    if ((size_t)size > longest) longest = (size_t)size;
    sum = hash(hash(sum, line, (size_t)size), "\n", 1);
  }
  free(line), fclose(file);
  printf(" %lu longest=%zu fnv=%08x", count, longest, sum);
  return 0;
}
