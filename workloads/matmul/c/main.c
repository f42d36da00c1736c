#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  double *a = malloc(n * n * sizeof *a), *b = malloc(n * n * sizeof *b), *c = calloc(n * n, sizeof *c);
  if (n == 0 || !a || !b || !c) return 1;
  uint32_t next = 42;
  for (size_t i = 0; i < n * n; i++) a[i] = (next = next * 1664525u + 1013904223u) >> 24;
  for (size_t i = 0; i < n * n; i++) b[i] = (next = next * 1664525u + 1013904223u) >> 24;
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < n; k++)
      for (size_t j = 0; j < n; j++) c[i * n + j] += a[i * n + k] * b[k * n + j];
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) sum += (1 + (i + 2 * j) % 7) * c[i * n + j];
  printf("%.0f %.0f %.0f\n", c[0], c[n * n - 1], sum);
  free(a);
  free(b);
  free(c);
  return 0;
}
