/*
 * Runs a preview 1 module in WAMR's fast interpreter, by its API for C.
 *
 *   host [--version] [--dir=HOST::GUEST]... [--env=NAME=VALUE]... MODULE.wasm [ARG...]
 *
 * The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is this
 * one's. What goes wrong around it is exit code 1. One line of JSON on descriptor 3 tells how it ended, where that is a file.
 */

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wasm_export.h"

enum { message_size = 512, stack_size = 8 << 20 };

static int report = -1;

/* First of all: later the guest's files may have that number. */
static void take_report(void) {
  struct stat facts;
  if (fstat(3, &facts) != 0 || !S_ISREG(facts.st_mode)) return;
  report = dup(3);
  close(3);
}

static void tell(const char *ending) {
  if (report >= 0 && write(report, ending, strlen(ending)) < 0) _exit(1);
}

/* Says on standard error what went wrong, for people, and tells it. */
static void leave(const char *how, const char *reason, int code) {
  char message[message_size], line[message_size + 64];
  size_t length = 0;
  if (strncmp(reason, "Exception: ", 11) == 0) reason += 11;
  for (; *reason && length + 1 < sizeof message; reason++) {
    bool is_plain = *reason >= ' ' && *reason <= '~' && *reason != '"' && *reason != '\\';
    message[length++] = is_plain ? *reason : ' ';
  }
  while (length > 0 && message[length - 1] == ' ') length--;
  message[length] = 0;
  dprintf(2, "gatehouse-host: %s: %s\n", how, message);
  snprintf(line, sizeof line, "{\"how\":\"%s\",\"message\":\"%s\"}\n", how, message);
  tell(line);
  _exit(code);
}

static uint8_t *read_file(const char *path, uint32_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) leave("start", "the module cannot be read", 1);
  long length = ftell(file);
  rewind(file);
  uint8_t *bytes = malloc(length > 0 ? (size_t)length : 1);
  if (!bytes || fread(bytes, 1, (size_t)length, file) != (size_t)length) leave("start", "the module cannot be read", 1);
  fclose(file);
  *size = (uint32_t)length;
  return bytes;
}

/* HOST::GUEST as WAMR writes it: GUEST::HOST. */
static char *map_directory(const char *word) {
  const char *between = strstr(word, "::");
  if (!between) leave("usage", "--dir=HOST::GUEST", 2);
  char *map = malloc(strlen(word) + 1);
  if (map) sprintf(map, "%s::%.*s", between + 2, (int)(between - word), word);
  return map;
}

static bool starts(const char *text, const char *with) { return strncmp(text, with, strlen(with)) == 0; }

/* How an exception of the engine counts: it links late, so an import that is not there shows when it is called. */
static const char *how_of(const char *exception) {
  return strstr(exception, "failed to call unlinked import function") ? "missing-import" : "trap";
}

static wasm_module_t load(uint8_t *bytes, uint32_t size) {
  char error[message_size] = "";
  wasm_module_t module = wasm_runtime_load(bytes, size, error, sizeof error);
  if (module) return module;
  if (strstr(error, "unknown import")) leave("missing-import", error, 1);
  /* Bytes that are no module at all, or that need what this build does not have. */
  leave(size >= 8 && memcmp(bytes, "\0asm\1\0\0\0", 8) == 0 ? "refused-module" : "start", error, 1);
  return NULL;
}

int main(int count, char *words[]) {
  take_report();
  /* As hosts in other languages do: a write that nobody reads is an error of the guest, and no end of its engine. */
  signal(SIGPIPE, SIG_IGN);
  const char **maps = calloc((size_t)count, sizeof *maps), **variables = calloc((size_t)count, sizeof *variables);
  uint32_t map_count = 0, variable_count = 0;
  int at = 1;
  for (; at < count; at++) {
    if (strcmp(words[at], "--version") == 0) {
      uint32_t major, minor, patch;
      wasm_runtime_get_version(&major, &minor, &patch);
      return printf("%u.%u.%u\n", major, minor, patch) < 0;
    }
    if (starts(words[at], "--dir=")) maps[map_count++] = map_directory(words[at] + 6);
    else if (starts(words[at], "--env=")) variables[variable_count++] = words[at] + 6;
    else break;
  }
  if (at == count) leave("usage", "host [--dir=HOST::GUEST]... [--env=NAME=VALUE]... MODULE.wasm [ARG...]", 2);

  RuntimeInitArgs settings = { .mem_alloc_type = Alloc_With_System_Allocator };
  if (!wasm_runtime_full_init(&settings)) leave("start", "the engine does not start", 1);
  /* It logs to standard output, which is the guest's. */
  wasm_runtime_set_log_level(WASM_LOG_LEVEL_FATAL);
  uint32_t size;
  uint8_t *bytes = read_file(words[at], &size);
  char *name = strrchr(words[at], '/');
  if (name) words[at] = name + 1;
  wasm_module_t module = load(bytes, size);
  wasm_runtime_set_wasi_args_ex(module, NULL, 0, maps, map_count, variables, variable_count, words + at, count - at, 0, 1, 2);

  char error[message_size] = "";
  wasm_module_inst_t instance = wasm_runtime_instantiate(module, stack_size, 0, error, sizeof error);
  /* The start function runs in there. */
  if (!instance) leave(starts(error, "Exception: ") ? how_of(error) : "start", error, 1);
  if (!wasm_runtime_lookup_function(instance, "_start")) leave("start", "the module exports no _start", 1);
  wasm_application_execute_main(instance, count - at, words + at);
  const char *exception = wasm_runtime_get_exception(instance);
  if (exception) leave(how_of(exception), exception, 1);
  unsigned code = wasm_runtime_get_wasi_exit_code(instance) & 255;
  char line[64];
  snprintf(line, sizeof line, "{\"how\":\"exit\",\"code\":%u}\n", code);
  tell(line);
  _exit((int)code);
}
