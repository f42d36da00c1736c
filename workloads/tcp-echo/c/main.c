// An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int descriptor(const char *name) {
  const char *names = getenv("FD_NAMES");
  size_t length = strlen(name);
  for (int fd = 0; names; fd++) {
    if (strncmp(names, name, length) == 0 && (names[length] == ':' || names[length] == 0)) return fd;
    names = strchr(names, ':');
    if (names) names++;
  }
  return -1;
}

// A listener may be non-blocking, whatever it was asked for: the wait is poll's.
static int next_connection(int listener) {
  for (;;) {
    struct pollfd wanted = {.fd = listener, .events = POLLIN};
    if (poll(&wanted, 1, -1) < 0) return -1;
    int connection = accept(listener, NULL, NULL);
    if (connection >= 0 || errno != EAGAIN) return connection;
  }
}

static int send_all(int connection, const char *bytes, ssize_t size) {
  while (size > 0) {
    ssize_t sent = send(connection, bytes, (size_t)size, 0);
    if (sent < 0) return -1;
    bytes += sent;
    size -= sent;
  }
  return 0;
}

static int serve(int connection) {
  char buffer[16384];
  ssize_t size;
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0)
    if (send_all(connection, buffer, size) < 0) return -1;
  if (size < 0) return -1;
  shutdown(connection, SHUT_RDWR);
  return close(connection);
}

int main(int argc, char **argv) {
  int listener = descriptor("echo");
  if (listener < 0) return 2;
  for (int count = argc > 1 ? atoi(argv[1]) : 1; count > 0; count--) {
    int connection = next_connection(listener);
    if (connection < 0 || serve(connection) < 0) {
      perror("echo");
      return 1;
    }
  }
  return 0;
}
