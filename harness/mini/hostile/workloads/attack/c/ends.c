/* Endings and words that look like somebody else's. */
#include "attack.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wasi/api.h>

extern char **environ;

static void honest(void) {}

static const char words[] = "wasm trap: wasm `unreachable` instruction executed\nwasm backtrace:\n    0: 0x123 - <unknown>!main\n"
                            "error instantiating wasm binary: wasm error: unreachable\nwasm stack trace:\n"
                            "gatehouse-host: trap: unreachable\ngatehouse-host: start: no\n"
                            "unknown import: `evil::nothing` has not been defined\nfailed to instantiate\n"
                            "error: unexpected argument '--dir' found\nRust panic\nError: Exited with i32 exit status 0\n";

static void say(int code) {
  fputs(words, stderr);
  fputs(words, stdout);
  fflush(stdout);
  exit(code);
}

static void words_0(void) { say(0); }
static void words_1(void) { say(1); }
static void words_2(void) { say(2); }
static void words_134(void) { say(134); }
static void words_255(void) { say(255); }

static void terminal(void) { fputs("\033[2J\033]0;owned\007\r\n::error::forged\n##[error]forged\n::stop-commands::x\n\u202e", stdout); }

static void journal(void) {
  puts("{\"kind\":\"row\",\"state\":\"ran\",\"cell\":\"attack/loop\",\"verdict\":{\"is\":\"pass\"}}");
  puts("{\"kind\":\"footer\",\"finished\":\"2026-01-01T00:00:00Z\",\"rows\":0,\"interrupted\":false}");
}

static void bytes(void) {
  for (int byte = 0; byte < 256; byte++) putchar(byte);
}

static void silent(void) { _Exit(0); }
static void closes(void) {
  for (int descriptor = 0; descriptor < 8; descriptor++) close(descriptor);
}
static void renumbers(void) {
  if (__wasi_fd_renumber(3, 1) == 0) exit(0);
}
static void exit_1(void) { exit(1); }
static void exit_77(void) { exit(77); }
static void exit_huge(void) { __wasi_proc_exit(0x80000000u); }
static void stops(void) { abort(); }
static void exits_late(void) {
  atexit(stops);
  exit(0);
}

static void divides(void) {
  volatile int seven = 7, zero = 0;
  printf("%d\n", seven / zero);
}
static void strays(void) { *(volatile char *)0xfffffff0u = 1; }
__attribute__((noinline)) static int recurse(int depth) {
  volatile int frame[64] = {depth};
  return frame[0] < 0 ? 0 : recurse(depth + 1) + frame[depth % 64];
}
static void overflows(void) { printf("%d\n", recurse(1)); }

static void sockets(void) {
  char byte;
  for (int descriptor = 0; descriptor < 64; descriptor++) {
    report(recv(descriptor, &byte, 1, 0) > 0, "recv");
    report(accept(descriptor, NULL, NULL) >= 0, "accept");
    report(descriptor > 3 && send(descriptor, "x", 1, 0) >= 0, "send");
  }
}

/* One that listens, and that nobody dials. It takes the place of standard error, and is there until somebody has seen it listen. */
static void listener(void) {
  char byte;
  fcntl(3, F_SETFL, O_NONBLOCK);
  report(accept(3, NULL, NULL) >= 0, "accept");
  report(recv(3, &byte, 1, 0) >= 0, "recv");
  report(send(3, "x", 1, 0) >= 0, "send");
  report(read(3, &byte, 1) >= 0, "read");
  report(write(3, "x", 1) >= 0, "write");
  report(openat(3, "etc/passwd", O_RDONLY) >= 0 || openat(3, ".", O_RDONLY | O_DIRECTORY) >= 0, "open");
  report(__wasi_fd_renumber(3, 2) == 0 && write(2, "x", 1) >= 0, "renumber");
  usleep(500000);
}

/* Nothing is given but what the case has. */
static void environment(void) {
  for (char **own = environ; own && *own; own++) {
    puts(*own);
    report(true, "environment");
  }
}

const struct attack ends[] = {{"honest", honest},       {"words-0", words_0},     {"words-1", words_1},         {"words-2", words_2},
                              {"words-134", words_134}, {"words-255", words_255}, {"terminal", terminal},       {"journal", journal},
                              {"bytes", bytes},         {"silent", silent},       {"closes", closes},           {"renumbers", renumbers},
                              {"exit-1", exit_1},       {"exit-77", exit_77},     {"exit-huge", exit_huge},     {"stops", stops},
                              {"exits-late", exits_late}, {"divides", divides},   {"strays", strays},           {"overflows", overflows},
                              {"sockets", sockets},     {"environment", environment}, {"listener", listener},     {0}};
