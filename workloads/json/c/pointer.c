// RFC 6901.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "json.h"

static const size_t nowhere = (size_t)-1;

// A part of a pointer, up to the next slash, with ~1 and ~0 taken back.
static struct text unescape(const char *part) {
  size_t size = strcspn(part, "/");
  struct text text = {malloc(size + 1), 0};
  if (!text.bytes) abort();
  for (size_t at = 0; at < size; at++) {
    bool escape = part[at] == '~' && at + 1 < size && (part[at + 1] == '0' || part[at + 1] == '1');
    text.bytes[text.size++] = !escape ? part[at] : part[++at] == '1' ? '/' : '~';
  }
  return text;
}

static size_t element(const struct value *array, struct text part) {
  size_t at = 0;
  if (part.size == 0 || part.size > 9 || (part.size > 1 && part.bytes[0] == '0')) return nowhere;
  for (size_t digit = 0; digit < part.size; digit++) {
    if (!isdigit((unsigned char)part.bytes[digit])) return nowhere;
    at = at * 10 + (size_t)(part.bytes[digit] - '0');
  }
  return at < array->count ? at : nowhere;
}

static size_t place(const struct value *holder, struct text part) {
  if (holder->kind == ARRAY) return element(holder, part);
  for (size_t at = 0; holder->kind == OBJECT && at < holder->count; at++)
    if (compare(holder->names[at], part) == 0) return at;
  return nowhere;
}

// The value that a pointer names up to `end`.
static struct value *locate(struct value *value, const char *pointer, const char *end) {
  while (value && pointer < end) {
    if (*pointer++ != '/') return NULL;
    size_t at = place(value, unescape(pointer));
    value = at == nowhere ? NULL : value->items[at];
    pointer += strcspn(pointer, "/");
  }
  return value;
}

struct value *get(struct value *whole, const char *pointer) {
  return locate(whole, pointer, pointer + strlen(pointer));
}

static struct value *holder_of(struct value *whole, const char *pointer, struct text *part) {
  const char *last = strrchr(pointer, '/');
  if (!last) return NULL;
  *part = unescape(last + 1);
  return locate(whole, pointer, last);
}

struct value *set(struct value *whole, const char *pointer, struct value *own) {
  struct text part;
  if (*pointer == 0) return own;
  struct value *holder = holder_of(whole, pointer, &part);
  if (!holder || (holder->kind != ARRAY && holder->kind != OBJECT)) return NULL;
  if (holder->kind == OBJECT) {
    put(holder, part, own);
  } else if (part.size == 1 && *part.bytes == '-') {
    append(holder, own);
  } else {
    size_t at = element(holder, part);
    if (at == nowhere) return NULL;
    holder->items[at] = own;
  }
  return whole;
}

bool remove_at(struct value *whole, const char *pointer) {
  struct text part;
  struct value *holder = holder_of(whole, pointer, &part);
  size_t at = holder ? place(holder, part) : nowhere;
  if (at == nowhere) return false;
  holder->count--;
  memmove(holder->items + at, holder->items + at + 1, (holder->count - at) * sizeof *holder->items);
  if (holder->kind == OBJECT)
    memmove(holder->names + at, holder->names + at + 1, (holder->count - at) * sizeof *holder->names);
  return true;
}
