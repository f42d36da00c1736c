// RFC 8259.
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "json.h"

enum { MOST_DEPTH = 1000 };

struct input {
  const char *at, *end;
  int depth;
};

static struct value *parse_value(struct input *input);

static struct value *new_value(enum kind kind) {
  struct value *value = calloc(1, sizeof *value);
  if (!value) abort();
  value->kind = kind;
  return value;
}

static void skip_space(struct input *input) {
  while (input->at < input->end && memchr(" \t\n\r", *input->at, 4)) input->at++;
}

// Takes a character after white space, if it is the next one.
static bool take(struct input *input, char wanted) {
  skip_space(input);
  if (input->at == input->end || *input->at != wanted) return false;
  input->at++;
  return true;
}

static bool parse_code_unit(struct input *input, uint32_t *unit) {
  if (input->end - input->at < 4) return false;
  *unit = 0;
  for (int count = 0; count < 4; count++) {
    char c = *input->at++;
    if (!isxdigit((unsigned char)c)) return false;
    *unit = *unit << 4 | (uint32_t)(isdigit((unsigned char)c) ? c - '0' : (c | 32) - 'a' + 10);
  }
  return true;
}

static char *encode(char *to, uint32_t point) {
  if (point < 0x80) {
    *to++ = (char)point;
    return to;
  }
  int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  *to++ = (char)((0xff00 >> (more + 1) & 0xff) | point >> 6 * more);
  while (more-- > 0) *to++ = (char)(0x80 | (point >> 6 * more & 0x3f));
  return to;
}

// After \u: one code unit, or the two of a pair.
static bool parse_point(struct input *input, char **to) {
  uint32_t point, low;
  if (!parse_code_unit(input, &point) || (point >= 0xdc00 && point < 0xe000)) return false;
  if (point >= 0xd800 && point < 0xdc00) {
    if (input->end - input->at < 2 || memcmp(input->at, "\\u", 2) != 0) return false;
    input->at += 2;
    if (!parse_code_unit(input, &low) || low < 0xdc00 || low >= 0xe000) return false;
    point = 0x10000 + ((point & 0x3ff) << 10 | (low & 0x3ff));
  }
  *to = encode(*to, point);
  return true;
}

static bool parse_string(struct input *input, struct text *text) {
  static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  if (!take(input, '"')) return false;
  // What is read is never longer than what stands there.
  const char *close = input->at;
  while (close < input->end && *close != '"') close += *close == '\\' ? 2 : 1;
  if (close >= input->end) return false;
  char *to = text->bytes = malloc((size_t)(close - input->at) + 1);
  if (!to) abort();
  while (*input->at != '"') {
    char c = *input->at++;
    if ((unsigned char)c < 0x20) return false;
    if (c != '\\') {
      *to++ = c;
      continue;
    }
    c = *input->at++;
    const char *escape = c ? strchr(escapes, c) : NULL;
    if (escape) *to++ = meanings[escape - escapes];
    else if (c != 'u' || !parse_point(input, &to)) return false;
    if (input->at > close) return false;
  }
  input->at++;
  text->size = (size_t)(to - text->bytes);
  return true;
}

static struct value *verbatim(struct input *input, enum kind kind, size_t size) {
  struct value *value = new_value(kind);
  value->text = (struct text){(char *)input->at, size};
  input->at += size;
  return value;
}

static const char *digits(const char *at, const char *end) {
  while (at < end && isdigit((unsigned char)*at)) at++;
  return at;
}

static struct value *parse_number(struct input *input) {
  const char *start = input->at + (*input->at == '-'), *at = digits(start, input->end);
  if (at == start || (*start == '0' && at > start + 1)) return NULL;
  if (at < input->end && *at == '.') {
    start = at + 1;
    if ((at = digits(start, input->end)) == start) return NULL;
  }
  if (at < input->end && (*at == 'e' || *at == 'E')) {
    start = at + 1;
    if (start < input->end && (*start == '+' || *start == '-')) start++;
    if ((at = digits(start, input->end)) == start) return NULL;
  }
  return verbatim(input, NUMBER, (size_t)(at - input->at));
}

static struct value *parse_array(struct input *input) {
  struct value *array = new_value(ARRAY);
  if (take(input, ']')) return array;
  do {
    struct value *item = parse_value(input);
    if (!item) return NULL;
    append(array, item);
  } while (take(input, ','));
  return take(input, ']') ? array : NULL;
}

static struct value *parse_object(struct input *input) {
  struct value *object = new_value(OBJECT);
  if (take(input, '}')) return object;
  do {
    struct text name;
    if (!parse_string(input, &name) || !take(input, ':')) return NULL;
    struct value *item = parse_value(input);
    if (!item) return NULL;
    put(object, name, item);
  } while (take(input, ','));
  return take(input, '}') ? object : NULL;
}

static struct value *parse_value(struct input *input) {
  static const char *const words[] = {"true", "false", "null"};
  skip_space(input);
  if (input->at == input->end) return NULL;
  if (*input->at == '"') {
    struct value *value = new_value(STRING);
    return parse_string(input, &value->text) ? value : NULL;
  }
  if (*input->at == '-' || isdigit((unsigned char)*input->at)) return parse_number(input);
  for (size_t at = 0; at < sizeof words / sizeof *words; at++) {
    size_t size = strlen(words[at]);
    if ((size_t)(input->end - input->at) >= size && memcmp(input->at, words[at], size) == 0)
      return verbatim(input, WORD, size);
  }
  if (++input->depth > MOST_DEPTH) return NULL;
  struct value *value = take(input, '[') ? parse_array(input) : take(input, '{') ? parse_object(input) : NULL;
  input->depth--;
  return value;
}

struct value *parse(const char *bytes, size_t size) {
  struct input input = {.at = bytes, .end = bytes + size};
  struct value *value = parse_value(&input);
  skip_space(&input);
  return input.at == input.end ? value : NULL;
}
