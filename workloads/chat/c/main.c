// A chat server: what one says, the others read.
#include "lines.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct client *named(const char *name) {
  struct client *other;
  for (int i = 0; (other = client_at(i)); i++)
    if (!other->leaving && strcmp(other->name, name) == 0) return other;
  return NULL;
}

static bool is_free(const char *name) {
  size_t length = strlen(name);
  if (length < 1 || length > 16) return false;
  for (size_t i = 0; i < length; i++)
    if (!isalnum((unsigned char)name[i])) return false;
  return !named(name);
}

// To everybody with a name but one.
static void tell_others(struct client *own, const char *format, const char *name, const char *text) {
  struct client *other;
  for (int i = 0; (other = client_at(i)); i++)
    if (other != own && other->name[0] && !other->leaving) say(other, format, name, text);
}

static void list_others(struct client *own) {
  struct client *other;
  bool any = false;
  for (int i = 0; (other = client_at(i)); i++) {
    if (other == own || !other->name[0] || other->leaving) continue;
    say(own, any ? " %s" : "* here: %s", other->name);
    any = true;
  }
  say(own, any ? "\n" : "* nobody else is here\n");
}

static void enter(struct client *client, const char *name) {
  if (!is_free(name)) {
    say(client, "* not that one, name?\n");
    return;
  }
  strcpy(client->name, name);
  list_others(client);
  tell_others(client, "* %s %s\n", name, "came");
}

static void rename_to(struct client *client, const char *name) {
  if (!is_free(name)) {
    say(client, "* not that one\n");
    return;
  }
  char old[33];
  strcpy(old, client->name);
  strcpy(client->name, name);
  say(client, "* you are now %s\n", name);
  tell_others(client, "* %s is now %s\n", old, name);
}

static void whisper(struct client *client, char *name) {
  char *text = strchr(name, ' ');
  if (text) *text++ = 0;
  struct client *other = *name ? named(name) : NULL;
  if (!other) say(client, "* %s is not here\n", name);
  else say(other, "<%s to you> %s\n", client->name, text ? text : "");
}

static void line(struct client *client, char *text) {
  if (!client->name[0]) {
    enter(client, text);
  } else if (text[0] != '/') {
    if (*text) tell_others(client, "<%s> %s\n", client->name, text);
  } else if (strncmp(text, "/me ", 4) == 0) {
    tell_others(client, "* %s %s\n", client->name, text + 4);
  } else if (strcmp(text, "/who") == 0) {
    list_others(client);
  } else if (strncmp(text, "/nick ", 6) == 0) {
    rename_to(client, text + 6);
  } else if (strncmp(text, "/to ", 4) == 0) {
    whisper(client, text + 4);
  } else if (strcmp(text, "/quit") == 0) {
    say(client, "* bye\n");
    leave(client);
  } else {
    say(client, "* unknown command\n");
  }
}

static void came(struct client *client) { say(client, "name?\n"); }

static void left(struct client *client) {
  if (client->name[0]) tell_others(client, "* %s %s\n", client->name, "left");
}

int main(int argc, char **argv) {
  const struct protocol chat = {.came = came, .line = line, .left = left};
  return serve_lines("chat", argc > 1 ? atoi(argv[1]) : 1, &chat);
}
