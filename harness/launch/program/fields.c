/* Fields of a request. */
#include "launch.h"
#include <stdlib.h>
#include <string.h>

char *next(char **at, char *end) {
  char *field = *at;
  char *stop = memchr(field, 0, (size_t)(end - field));
  if (!stop) exit(2);
  *at = stop + 1;
  return field;
}

char **next_list(char **at, char *end) {
  long count = atol(next(at, end));
  if (count < 0 || count > end - *at) exit(2);
  char **list = calloc((size_t)count + 1, sizeof *list);
  if (!list) exit(2);
  for (long i = 0; i < count; i++) list[i] = next(at, end);
  return list;
}

struct places next_places(char **at, char *end) {
  struct places places;
  places.inputs = next_list(at, end);
  places.writable = next_list(at, end);
  places.laid = next_list(at, end);
  places.directories = next_list(at, end);
  return places;
}

void free_places(struct places places) {
  free(places.inputs);
  free(places.writable);
  free(places.laid);
  free(places.directories);
}

struct containment next_containment(char **at, char *end) {
  struct containment c = {0};
  c.means = (enum means)atoi(next(at, end));
  if (c.means == NOTHING) {
    c.bytes = atol(next(at, end));
    return c;
  }
  c.network = (enum network)atoi(next(at, end));
  c.at = next(at, end);
  c.bytes = atol(next(at, end));
  c.files = atol(next(at, end));
  c.shared = next_list(at, end);
  c.places = next_places(at, end);
  c.addresses = next_list(at, end);
  return c;
}
