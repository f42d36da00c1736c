#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* A closure in C: a function and what it was given to keep. */
struct counter {
  uint64_t step, count;
};

static uint64_t next(struct counter *counter) { return counter->count += counter->step; }

struct closure {
  uint64_t (*function)(uint64_t kept, uint64_t x);
  uint64_t kept;
};

static uint64_t call(struct closure closure, uint64_t x) { return closure.function(closure.kept, x); }

static uint64_t linear(uint64_t i, uint64_t x) { return (31 * x + i) % 1000003; }

static uint64_t call_composed(const struct closure *closures, size_t count, uint64_t x) {
  for (size_t at = 0; at < count; at++) x = call(closures[at], x);
  return x;
}

/* Of any type: each element's result is written by the function, which gets what is kept. */
static void transform(size_t count, const void *list, size_t size, void *results, size_t result_size,
                      void (*function)(const void *kept, const void *element, void *result), const void *kept) {
  for (size_t at = 0; at < count; at++)
    function(kept, (const char *)list + at * size, (char *)results + at * result_size);
}

static void multiply(const void *factor, const void *number, void *product) {
  *(uint64_t *)product = *(const uint64_t *)number * *(const uint64_t *)factor;
}

struct text {
  char text[48];
};

static void double_text(const void *separator, const void *number, void *result) {
  uint64_t value = *(const uint64_t *)number;
  snprintf(((struct text *)result)->text, sizeof(struct text), "%" PRIu64 "%s%" PRIu64, value, (const char *)separator,
           value);
}

int main(int argc, char **argv) {
  uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
  if (n == 0) return 1;
  struct counter *counters = calloc(n, sizeof *counters);
  struct closure *closures = calloc(n, sizeof *closures);
  uint64_t *numbers = calloc(n, sizeof *numbers), *products = calloc(n, sizeof *products);
  struct text *texts = calloc(n, sizeof *texts);
  if (!counters || !closures || !numbers || !products || !texts) return 1;
  for (uint64_t i = 1; i <= n; i++) {
    counters[i - 1].step = i;
    closures[i - 1] = (struct closure){linear, i};
    numbers[i - 1] = i;
  }

  uint64_t sum = 0;
  for (int round = 0; round < 3; round++) {
    sum = 0;
    for (uint64_t i = 0; i < n; i++) sum += next(&counters[i]);
  }
  printf("counters %" PRIu64 "\n", sum);
  printf("composed %" PRIu64 "\n", call_composed(closures, n, 1));

  transform(n, numbers, sizeof *numbers, products, sizeof *products, multiply, &n);
  fputs("numbers", stdout);
  for (uint64_t i = 0; i < n; i++) printf(" %" PRIu64, products[i]);
  transform(n, products, sizeof *products, texts, sizeof *texts, double_text, "-");
  fputs("\ntexts", stdout);
  for (uint64_t i = 0; i < n; i++) printf(" %s", texts[i].text);
  putchar('\n');
  free(counters);
  free(closures);
  free(numbers);
  free(products);
  free(texts);
  return 0;
}
