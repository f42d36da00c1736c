// Runs the script that lies in the same module, as a module of JavaScript. What it throws is told on standard error, and the exit code is 1.
#include "calls.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SCRIPT(name) __attribute__((import_module("script"), import_name(#name)))
SCRIPT(size) uint32_t script_size(uint32_t *into);
SCRIPT(read) void script_read(char *into, uint32_t size);

// What calls may take of the stack in memory before the engine throws a RangeError. Hosts have a stack of their own for a module's calls, and it has to
// last longer.
enum { stack_size = 1 << 18 };

static int fail(const char *reason) {
  fprintf(stderr, "quickjs: %s\n", reason);
  return EXIT_FAILURE;
}

// `throw undefined` is how a program says that it has told its reason itself.
static int tell(JSContext *context, JSValueConst thrown) {
  if (JS_IsUndefined(thrown)) return EXIT_FAILURE;
  const char *text = JS_ToCString(context, thrown);
  JSValue stack = JS_IsError(thrown) ? JS_GetPropertyStr(context, thrown, "stack") : JS_UNDEFINED;
  const char *calls = JS_IsString(stack) ? JS_ToCString(context, stack) : NULL;
  fprintf(stderr, "%s\n%s", text ? text : "an error without a text", calls ? calls : "");
  return EXIT_FAILURE;
}

static int run(JSContext *context, char *script, uint32_t size) {
  JSValue done = JS_Eval(context, script, size, "main.js", JS_EVAL_TYPE_MODULE);
  JSContext *used;
  int left = 1;
  while (left > 0) left = JS_ExecutePendingJob(JS_GetRuntime(context), &used);
  if (left < 0 || JS_IsException(done)) return tell(context, JS_GetException(context));
  if (JS_PromiseState(context, done) == JS_PROMISE_REJECTED) return tell(context, JS_PromiseResult(context, done));
  if (JS_PromiseState(context, done) == JS_PROMISE_PENDING) return fail("the program waits for what cannot come");
  return EXIT_SUCCESS;
}

int main(void) {
  JSRuntime *runtime = JS_NewRuntime();
  JSContext *context = runtime ? JS_NewContext(runtime) : NULL;
  uint32_t size;
  script_size(&size);
  char *script = malloc(size + 1);
  if (context == NULL || script == NULL || !add_calls(context) || !add_memory(context))
    return fail("not enough memory");
  script_read(script, size);
  script[size] = '\0';
  JS_SetMaxStackSize(runtime, stack_size);
  return run(context, script, size);
}
