// A ROT13 server for many clients: one thread, non-blocking descriptors, poll.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_CLIENTS = 64 };

// The listener is open already: FD_NAMES tells which descriptor it is.
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

static char rotate(char letter) {
  char first = letter >= 'a' ? 'a' : 'A';
  if (letter < first || letter > first + 25) return letter;
  return (char)(first + (letter - first + 13) % 26);
}

static int send_all(int client, const char *bytes, ssize_t size) {
  while (size > 0) {
    ssize_t sent = send(client, bytes, (size_t)size, 0);
    if (sent < 0 && errno != EAGAIN) return -1;
    if (sent < 0) {
      usleep(1000);
      continue;
    }
    bytes += sent;
    size -= sent;
  }
  return 0;
}

// Answers what has come; 0 when the client is done.
static int serve(int client) {
  char buffer[16384];
  ssize_t size = recv(client, buffer, sizeof buffer, 0);
  if (size < 0) return errno == EAGAIN ? 1 : -1;
  for (ssize_t i = 0; i < size; i++) buffer[i] = rotate(buffer[i]);
  if (send_all(client, buffer, size) < 0) return -1;
  return size > 0;
}

int main(int argc, char **argv) {
  int left = argc > 1 ? atoi(argv[1]) : 1;
  int listener = descriptor("rot13");
  if (listener < 0 || fcntl(listener, F_SETFL, O_NONBLOCK) < 0) {
    perror("rot13");
    return 2;
  }
  struct pollfd waiting[1 + MOST_CLIENTS] = {{.fd = listener, .events = POLLIN}};
  int clients = 0;
  while (left > 0 || clients > 0) {
    // Some engines call a non-blocking descriptor ready at once or sleep the whole time: whoever is asked may have nothing.
    if (poll(waiting, 1 + (nfds_t)clients, 5) < 0) return 1;
    int client = left > 0 && clients < MOST_CLIENTS ? accept4(listener, NULL, NULL, SOCK_NONBLOCK) : -1;
    if (client >= 0) {
      waiting[++clients] = (struct pollfd){.fd = client, .events = POLLIN};
      left--;
    }
    for (int i = clients; i > 0; i--) {
      if (serve(waiting[i].fd) > 0) continue;
      shutdown(waiting[i].fd, SHUT_RDWR);
      close(waiting[i].fd);
      waiting[i] = waiting[clients--];
    }
  }
  return 0;
}
