// The foreign methods of system.wren.
#include "calls.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

extern char **environ;

static int argument_count;
static char **arguments;

void remember_arguments(int argc, char **argv) {
  argument_count = argc;
  arguments = argv;
}

static void fail(WrenVM *vm) {
  wrenSetSlotString(vm, 0, strerror(errno));
  wrenAbortFiber(vm, 0);
}

static void check(WrenVM *vm, bool done) {
  if (done) wrenSetSlotNull(vm, 0);
  else fail(vm);
}

static void add_to_list(WrenVM *vm, const char *text) {
  wrenSetSlotString(vm, 1, text);
  wrenInsertInList(vm, 0, -1, 1);
}

static void begin_list(WrenVM *vm) {
  wrenEnsureSlots(vm, 2);
  wrenSetSlotNewList(vm, 0);
}

static void process_arguments(WrenVM *vm) {
  begin_list(vm);
  for (int at = 1; at < argument_count; at++) add_to_list(vm, arguments[at]);
}

static void process_environment(WrenVM *vm) {
  begin_list(vm);
  for (char **variable = environ; *variable; variable++) add_to_list(vm, *variable);
}

static void process_variable(WrenVM *vm) {
  const char *value = getenv(wrenGetSlotString(vm, 1));
  if (value) wrenSetSlotString(vm, 0, value);
  else wrenSetSlotNull(vm, 0);
}

static void process_exit(WrenVM *vm) { exit((int)wrenGetSlotDouble(vm, 1)); }

static void stdin_read(WrenVM *vm) {
  static char bytes[65536];
  ssize_t size = read(STDIN_FILENO, bytes, sizeof bytes);
  if (size > 0) wrenSetSlotBytes(vm, 0, bytes, (size_t)size);
  else check(vm, size == 0);
}

static bool write_slot(WrenVM *vm, int slot, FILE *to) {
  int size;
  const char *bytes = wrenGetSlotBytes(vm, slot, &size);
  return fwrite(bytes, 1, (size_t)size, to) == (size_t)size;
}

static void stdout_write(WrenVM *vm) { check(vm, write_slot(vm, 1, stdout)); }
static void stdout_flush(WrenVM *vm) { check(vm, fflush(stdout) == 0); }
static void stderr_write(WrenVM *vm) { check(vm, write_slot(vm, 1, stderr)); }

static void file_read(WrenVM *vm) {
  struct stat status;
  FILE *file = fopen(wrenGetSlotString(vm, 1), "r");
  if (!file || fstat(fileno(file), &status) != 0) {
    fail(vm);
    return;
  }
  char *bytes = malloc((size_t)status.st_size + 1);
  wrenSetSlotBytes(vm, 0, bytes, fread(bytes, 1, (size_t)status.st_size, file));
  free(bytes);
  fclose(file);
}

static void write_file(WrenVM *vm, const char *mode) {
  FILE *file = fopen(wrenGetSlotString(vm, 1), mode);
  check(vm, file && write_slot(vm, 2, file) && fclose(file) == 0);
}

static void file_write(WrenVM *vm) { write_file(vm, "w"); }
static void file_append(WrenVM *vm) { write_file(vm, "a"); }
static void file_truncate(WrenVM *vm) { check(vm, truncate(wrenGetSlotString(vm, 1), (off_t)wrenGetSlotDouble(vm, 2)) == 0); }
static void file_delete(WrenVM *vm) { check(vm, unlink(wrenGetSlotString(vm, 1)) == 0); }
static void file_rename(WrenVM *vm) { check(vm, rename(wrenGetSlotString(vm, 1), wrenGetSlotString(vm, 2)) == 0); }

static void file_size(WrenVM *vm) {
  struct stat status;
  if (stat(wrenGetSlotString(vm, 1), &status) == 0) wrenSetSlotDouble(vm, 0, (double)status.st_size);
  else fail(vm);
}

static void directory_list(WrenVM *vm) {
  DIR *directory = opendir(wrenGetSlotString(vm, 1));
  if (!directory) {
    fail(vm);
    return;
  }
  begin_list(vm);
  for (struct dirent *entry; (entry = readdir(directory));)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) add_to_list(vm, entry->d_name);
  closedir(directory);
}

static void directory_exists(WrenVM *vm) {
  struct stat status;
  wrenSetSlotBool(vm, 0, stat(wrenGetSlotString(vm, 1), &status) == 0 && S_ISDIR(status.st_mode));
}

static void directory_create(WrenVM *vm) { check(vm, mkdir(wrenGetSlotString(vm, 1), 0777) == 0); }
static void directory_delete(WrenVM *vm) { check(vm, rmdir(wrenGetSlotString(vm, 1)) == 0); }

static void tell_time(WrenVM *vm, __wasi_clockid_t clock, __wasi_timestamp_t unit) {
  __wasi_timestamp_t now;
  errno = __wasi_clock_time_get(clock, 1, &now);
  if (errno == 0) wrenSetSlotDouble(vm, 0, (double)(now / unit));
  else fail(vm);
}

static void clock_now(WrenVM *vm) { tell_time(vm, __WASI_CLOCKID_REALTIME, 1000000); }
static void clock_monotonic(WrenVM *vm) { tell_time(vm, __WASI_CLOCKID_MONOTONIC, 1); }

static void clock_sleep(WrenVM *vm) {
  long milliseconds = (long)wrenGetSlotDouble(vm, 1);
  struct timespec left = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
  check(vm, nanosleep(&left, NULL) == 0);
}

static void random_bytes(WrenVM *vm) {
  size_t size = (size_t)wrenGetSlotDouble(vm, 1);
  char *bytes = malloc(size + 1);
  errno = __wasi_random_get((uint8_t *)bytes, size);
  if (errno == 0) wrenSetSlotBytes(vm, 0, bytes, size);
  else fail(vm);
  free(bytes);
}

static const struct {
  const char *class_name;
  const char *signature;
  WrenForeignMethodFn call;
} calls[] = {
    {"Process", "arguments", process_arguments},
    {"Process", "environment", process_environment},
    {"Process", "variable(_)", process_variable},
    {"Process", "exit(_)", process_exit},
    {"Stdin", "read()", stdin_read},
    {"Stdout", "write(_)", stdout_write},
    {"Stdout", "flush()", stdout_flush},
    {"Stderr", "write(_)", stderr_write},
    {"File", "read(_)", file_read},
    {"File", "write(_,_)", file_write},
    {"File", "append(_,_)", file_append},
    {"File", "truncate(_,_)", file_truncate},
    {"File", "size(_)", file_size},
    {"File", "delete(_)", file_delete},
    {"File", "rename(_,_)", file_rename},
    {"Directory", "list(_)", directory_list},
    {"Directory", "exists(_)", directory_exists},
    {"Directory", "create(_)", directory_create},
    {"Directory", "delete(_)", directory_delete},
    {"Clock", "now", clock_now},
    {"Clock", "monotonic", clock_monotonic},
    {"Clock", "sleep(_)", clock_sleep},
    {"Random", "bytes(_)", random_bytes},
};

WrenForeignMethodFn find_call(WrenVM *vm, const char *module, const char *class_name, bool is_static, const char *signature) {
  (void)vm;
  if (!is_static || strcmp(module, "system") != 0) return NULL;
  for (size_t at = 0; at < sizeof calls / sizeof *calls; at++)
    if (strcmp(class_name, calls[at].class_name) == 0 && strcmp(signature, calls[at].signature) == 0) return calls[at].call;
  return NULL;
}
