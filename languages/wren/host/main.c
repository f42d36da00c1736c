// Runs the script of the program in Wren's virtual machine, with the modules that calls.c has the foreign methods of.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "calls.h"

static const char script[] = {
#embed "main.wren" suffix(, )
    0};

static const char modules[] = {
#embed "system.wren" suffix(, )
    0};

static void write_text(WrenVM *vm, const char *text) {
  (void)vm;
  fputs(text, stdout);
}

static void tell(WrenVM *vm, WrenErrorType type, const char *module, int line, const char *message) {
  (void)vm;
  fflush(stdout);
  if (type == WREN_ERROR_RUNTIME) fprintf(stderr, "%s\n", message);
  else fprintf(stderr, "%s:%d: %s\n", module, line, message);
}

static WrenLoadModuleResult load(WrenVM *vm, const char *name) {
  (void)vm;
  WrenLoadModuleResult result = {0};
  if (strcmp(name, "system") == 0) result.source = modules;
  return result;
}

int main(int argc, char **argv) {
  remember_arguments(argc, argv);
  WrenConfiguration configuration;
  wrenInitConfiguration(&configuration);
  configuration.writeFn = write_text;
  configuration.errorFn = tell;
  configuration.loadModuleFn = load;
  configuration.bindForeignMethodFn = find_call;
  WrenVM *vm = wrenNewVM(&configuration);
  WrenInterpretResult result = wrenInterpret(vm, "main", script);
  return fflush(stdout) == 0 && result == WREN_RESULT_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
}
