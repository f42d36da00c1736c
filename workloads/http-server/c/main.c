// A server of files: one thread, several connections.
#include <stdio.h>
#include "http.h"
#include "sockets.h"

enum { MOST_CLIENTS = 32 };

struct client {
  int connection;
  size_t size;
  char bytes[MOST_HEAD + 1];
};

static struct client *clients[MOST_CLIENTS];
static int count;

// Answers what is whole; false where that ends the connection.
static bool process(struct client *client) {
  char *head_end;
  while ((head_end = memmem(client->bytes, client->size < MOST_HEAD ? client->size : MOST_HEAD, "\r\n\r\n", 4))) {
    size_t head = (size_t)(head_end + 4 - client->bytes);
    if (!answer(client->connection, client->bytes, head)) return false;
    client->size -= head;
    memmove(client->bytes, client->bytes + head, client->size);
  }
  if (client->size <= MOST_HEAD) return true;
  refuse(client->connection, 431);
  return false;
}

// Takes what has come from a client; false once the connection is at its end.
static bool serve(struct client *client) {
  for (;;) {
    ssize_t size = read_now(client->connection, client->bytes + client->size, sizeof client->bytes - client->size);
    if (size < 0 && errno == EAGAIN) return true;
    if (size <= 0) return false;
    client->size += (size_t)size;
    if (!process(client)) return false;
  }
}

int main(int argc, char **argv) {
  int listener = listener_named("http");
  if (listener < 0 || argc < 2) {
    fprintf(stderr, "usage: main CONNECTIONS, with a listener http\n");
    return 2;
  }
  int coming = atoi(argv[1]);
  while (coming > 0 || count > 0) {
    int connection = coming > 0 && count < MOST_CLIENTS ? accept_now(listener) : -1;
    if (connection >= 0) {
      coming--;
      clients[count] = calloc(1, sizeof **clients);
      if (!clients[count]) return 1;
      clients[count++]->connection = connection;
    }
    for (int at = count - 1; at >= 0; at--) {
      if (serve(clients[at])) continue;
      hang_up(clients[at]->connection);
      free(clients[at]);
      clients[at] = clients[--count];
    }
    if (connection >= 0) continue;
    int waited_for[MOST_CLIENTS + 1], waits = 0;
    if (coming > 0 && count < MOST_CLIENTS) waited_for[waits++] = listener;
    for (int at = 0; at < count; at++) waited_for[waits++] = clients[at]->connection;
    if (waits > 0) wait_for_any(waited_for, waits);
  }
  return 0;
}
