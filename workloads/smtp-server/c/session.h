#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { MOST_LINE = 1000, MOST_MESSAGE = 4096 };

/** One client's. */
struct session {
  int connection;
  size_t size;
  char bytes[MOST_LINE + 1];
  bool greeted, mail, data, large;
  int recipients;
  char *envelope;
  size_t envelope_size, message_size;
  char message[MOST_MESSAGE];
};

/** Answers a line; false where that ends the connection. */
bool take_line(struct session *session, const char *host, char *line);

/** Forgets the sender, the recipients and the message. */
void end_transaction(struct session *session);
