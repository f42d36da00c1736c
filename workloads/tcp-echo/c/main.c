// An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
#include <stdio.h>
#include "sockets.h"

static int serve(int connection) {
  char buffer[16384];
  ssize_t size;
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0)
    if (!send_all(connection, buffer, (size_t)size)) return -1;
  if (size < 0) return -1;
  hang_up(connection);
  return 0;
}

int main(int argc, char **argv) {
  int listener = descriptor_named("echo");
  if (listener < 0) return 2;
  for (int count = argc > 1 ? atoi(argv[1]) : 1; count > 0; count--) {
    int connection = accept_next(listener);
    if (connection < 0 || serve(connection) < 0) {
      perror("echo");
      return 1;
    }
  }
  return 0;
}
