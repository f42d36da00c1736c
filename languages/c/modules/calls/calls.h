// Operations of README.md, and what they have in common.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "wasi.h"

#define AT(POINTER) ((int32_t)(intptr_t)(POINTER))

/** Words of one operation, without its name; next() takes one. */
struct words {
  char **at;
  int left;
  const char *result_name;
};

/** Bytes that an operand names, or that a call gave. */
struct bytes {
  char *at;
  size_t size;
};

/** Buffers of one call, each with 64 bytes behind it that no call may touch. */
struct buffers {
  struct {
    uint32_t at, size;
  } list[1100];
  int count;
  size_t whole;
};

struct operation {
  const char *name;
  /** Performs it and says its results. The error comes back: the line's beginning is written by the caller. */
  int32_t (*perform)(struct words *words);
};

extern const struct operation descriptors[], paths[], folders[], polls[], processes[], signals[], sockets[], raws[];

/** Performs the arguments with the operations of these tables; the last one is NULL. */
int perform_all(int argc, char **argv, const struct operation *const *tables);
/** Whether the operation is to go on with what is left. */
extern bool is_whole;
/** Ends the program with 2. */
_Noreturn void cannot_read(const char *what, const char *word);

// words.c
const char *next(struct words *words);
int64_t number_of(const char *word);
int64_t next_number(struct words *words);
int32_t next_descriptor(struct words *words);
void name_descriptor(const char *name, int32_t fd);
struct bytes bytes_of(const char *word, size_t size);
struct bytes next_text(struct words *words);
uint64_t next_flags(struct words *words, const char *const *names);
uint64_t flags_of(const char *word, const char *const *names);
int place_of(const char *word, size_t size, const char *const *names);
uint32_t next_lookup(struct words *words);
int32_t next_clock(struct words *words);
extern const char *const error_names[], *const type_names[], *const fdflag_names[], *const right_names[];

// say.c: results of the operation that is being performed.
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_text(const char *at, size_t size);
void say_flags(uint64_t flags, const char *const *names);
void say_name(const char *const *names, unsigned index);
void say_overrun(void);
struct bytes said(size_t from);
size_t said_so_far(void);
void unsay(size_t to);
void write_all(int fd, const char *at, size_t size);

// buffers.c
void next_texts(struct words *words, struct buffers *into);
void next_lengths(struct words *words, struct buffers *into);
/** Says how many bytes a reading call gave, and the bytes; `whole` is what fitted. */
void say_read(const struct buffers *buffers, uint32_t size);
void check_guards(const struct buffers *buffers);
void *guarded(size_t size);
bool is_guarded(const void *at, size_t size);
void release(void);

/** Nanoseconds of the monotonic clock, and of the one that tells the time of day. */
uint64_t now_monotonic(void);
uint64_t now_realtime(void);
