#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double element(size_t i, size_t j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(size_t n, const double *in, double *out) {
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t j = 0; j < n; j++) sum += element(i, j) * in[j];
    out[i] = sum;
  }
}

static void multiply_transposed(size_t n, const double *in, double *out) {
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t j = 0; j < n; j++) sum += element(j, i) * in[j];
    out[i] = sum;
  }
}

int main(int argc, char **argv) {
  size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *between = malloc(n * sizeof *between);
  if (n == 0 || !u || !v || !between) return 1;
  for (size_t i = 0; i < n; i++) u[i] = 1;
  for (int step = 0; step < 10; step++) {
    multiply(n, u, between);
    multiply_transposed(n, between, v);
    multiply(n, v, between);
    multiply_transposed(n, between, u);
  }
  double uv = 0, vv = 0;
  for (size_t i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  printf("%.9f\n", sqrt(uv / vv));
  free(u);
  free(v);
  free(between);
  return 0;
}
