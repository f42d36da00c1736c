// Accepts connections on a socket that the engine has opened, in four ways.
#include <stdio.h>
#include "sockets.h"

static int fail(const char *what) {
  perror(what);
  return 1;
}

static int say(int connection, const char *text) {
  return send(connection, text, strlen(text), 0) == (ssize_t)strlen(text) ? 0 : -1;
}

static int welcome(int connection) {
  if (connection < 0) return fail("accept");
  if (say(connection, "welcome\n") < 0) return fail("send");
  hang_up(connection);
  return 0;
}

static int none_yet(int door) {
  if (fcntl(door, F_SETFL, O_NONBLOCK) < 0) return fail("fcntl");
  if (accept(door, NULL, NULL) >= 0) return fputs("somebody is there\n", stderr), 1;
  if (errno != EAGAIN) return fail("accept");
  puts("none yet");
  fflush(stdout);
  return welcome(accept_next(door));
}

static int ten(int door) {
  int all[10];
  for (int i = 0; i < 10; i++)
    if ((all[i] = accept_next(door)) < 0) return fail("accept");
  for (int i = 0; i < 10; i++) {
    char text[16];
    snprintf(text, sizeof text, "%d of 10\n", i + 1);
    if (say(all[i], text) < 0) return fail("send");
  }
  for (int i = 0; i < 10; i++) hang_up(all[i]);
  return 0;
}

static int stalled(int door) {
  struct pollfd clients[2];
  char lines[2][65];
  size_t sizes[2] = {0, 0};
  int open = 2;
  for (int i = 0; i < 2; i++) {
    int connection = accept_next(door);
    if (connection < 0) return fail("accept");
    fcntl(connection, F_SETFL, O_NONBLOCK);
    clients[i] = (struct pollfd){.fd = connection, .events = POLLIN};
  }
  while (open > 0) {
    struct pollfd ready[2];
    int which[2], count = 0;
    for (int i = 0; i < 2; i++)
      if (clients[i].events) ready[count] = clients[i], which[count++] = i;
    if (poll(ready, (nfds_t)count, -1) < 0) return fail("poll");
    for (int at = 0; at < count; at++) {
      int i = which[at];
      ssize_t size = recv(clients[i].fd, lines[i] + sizes[i], 64 - sizes[i], 0);
      if (size < 0 && errno == EAGAIN) continue;
      if (size < 0) return fail("recv");
      if (size == 0) clients[i].events = 0, open--;
      sizes[i] += (size_t)size;
      lines[i][sizes[i]] = 0;
      for (char *stop; (stop = strchr(lines[i], '\n'));) {
        size_t length = (size_t)(stop - lines[i]) + 1;
        if (send(clients[i].fd, lines[i], length, 0) != (ssize_t)length) return fail("send");
        memmove(lines[i], stop + 1, sizes[i] - length + 1);
        sizes[i] -= length;
      }
    }
  }
  for (int i = 0; i < 2; i++) hang_up(clients[i].fd);
  return 0;
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  int door = descriptor_named("door");
  if (door < 0) return 2;
  if (strcmp(mode, "blocking") == 0) return welcome(accept(door, NULL, NULL)) || welcome(accept(door, NULL, NULL));
  if (strcmp(mode, "none-yet") == 0) return none_yet(door);
  if (strcmp(mode, "ten") == 0) return ten(door);
  return strcmp(mode, "stalled") == 0 ? stalled(door) : 2;
}
