// One thread, non-blocking descriptors, poll.
#include "lines.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_CLIENTS = 64 };

static struct client clients[MOST_CLIENTS];
static int count;
static bool stopping;

int descriptor(const char *name) {
  const char *names = getenv("FD_NAMES");
  size_t length = strlen(name);
  for (int fd = 0; names; fd++) {
    if (strncmp(names, name, length) == 0 && (names[length] == ':' || names[length] == 0)) return fd;
    names = strchr(names, ':');
    if (names) names++;
  }
  return -1;
}

struct client *client_at(int index) { return index < count ? &clients[index] : NULL; }

void leave(struct client *client) { client->leaving = true; }

void stop_serving(void) { stopping = true; }

void say(struct client *client, const char *format, ...) {
  char text[1200], *rest = text;
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length >= (int)sizeof text) length = sizeof text - 1;
  while (length > 0 && !client->leaving) {
    ssize_t sent = send(client->fd, rest, (size_t)length, 0);
    if (sent < 0 && errno != EAGAIN) leave(client);
    if (sent < 0) {
      usleep(1000);
      continue;
    }
    rest += sent;
    length -= (int)sent;
  }
}

static void take_lines(struct client *client, const struct protocol *protocol) {
  char *end;
  while (!client->leaving && (end = memchr(client->input, '\n', client->length))) {
    *end = 0;
    protocol->line(client, client->input);
    client->length -= (size_t)(end + 1 - client->input);
    memmove(client->input, end + 1, client->length);
  }
}

static void receive(struct client *client, const struct protocol *protocol) {
  size_t room = sizeof client->input - client->length;
  ssize_t size = recv(client->fd, client->input + client->length, room, 0);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0) {
    leave(client);
    return;
  }
  client->length += (size_t)size;
  take_lines(client, protocol);
  if (client->length == sizeof client->input) leave(client);
}

static void hang_up(int index, const struct protocol *protocol) {
  if (protocol->left && !stopping) protocol->left(&clients[index]);
  shutdown(clients[index].fd, SHUT_RDWR);
  close(clients[index].fd);
  memmove(&clients[index], &clients[index + 1], (size_t)(--count - index) * sizeof *clients);
}

int serve_lines(const char *name, int connections, const struct protocol *protocol) {
  int listener = descriptor(name);
  if (listener < 0 || fcntl(listener, F_SETFL, O_NONBLOCK) < 0) {
    perror(name);
    return 2;
  }
  while (!stopping && (connections > 0 || count > 0)) {
    struct pollfd waiting[1 + MOST_CLIENTS] = {{.fd = listener, .events = POLLIN}};
    for (int i = 0; i < count; i++) waiting[1 + i] = (struct pollfd){.fd = clients[i].fd, .events = POLLIN};
    // Some engines call a non-blocking descriptor ready at once or sleep the whole time: whoever is asked may have nothing.
    if (poll(waiting, 1 + (nfds_t)count, 5) < 0) return 1;
    int fd = connections > 0 && count < MOST_CLIENTS ? accept4(listener, NULL, NULL, SOCK_NONBLOCK) : -1;
    if (fd >= 0) {
      connections--;
      clients[count] = (struct client){.fd = fd};
      if (protocol->came) protocol->came(&clients[count]);
      count++;
    }
    for (int i = 0; i < count && !stopping; i++) receive(&clients[i], protocol);
    for (int i = count - 1; i >= 0; i--)
      if (clients[i].leaving) hang_up(i, protocol);
  }
  while (count > 0) hang_up(count - 1, protocol);
  return 0;
}
