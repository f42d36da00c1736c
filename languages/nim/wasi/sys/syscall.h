// The one system call that Nim's library makes by its number: std/sysrand asks for random bytes.
#pragma once
#include <errno.h>
#include <stddef.h>
#include <wasi/api.h>

#define SYS_getrandom 1L

static inline long syscall(long number, void *bytes, int size, int flags) {
  (void)number, (void)flags;
  errno = __wasi_random_get(bytes, (size_t)size);
  return errno == 0 ? size : -1;
}
