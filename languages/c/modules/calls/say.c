// Writes results.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "calls.h"

static char line[65536];
static size_t length;

void say(const char *format, ...) {
  va_list rest;
  va_start(rest, format);
  int size = vsnprintf(line + length, sizeof line - length, format, rest);
  va_end(rest);
  if (size < 0 || (size_t)size >= sizeof line - length) cannot_read("the line is too long", format);
  length += (size_t)size;
}

size_t said_so_far(void) { return length; }
void unsay(size_t to) { length = to; }
struct bytes said(size_t from) { return (struct bytes){line + from, length - from}; }

static void say_byte(unsigned char byte) {
  if (byte < 0x20 || byte > 0x7e || byte == '%') say("%%%02X", byte);
  else say("%c", byte);
}

void say_text(const char *at, size_t size) {
  size_t begin = length;
  if (size == 0) say("''");
  for (size_t from = 0, to; from < size && length - begin <= 200; from = to) {
    for (to = from + 1; to < size && at[to] == at[from];) to++;
    if (to - from >= 16) say("("), say_byte((unsigned char)at[from]), say("*%zu)", to - from);
    else
      for (size_t each = from; each < to; each++) say_byte((unsigned char)at[each]);
  }
  if (length - begin <= 200) return;
  length = begin;
  uint32_t hash = 2166136261u;
  for (size_t each = 0; each < size; each++) hash = (hash ^ (unsigned char)at[each]) * 16777619u;
  say("hash=%08x", hash);
}

void say_flags(uint64_t flags, const char *const *names) {
  if (flags == 0) say("-");
  const char *between = "";
  for (int at = 0; names[at]; at++) {
    if (!(flags >> at & 1)) continue;
    say("%s%s", between, names[at]);
    between = ",";
    flags &= ~(1ull << at);
  }
  if (flags) say("%s%llu", between, (unsigned long long)flags);
}

void say_name(const char *const *names, unsigned index) {
  unsigned count = 0;
  while (names[count]) count++;
  if (index < count) say("%s", names[index]);
  else say("%u", index);
}

void say_overrun(void) { say(" overrun"); }

/** The engine may write less than all; a reader that has gone ends the writing. */
void write_all(int fd, const char *at, size_t size) {
  while (size > 0) {
    struct {
      uint32_t at, size;
    } buffer = {(uint32_t)AT(at), (uint32_t)size};
    uint32_t written = 0;
    int32_t error = wasi_fd_write(fd, AT(&buffer), 1, AT(&written));
    if (error == 6) continue;
    if (error || written > size) exit(3);
    at += written, size -= written;
  }
}
