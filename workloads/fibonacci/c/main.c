#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_INDEX = 100000, BASE = 1000000000, MAX_LIMBS = MAX_INDEX / 43 + 1 };

// Little endian, nine decimal digits per limb; limbs beyond the length are zero.
typedef struct {
  size_t length;
  uint32_t limbs[MAX_LIMBS];
} Number;

// Expects a term that is at least as long as the sum.
static void add(Number *sum, const Number *term) {
  uint32_t carry = 0;
  for (size_t i = 0; i < term->length; i++) {
    uint32_t limb = sum->limbs[i] + term->limbs[i] + carry;
    carry = limb >= BASE;
    sum->limbs[i] = carry ? limb - BASE : limb;
  }
  sum->length = term->length;
  if (carry) {
    sum->limbs[sum->length++] = 1;
  }
}

static const Number *fibonacci(uint32_t index) {
  static Number numbers[2] = {{1, {0}}, {1, {1}}};
  Number *current = &numbers[0];
  Number *next = &numbers[1];
  while (index-- > 0) {
    add(current, next);
    Number *previous = current;
    current = next;
    next = previous;
  }
  return current;
}

static void print(const Number *number) {
  size_t i = number->length - 1;
  printf("%" PRIu32, number->limbs[i]);
  while (i-- > 0) {
    printf("%09" PRIu32, number->limbs[i]);
  }
  putchar('\n');
}

static char *read_trimmed(FILE *input) {
  char *text = NULL;
  size_t capacity = 0;
  ssize_t length = getdelim(&text, &capacity, '\0', input);
  if (length < 0 || strlen(text) != (size_t)length) {
    return NULL;
  }
  while (length > 0 && isspace((unsigned char)text[length - 1])) {
    text[--length] = '\0';
  }
  return text + strspn(text, " \f\n\r\t\v");
}

static bool parse_index(const char *text, uint32_t *index) {
  if (*text == '\0') {
    return false;
  }
  *index = 0;
  for (; isdigit((unsigned char)*text); text++) {
    *index = *index * 10 + (uint32_t)(*text - '0');
    if (*index > MAX_INDEX) {
      return false;
    }
  }
  return *text == '\0';
}

int main(int argc, char *argv[]) {
  const char *text = argc > 1 ? argv[1] : read_trimmed(stdin);
  uint32_t index;
  if (text == NULL || !parse_index(text, &index)) {
    fprintf(stderr, "the index must be an integer from 0 to %d\n", MAX_INDEX);
    return EXIT_FAILURE;
  }
  print(fibonacci(index));
  return EXIT_SUCCESS;
}
