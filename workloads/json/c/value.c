// Values. A program of one task gives nothing back: it ends.
#include <stdlib.h>
#include <string.h>
#include "json.h"

static void *room_for(void *old, size_t count, size_t size) {
  // Grows at each power of two.
  if (count & (count - 1)) return old;
  void *grown = realloc(old, (count ? count * 2 : 1) * size);
  if (!grown) abort();
  return grown;
}

int compare(struct text a, struct text b) {
  int order = memcmp(a.bytes, b.bytes, a.size < b.size ? a.size : b.size);
  return order ? order : (a.size > b.size) - (a.size < b.size);
}

void append(struct value *holder, struct value *own) {
  holder->items = room_for(holder->items, holder->count, sizeof *holder->items);
  holder->items[holder->count++] = own;
}

void put(struct value *object, struct text name, struct value *own) {
  for (size_t at = 0; at < object->count; at++) {
    if (compare(object->names[at], name) != 0) continue;
    object->items[at] = own;
    return;
  }
  object->names = room_for(object->names, object->count, sizeof *object->names);
  object->names[object->count] = name;
  append(object, own);
}
