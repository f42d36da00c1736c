#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) {
  uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
  return (one > other) - (one < other);
}

int main(int argc, char **argv) {
  size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  uint32_t *numbers = malloc(count * sizeof *numbers);
  if (count == 0 || !numbers) return 1;
  uint32_t next = 42;
  for (size_t i = 0; i < count; i++) numbers[i] = next = next * 1664525u + 1013904223u;
  qsort(numbers, count, sizeof *numbers, compare);
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += (uint32_t)(i + 1) * numbers[i];
  printf("%u %u %u\n", numbers[0], numbers[count - 1], sum);
  free(numbers);
  return 0;
}
