#include <stdbool.h>
#include "unwind.h"

// The functions of asyncify's own interface; the pass replaces them.
#define ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
ASYNCIFY(start_unwind) void start_unwind(void *buffer);
ASYNCIFY(stop_unwind) void stop_unwind(void);

// Where functions leave their locals while they are left: nobody comes back for them.
static char locals[1 << 20];
static struct {
  char *next, *end;
} buffer;
static bool unwinding;

__attribute__((noinline)) void unwind(void) {
  buffer.next = locals;
  buffer.end = locals + sizeof locals;
  unwinding = true;
  start_unwind(&buffer);
}

// What the left functions had on the stack in memory goes with them.
__attribute__((noinline)) void protect(protected_call *call, void *state, void *data) {
  void *stack;
  __asm__ volatile(".globaltype __stack_pointer, i32\nglobal.get __stack_pointer\nlocal.set %0" : "=r"(stack));
  call(state, data);
  if (!unwinding) return;
  stop_unwind();
  unwinding = false;
  __asm__ volatile("local.get %0\nglobal.set __stack_pointer" : : "r"(stack));
}
