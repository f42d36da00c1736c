// A mail server: one thread, several connections.
#include <stdio.h>
#include "session.h"
#include "sockets.h"

enum { MOST_CLIENTS = 32 };

static struct session *clients[MOST_CLIENTS];
static int count;

// Takes all whole lines; false where the connection is at its end.
static bool process(struct session *client, const char *host) {
  char *end;
  while ((end = memmem(client->bytes, client->size, "\r\n", 2))) {
    *end = 0;
    if (!take_line(client, host, client->bytes)) return false;
    client->size -= (size_t)(end + 2 - client->bytes);
    memmove(client->bytes, end + 2, client->size);
  }
  if (client->size <= MOST_LINE) return true;
  static const char answer[] = "500 line too long\r\n";
  send_all(client->connection, answer, strlen(answer));
  return false;
}

static bool serve(struct session *client, const char *host) {
  for (;;) {
    ssize_t size = read_now(client->connection, client->bytes + client->size, sizeof client->bytes - client->size);
    if (size < 0 && errno == EAGAIN) return true;
    if (size <= 0) return false;
    client->size += (size_t)size;
    if (!process(client, host)) return false;
  }
}

static bool take(int listener, const char *host) {
  int connection = accept_now(listener);
  if (connection < 0) return false;
  struct session *client = calloc(1, sizeof *client);
  if (!client) abort();
  client->connection = connection;
  clients[count++] = client;
  char greeting[256];
  int size = snprintf(greeting, sizeof greeting, "220 %s ESMTP\r\n", host);
  send_all(connection, greeting, (size_t)size);
  return true;
}

int main(int argc, char **argv) {
  int listener = listener_named("smtp");
  if (argc < 3 || listener < 0) {
    fprintf(stderr, "usage: main HOST CONNECTIONS, with a listener smtp and a directory /mail\n");
    return 2;
  }
  int coming = atoi(argv[2]);
  while (coming > 0 || count > 0) {
    if (coming > 0 && count < MOST_CLIENTS && take(listener, argv[1])) coming--;
    for (int at = count - 1; at >= 0; at--) {
      if (serve(clients[at], argv[1])) continue;
      hang_up(clients[at]->connection);
      end_transaction(clients[at]);
      free(clients[at]);
      clients[at] = clients[--count];
    }
    int waited_for[MOST_CLIENTS + 1], waits = 0;
    if (coming > 0 && count < MOST_CLIENTS) waited_for[waits++] = listener;
    for (int at = 0; at < count; at++) waited_for[waits++] = clients[at]->connection;
    if (waits > 0) wait_for_any(waited_for, waits);
  }
  return 0;
}
