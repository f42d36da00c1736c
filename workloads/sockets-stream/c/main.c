// Moves bytes over connections of a socket that the engine has opened.
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

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int accept_next(int door) {
  for (;;) {
    struct pollfd wanted = {.fd = door, .events = POLLIN};
    if (poll(&wanted, 1, -1) < 0) fail("poll");
    int connection = accept(door, NULL, NULL);
    if (connection >= 0) return connection;
    if (errno != EAGAIN) fail("accept");
  }
}

static void send_all(int connection, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t sent = send(connection, bytes, size, 0);
    if (sent < 0) fail("send");
    bytes += sent;
    size -= (size_t)sent;
  }
}

static void end(int connection) {
  shutdown(connection, SHUT_RDWR);
  close(connection);
}

static void echo(int connection) {
  static char buffer[65536];
  ssize_t size;
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) send_all(connection, buffer, (size_t)size);
  if (size < 0) fail("recv");
}

static void count(int connection) {
  static unsigned char buffer[65536];
  unsigned long long whole = 0, sum = 0;
  char text[64];
  ssize_t size;
  usleep(500000);
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) {
    for (unsigned long long at = (4096 - whole % 4096) % 4096; at < (unsigned long long)size; at += 4096) sum += buffer[at];
    whole += (unsigned long long)size;
  }
  if (size < 0) fail("recv");
  snprintf(text, sizeof text, "%llu %llu\n", whole, sum);
  send_all(connection, text, strlen(text));
}

static void speak_first(int connection) {
  char buffer[4096];
  ssize_t size;
  send_all(connection, "bye\n", 4);
  if (shutdown(connection, SHUT_WR) < 0) fail("shutdown");
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) fwrite(buffer, 1, (size_t)size, stdout);
  if (size < 0) fail("recv");
}

static void nothing(int connection) {
  send_all(connection, "a", 1);
  if (send(connection, "", 0, 0) != 0) fail("send");
  send_all(connection, "b\n", 2);
}

static void reset(int connection, int door) {
  char buffer[4096];
  ssize_t size;
  send_all(connection, "ready\n", 6);
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) {}
  if (size < 0 && errno != ECONNRESET) fail("recv");
  puts(size < 0 ? "reset" : "ended");
  close(connection);
  int other = accept_next(door);
  send_all(other, "still here\n", 11);
  end(other);
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  int door = descriptor("pipe");
  if (door < 0) return 2;
  int connection = accept_next(door);
  if (strcmp(mode, "reset") == 0) return reset(connection, door), 0;
  if (strcmp(mode, "echo") == 0) echo(connection);
  else if (strcmp(mode, "count") == 0) count(connection);
  else if (strcmp(mode, "speak-first") == 0) return speak_first(connection), close(connection);
  else if (strcmp(mode, "nothing") == 0) nothing(connection);
  else return 2;
  end(connection);
  return 0;
}
