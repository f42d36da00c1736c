#pragma once
#include <stdbool.h>
#include <stddef.h>

enum kind { WORD, NUMBER, STRING, ARRAY, OBJECT };

/** Bytes that may hold NUL. */
struct text {
  char *bytes;
  size_t size;
};

struct value {
  enum kind kind;
  /** A string's content; a number and a word as they stand. */
  struct text text;
  /** Of an array or an object; `names` of an object only. */
  struct value **items;
  struct text *names;
  size_t count;
};

/** The value of a whole JSON text; NULL where it is none. */
struct value *parse(const char *bytes, size_t size);

/** Writes a value to standard output: members in the order of their names, no white space. */
void print(const struct value *value);

/** The value that a pointer names; NULL where there is none. */
struct value *get(struct value *whole, const char *pointer);

/** Puts a value where a pointer says; the changed whole, NULL where that is nowhere. */
struct value *set(struct value *whole, const char *pointer, struct value *own);

/** Takes away what a pointer names; false where that is nothing. */
bool remove_at(struct value *whole, const char *pointer);

/** By code points, which is by bytes in UTF-8. */
int compare(struct text a, struct text b);

/** Replaces a member or adds it. */
void put(struct value *object, struct text name, struct value *own);

/** Adds an element, or a member's value. */
void append(struct value *holder, struct value *own);
