// Arguments to operations, and errors to words.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "operations.h"

enum { most_words = 5 };

static const struct {
  const char *name;
  operation *perform;
  int operands;
} operations[] = {
    {"append", append_file, 2},   {"chunks", read_chunks, 2},  {"clear", clear_folder, 1}, {"close", close_held, 0},
    {"create", create_file, 1},   {"crowd", crowd_folder, 2},  {"fill", fill_file, 2},     {"get", get_bytes, 1},
    {"lines", read_lines, 1},     {"link", link_file, 2},      {"list", list_folder, 1},   {"lstat", lstat_file, 1},
    {"mkdir", make_folder, 1},    {"open", open_held, 2},      {"patch", patch_file, 3},   {"put", put_bytes, 1},
    {"read", read_file, 1},       {"readlink", read_link, 1},  {"remove", remove_file, 1}, {"rename", rename_file, 2},
    {"resize", resize_file, 2},   {"rmdir", remove_folder, 1}, {"seek", seek_held, 2},     {"stat", stat_file, 1},
    {"symlink", symlink_file, 2}, {"sweep", sweep_folder, 1},  {"tell", tell_held, 0},     {"times", tell_times, 1},
    {"touch", touch_file, 3},     {"write", write_file, 2},
};

static void say_error(int error) {
  switch (error) {
  case ENOENT:
    printf(" missing");
    break;
  case EEXIST:
    printf(" exists");
    break;
  case EISDIR:
    printf(" is-directory");
    break;
  case ENOTDIR:
    printf(" not-directory");
    break;
  case ENOTEMPTY:
    printf(" not-empty");
    break;
  case EINVAL:
    printf(" invalid");
    break;
  case ELOOP:
    printf(" loop");
    break;
  case ENAMETOOLONG:
    printf(" too-long");
    break;
  case ENOTCAPABLE:
  case EBADF:
    printf(" bad-descriptor");
    break;
  default:
    printf(" other: %s", strerror(error));
  }
}

static int cannot_read(const char *argument) {
  fprintf(stderr, "cannot read: %s\n", argument);
  return 2;
}

int perform(int count, char **arguments) {
  for (int at = 0; at < count; at++) {
    char *words[most_words] = {strtok(arguments[at], " ")};
    int length = 0;
    while (length < most_words - 1 && words[length]) words[++length] = strtok(NULL, " ");
    size_t found = 0;
    while (found < sizeof operations / sizeof *operations && (!length || strcmp(operations[found].name, words[0]) != 0))
      found++;
    if (found == sizeof operations / sizeof *operations || operations[found].operands != length - 1)
      return cannot_read(arguments[at]);
    printf("%s", words[0]);
    if (operations[found].perform(words + 1) != 0) say_error(errno);
    putchar('\n');
  }
  return EXIT_SUCCESS;
}

const char *below_data(const char *path) {
  static char buffers[2][longest_path];
  static int turn;
  turn = !turn;
  snprintf(buffers[turn], longest_path, "/data/%s", path);
  return buffers[turn];
}

long long number_of(const char *text) { return strtoll(text, NULL, 10); }

int done(int status) {
  if (status == 0) printf(" done");
  return status;
}

uint32_t hash(uint32_t from, const void *bytes, size_t size) {
  const unsigned char *at = bytes;
  for (size_t each = 0; each < size; each++) from = (from ^ at[each]) * 16777619u;
  return from;
}

void say_text(const void *bytes, size_t size) {
  const unsigned char *at = bytes;
  for (size_t each = 0; each < size; each++)
    printf(at[each] > ' ' && at[each] < 127 && at[each] != '%' ? "%c" : "%%%02X", at[each]);
}

void say_bytes(const void *bytes, size_t size) {
  printf(" %zu", size);
  if (size > 64) printf(" fnv=%08x", hash(first_hash, bytes, size));
  else if (size > 0) putchar(' '), say_text(bytes, size);
}
