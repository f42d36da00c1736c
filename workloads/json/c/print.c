#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "json.h"

static void print_string(struct text text) {
  static const char escaped[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
  putchar('"');
  for (size_t at = 0; at < text.size; at++) {
    unsigned char c = (unsigned char)text.bytes[at];
    const char *found = c ? strchr(escaped, c) : NULL;
    if (found) printf("\\%c", letters[found - escaped]);
    else if (c < 0x20) printf("\\u%04x", c);
    else putchar(c);
  }
  putchar('"');
}

static const struct value *sorted;

static int by_name(const void *a, const void *b) {
  return compare(sorted->names[*(const size_t *)a], sorted->names[*(const size_t *)b]);
}

static void print_object(const struct value *object) {
  size_t *order = malloc((object->count + 1) * sizeof *order);
  if (!order) abort();
  for (size_t at = 0; at < object->count; at++) order[at] = at;
  sorted = object;
  qsort(order, object->count, sizeof *order, by_name);
  putchar('{');
  for (size_t at = 0; at < object->count; at++) {
    if (at > 0) putchar(',');
    print_string(object->names[order[at]]);
    putchar(':');
    print(object->items[order[at]]);
  }
  putchar('}');
  free(order);
}

void print(const struct value *value) {
  switch (value->kind) {
  case STRING:
    print_string(value->text);
    break;
  case OBJECT:
    print_object(value);
    break;
  case ARRAY:
    putchar('[');
    for (size_t at = 0; at < value->count; at++) {
      if (at > 0) putchar(',');
      print(value->items[at]);
    }
    putchar(']');
    break;
  case WORD:
  case NUMBER:
    fwrite(value->text.bytes, 1, value->text.size, stdout);
  }
}
