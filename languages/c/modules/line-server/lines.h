// A server of lines for many clients.
#include <stdbool.h>
#include <stddef.h>

struct client {
  int connection;
  bool leaving;
  size_t length;
  char input[1024];
  char name[33]; // for the protocol to fill, like watching
  bool watching;
};

struct protocol {
  void (*came)(struct client *client); // may be null
  void (*line)(struct client *client, char *line);
  void (*left)(struct client *client); // may be null
};

// Serves at the listener of that name, until it was stopped, or `connections` have come and gone; 0, or an exit status.
int serve_lines(const char *name, int connections, const struct protocol *protocol);
// Sends what printf makes of it.
void say(struct client *client, const char *format, ...) __attribute__((format(printf, 2, 3)));
void leave(struct client *client);
void stop_serving(void);
// Everybody who is there, in the order of coming; null after the last.
struct client *client_at(int index);
