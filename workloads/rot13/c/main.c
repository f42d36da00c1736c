// A ROT13 server for many clients: one thread, non-blocking sockets.
#include <stdio.h>
#include "sockets.h"

enum { MOST_CLIENTS = 64 };

static char rotate(char letter) {
  char first = letter >= 'a' ? 'a' : 'A';
  if (letter < first || letter > first + 25) return letter;
  return (char)(first + (letter - first + 13) % 26);
}

// Answers what has come; false when the client is done.
static bool serve(int client) {
  char buffer[16384];
  ssize_t size = read_now(client, buffer, sizeof buffer);
  if (size < 0) return errno == EAGAIN;
  for (ssize_t i = 0; i < size; i++) buffer[i] = rotate(buffer[i]);
  return send_all(client, buffer, (size_t)size) && size > 0;
}

int main(int argc, char **argv) {
  int left = argc > 1 ? atoi(argv[1]) : 1;
  int listener = listener_named("rot13");
  if (listener < 0) {
    perror("rot13");
    return 2;
  }
  int waited_for[1 + MOST_CLIENTS] = {listener}, clients = 0;
  while (left > 0 || clients > 0) {
    wait_for_any(waited_for, 1 + clients);
    int client = left > 0 && clients < MOST_CLIENTS ? accept_now(listener) : -1;
    if (client >= 0) {
      waited_for[++clients] = client;
      left--;
    }
    for (int i = clients; i > 0; i--) {
      if (serve(waited_for[i])) continue;
      hang_up(waited_for[i]);
      waited_for[i] = waited_for[clients--];
    }
  }
  return 0;
}
