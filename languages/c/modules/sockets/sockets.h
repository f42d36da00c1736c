// Preview 1 has no bind and no listen: listeners are open already. Who serves many in one thread takes non-blocking sockets;
// engines differ in what a blocking one does.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/** The descriptor of that name in FD_NAMES, or -1. Where a listener comes before a directory, as in Wasmtime, libc does not see
    the directory: its files are opened with openat. */
static inline int descriptor_named(const char *name) {
  const char *names = getenv("FD_NAMES");
  size_t length = strlen(name);
  for (int fd = 0; names; fd++) {
    if (strncmp(names, name, length) == 0 && (names[length] == ':' || names[length] == 0)) return fd;
    names = strchr(names, ':');
    if (names) names++;
  }
  return -1;
}

/** The listener of that name, or -1. */
static inline int listener_named(const char *name) {
  int fd = descriptor_named(name);
  return fd < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) < 0 ? -1 : fd;
}

/** A connection that is there already, or -1. */
static inline int accept_now(int listener) { return accept4(listener, NULL, NULL, SOCK_NONBLOCK); }

/** The next connection, a blocking one, or -1. A listener may be non-blocking, whatever it was asked for: the wait is poll's. */
static inline int accept_next(int listener) {
  for (;;) {
    struct pollfd wanted = {.fd = listener, .events = POLLIN};
    if (poll(&wanted, 1, -1) < 0) return -1;
    int connection = accept(listener, NULL, NULL);
    if (connection >= 0 || errno != EAGAIN) return connection;
  }
}

/** The bytes that are there: how many, 0 at the end, -1 with EAGAIN where none are. */
static inline ssize_t read_now(int connection, void *into, size_t size) { return recv(connection, into, size, 0); }

/** Waits a moment until one of the descriptors is ready; an engine that cannot tell says all are. */
static inline void wait_for_any(const int *descriptors, int count) {
  struct pollfd wanted[count];
  for (int at = 0; at < count; at++) wanted[at] = (struct pollfd){.fd = descriptors[at], .events = POLLIN};
  poll(wanted, (nfds_t)count, 5);
}

/** Sends all of it; false where the other side has gone. */
static inline bool send_all(int connection, const void *bytes, size_t size) {
  for (const char *from = bytes; size > 0;) {
    ssize_t sent = send(connection, from, size, 0);
    if (sent < 0 && errno == EAGAIN) usleep(1000);
    else if (sent < 0) return false;
    else from += sent, size -= (size_t)sent;
  }
  return true;
}

/** Ends both sides. With some engines close alone does not tell the other one. */
static inline void hang_up(int connection) {
  shutdown(connection, SHUT_RDWR);
  close(connection);
}
