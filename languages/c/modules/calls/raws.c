// Calls with any numbers.
#include <string.h>
#include "calls.h"

static _Alignas(16) char buffer[65536];

/** The last page of memory belongs to raw operations alone: nothing else of the program lies there. */
static int64_t end_of_memory(void) {
  static int64_t end;
  if (end == 0) __builtin_wasm_memory_grow(0, 1), end = (int64_t)__builtin_wasm_memory_size(0) * 65536;
  return end;
}

static int64_t address_of(const char *word) {
  bool is_at_end = strncmp(word, "end-", 4) == 0;
  return is_at_end ? end_of_memory() - number_of(word + 4) : AT(buffer) + number_of(word);
}

static const struct function {
  const char *name, *signature;
  void (*call)(void);
} functions[] = {
#define LIST(NAME, SIGNATURE, ...) {#NAME, SIGNATURE, (void (*)(void))wasi_##NAME},
    WASI_FUNCTIONS(LIST)
#undef LIST
};

static int64_t next_argument(struct words *words) {
  const char *word = next(words);
  if (*word == '@') return address_of(word + 1);
  if (strncmp(word, "fd:", 3) == 0) {
    char *name = (char *)word + 3;
    struct words one = {&name, 1, NULL};
    return next_descriptor(&one);
  }
  return number_of(word);
}

#define I(AT) (int32_t)a[AT]
#define CALL(SIGNATURE, TYPES, ARGUMENTS)                                                                              \
  if (strcmp(f->signature, SIGNATURE) == 0) return ((int32_t(*) TYPES)f->call)ARGUMENTS
typedef int32_t i;
typedef int64_t L;

static int32_t call(const struct function *f, const int64_t *a) {
  CALL("", (void), ());
  CALL("i", (i), (I(0)));
  CALL("ii", (i, i), (I(0), I(1)));
  CALL("iii", (i, i, i), (I(0), I(1), I(2)));
  CALL("iiii", (i, i, i, i), (I(0), I(1), I(2), I(3)));
  CALL("iiiii", (i, i, i, i, i), (I(0), I(1), I(2), I(3), I(4)));
  CALL("iiiiii", (i, i, i, i, i, i), (I(0), I(1), I(2), I(3), I(4), I(5)));
  CALL("iiiiiii", (i, i, i, i, i, i, i), (I(0), I(1), I(2), I(3), I(4), I(5), I(6)));
  CALL("iI", (i, L), (I(0), a[1]));
  CALL("iII", (i, L, L), (I(0), a[1], a[2]));
  CALL("iIi", (i, L, i), (I(0), a[1], I(2)));
  CALL("iIii", (i, L, i, i), (I(0), a[1], I(2), I(3)));
  CALL("iIIi", (i, L, L, i), (I(0), a[1], a[2], I(3)));
  CALL("iiiIi", (i, i, i, L, i), (I(0), I(1), I(2), a[3], I(4)));
  CALL("iiiiIIi", (i, i, i, i, L, L, i), (I(0), I(1), I(2), I(3), a[4], a[5], I(6)));
  CALL("iiiiiIIii", (i, i, i, i, i, L, L, i, i), (I(0), I(1), I(2), I(3), I(4), a[5], a[6], I(7), I(8)));
  cannot_read("no such signature", f->signature);
}

static int32_t raw(struct words *words) {
  const char *name = next(words);
  int64_t arguments[9];
  for (size_t at = 0; at < sizeof functions / sizeof *functions; at++) {
    if (strcmp(functions[at].name, name) != 0) continue;
    for (size_t each = 0; functions[at].signature[each]; each++) arguments[each] = next_argument(words);
    int32_t error = call(functions + at, arguments);
    say("%s ", name);
    say_name(error_names, (unsigned)error);
    say("\n");
    return -1;
  }
  cannot_read("no such function", name);
}

static int32_t poke(struct words *words) {
  char *at = (char *)(intptr_t)address_of(next(words));
  struct bytes text = next_text(words);
  memcpy(at, text.at, text.size);
  return -1;
}

static int32_t place(struct words *words) {
  for (char *at = (char *)(intptr_t)address_of(next(words)); words->left; at += 4) {
    int32_t value = (int32_t)next_argument(words);
    memcpy(at, &value, sizeof value);
  }
  return -1;
}

static int32_t peek(struct words *words) {
  char *at = (char *)(intptr_t)address_of(next(words));
  say("peek ");
  say_text(at, (size_t)next_number(words));
  say("\n");
  return -1;
}

const struct operation raws[] = {{"raw", raw}, {"poke", poke}, {"place", place}, {"peek", peek}, {0, 0}};
