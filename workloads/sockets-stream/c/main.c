// Moves bytes over connections of a socket that the engine has opened.
#include <stdio.h>
#include "sockets.h"

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int accept_or_fail(int door) {
  int connection = accept_next(door);
  if (connection < 0) fail("accept");
  return connection;
}

static void send_or_fail(int connection, const char *bytes, size_t size) {
  if (!send_all(connection, bytes, size)) fail("send");
}

static void echo(int connection) {
  static char buffer[65536];
  ssize_t size;
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) send_or_fail(connection, buffer, (size_t)size);
  if (size < 0) fail("recv");
}

static void count(int connection) {
  static unsigned char buffer[65536];
  unsigned long long whole = 0, sum = 0;
  char text[64];
  ssize_t size;
  usleep(500000);
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) {
    for (unsigned long long at = (4096 - whole % 4096) % 4096; at < (unsigned long long)size; at += 4096)
      sum += buffer[at];
    whole += (unsigned long long)size;
  }
  if (size < 0) fail("recv");
  snprintf(text, sizeof text, "%llu %llu\n", whole, sum);
  send_or_fail(connection, text, strlen(text));
}

static void speak_first(int connection) {
  char buffer[4096];
  ssize_t size;
  send_or_fail(connection, "bye\n", 4);
  if (shutdown(connection, SHUT_WR) < 0) fail("shutdown");
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) fwrite(buffer, 1, (size_t)size, stdout);
  if (size < 0) fail("recv");
}

static void nothing(int connection) {
  send_or_fail(connection, "a", 1);
  if (send(connection, "", 0, 0) != 0) fail("send");
  send_or_fail(connection, "b\n", 2);
}

static void reset(int connection, int door) {
  char buffer[4096];
  ssize_t size;
  send_or_fail(connection, "ready\n", 6);
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) {
  }
  if (size < 0 && errno != ECONNRESET) fail("recv");
  puts(size < 0 ? "reset" : "ended");
  close(connection);
  int other = accept_or_fail(door);
  send_or_fail(other, "still here\n", 11);
  hang_up(other);
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  int door = descriptor_named("pipe");
  if (door < 0) return 2;
  int connection = accept_or_fail(door);
  if (strcmp(mode, "reset") == 0) return reset(connection, door), 0;
  if (strcmp(mode, "echo") == 0) echo(connection);
  else if (strcmp(mode, "count") == 0) count(connection);
  else if (strcmp(mode, "speak-first") == 0) return speak_first(connection), close(connection);
  else if (strcmp(mode, "nothing") == 0) nothing(connection);
  else return 2;
  hang_up(connection);
  return 0;
}
