#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Open addressing with linear probing. A slot whose count is zero is free: no key is kept without a count. */
struct slot {
  uint32_t key, count;
};

struct map {
  struct slot *slots;
  uint32_t mask, used;
};

static uint32_t home(const struct map *map, uint32_t key) {
  uint32_t hash = key * 2654435769u;
  return (hash ^ (hash >> 15)) & map->mask;
}

static struct slot *find(const struct map *map, uint32_t key) {
  uint32_t at = home(map, key);
  while (map->slots[at].count != 0 && map->slots[at].key != key) at = (at + 1) & map->mask;
  return &map->slots[at];
}

static void init(struct map *map, uint32_t size) {
  map->slots = calloc(size, sizeof *map->slots);
  if (!map->slots) exit(EXIT_FAILURE);
  map->mask = size - 1;
  map->used = 0;
}

static void grow(struct map *map) {
  struct map larger;
  init(&larger, (map->mask + 1) * 2);
  for (uint32_t at = 0; at <= map->mask; at++)
    if (map->slots[at].count != 0) *find(&larger, map->slots[at].key) = map->slots[at];
  larger.used = map->used;
  free(map->slots);
  *map = larger;
}

static void increment(struct map *map, uint32_t key) {
  struct slot *slot = find(map, key);
  if (slot->count == 0) {
    if ((map->used + 1) * 4 > (map->mask + 1) * 3) {
      grow(map);
      slot = find(map, key);
    }
    slot->key = key;
    map->used++;
  }
  slot->count++;
}

/* What stood behind the removed slot moves up, where its home allows, so that every key is found without marks. */
static void erase(struct map *map, uint32_t key) {
  uint32_t gap = (uint32_t)(find(map, key) - map->slots);
  if (map->slots[gap].count == 0) return;
  for (uint32_t at = (gap + 1) & map->mask; map->slots[at].count != 0; at = (at + 1) & map->mask) {
    uint32_t wanted = home(map, map->slots[at].key);
    if (((at - wanted) & map->mask) >= ((at - gap) & map->mask)) {
      map->slots[gap] = map->slots[at];
      gap = at;
    }
  }
  map->slots[gap].count = 0;
  map->used--;
}

int main(int argc, char **argv) {
  uint32_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  if (n == 0) return 1;
  struct map map;
  init(&map, 16);
  uint32_t next = 42;
  for (uint32_t i = 0; i < n; i++) {
    next = next * 1664525u + 1013904223u;
    increment(&map, (next >> 8) % n);
  }
  uint32_t keys = map.used, sum = 0;
  for (uint32_t key = 0; key < n; key++)
    if (find(&map, key)->count % 2 == 1) erase(&map, key);
  for (uint32_t key = 0; key < n; key++) sum += (key + 1) * find(&map, key)->count;
  printf("%u %u %u\n", keys, map.used, sum);
  free(map.slots);
  return 0;
}
