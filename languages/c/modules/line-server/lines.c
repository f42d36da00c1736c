// One thread, non-blocking sockets.
#include "lines.h"
#include <stdarg.h>
#include <stdio.h>
#include "sockets.h"

enum { MOST_CLIENTS = 64 };

static struct client clients[MOST_CLIENTS];
static int count;
static bool stopping;

struct client *client_at(int index) { return index < count ? &clients[index] : NULL; }

void leave(struct client *client) { client->leaving = true; }

void stop_serving(void) { stopping = true; }

void say(struct client *client, const char *format, ...) {
  char text[1200];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length >= (int)sizeof text) length = sizeof text - 1;
  if (!client->leaving && !send_all(client->connection, text, (size_t)length)) leave(client);
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
  ssize_t size = read_now(client->connection, client->input + client->length, sizeof client->input - client->length);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0) {
    leave(client);
    return;
  }
  client->length += (size_t)size;
  take_lines(client, protocol);
  if (client->length == sizeof client->input) leave(client);
}

static void end(int index, const struct protocol *protocol) {
  if (protocol->left && !stopping) protocol->left(&clients[index]);
  hang_up(clients[index].connection);
  memmove(&clients[index], &clients[index + 1], (size_t)(--count - index) * sizeof *clients);
}

int serve_lines(const char *name, int connections, const struct protocol *protocol) {
  int listener = listener_named(name);
  if (listener < 0) {
    perror(name);
    return 2;
  }
  while (!stopping && (connections > 0 || count > 0)) {
    int waited_for[1 + MOST_CLIENTS] = {listener};
    for (int i = 0; i < count; i++) waited_for[1 + i] = clients[i].connection;
    wait_for_any(waited_for, 1 + count);
    int connection = connections > 0 && count < MOST_CLIENTS ? accept_now(listener) : -1;
    if (connection >= 0) {
      connections--;
      clients[count] = (struct client){.connection = connection};
      if (protocol->came) protocol->came(&clients[count]);
      count++;
    }
    for (int i = 0; i < count && !stopping; i++) receive(&clients[i], protocol);
    for (int i = count - 1; i >= 0; i--)
      if (clients[i].leaving) end(i, protocol);
  }
  while (count > 0) end(count - 1, protocol);
  return 0;
}
