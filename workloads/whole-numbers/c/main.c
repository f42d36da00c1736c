#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Unsigned numbers wrap; signed ones must not overflow. False: undefined. */
static bool compute(int32_t left, char operator, int32_t right, int32_t *result) {
  uint32_t a = (uint32_t)left, b = (uint32_t)right;
  switch (operator) {
  case '+':
    *result = (int32_t)(a + b);
    return true;
  case '-':
    *result = (int32_t)(a - b);
    return true;
  case '*':
    *result = (int32_t)(a * b);
    return true;
  case '/':
    if (right == 0) return false;
    *result = right == -1 ? (int32_t)-a : left / right;
    return true;
  case '%':
    if (right == 0) return false;
    *result = right == -1 ? 0 : left % right;
    return true;
  case '&':
    *result = left & right;
    return true;
  case '|':
    *result = left | right;
    return true;
  case '^':
    *result = left ^ right;
    return true;
  case '<':
    *result = (int32_t)(a << (b & 31));
    return true;
  case '>':
    *result = left >> (b & 31);
    return true;
  default:
    exit(EXIT_FAILURE);
  }
}

int main(void) {
  int32_t left, right, result;
  char operator[3];
  while (scanf("%" SCNd32 " %2s %" SCNd32, &left, operator, &right) == 3) {
    if (compute(left, operator[0], right, &result)) printf("%" PRId32 " %08" PRIx32 "\n", result, (uint32_t)result);
    else puts("undefined");
  }
  return feof(stdin) ? EXIT_SUCCESS : EXIT_FAILURE;
}
