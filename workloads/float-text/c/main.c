// Floating-point numbers to text and back; see workload.toml.
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static uint64_t to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static void print(char *format) {
  char *bits = strchr(format, '|');
  *bits++ = 0;
  printf(format, from_bits(strtoull(bits, NULL, 16)));
  putchar('\n');
}

static void parse(const char *text) {
  char *rest;
  errno = 0;
  double value = strtod(text, &rest);
  printf("%016" PRIx64 " %zu%s\n", to_bits(value), strlen(rest), errno == ERANGE && isinf(value) ? " range" : "");
}

static void parse_single(const char *text) {
  float value = strtof(text, NULL);
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  printf("%08" PRIx32 "\n", bits);
}

static void parse_whole(const char *text) {
  errno = 0;
  long long value = strtoll(text, NULL, 0);
  printf("%lld%s\n", value, errno == ERANGE ? " range" : "");
}

static uint64_t next(uint64_t *state) {
  *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
  return *state;
}

// The texts of so many numbers as one FNV-1a hash, and how many of them are other numbers when they are read.
static void many(unsigned long count) {
  uint64_t state = 88172645463325252u, hash = 14695981039346656037u;
  unsigned long wrong = 0;
  while (count > 0) {
    double value = from_bits(next(&state));
    if (!isfinite(value)) continue;
    count--;
    char text[40];
    snprintf(text, sizeof text, "%.17g", value);
    for (const char *at = text; *at; at++) hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    wrong += to_bits(strtod(text, NULL)) != to_bits(value);
  }
  printf("%016" PRIx64 " %lu\n", hash, wrong);
}

int main(int argc, char **argv) {
  for (int at = 1; at < argc; at++) {
    char *operand = strchr(argv[at], ' ');
    if (!operand) return 2;
    *operand++ = 0;
    if (strcmp(argv[at], "print") == 0) print(operand);
    else if (strcmp(argv[at], "parse") == 0) parse(operand);
    else if (strcmp(argv[at], "single") == 0) parse_single(operand);
    else if (strcmp(argv[at], "whole") == 0) parse_whole(operand);
    else if (strcmp(argv[at], "many") == 0) many(strtoul(operand, NULL, 10));
    else return 2;
  }
  return 0;
}
