// Wordle for several players: one thread, several connections.
#include <stdio.h>
#include "game.h"
#include "sockets.h"

enum { MOST_PLAYERS = 32, MOST_LINE = 64 };

struct player {
  int connection;
  struct game game;
  size_t size;
  char bytes[MOST_LINE + 1];
};

static struct player players[MOST_PLAYERS];
static int count;

// Answers all whole lines; false where the connection is at its end.
static bool process(struct player *player, const char *secret) {
  char *end;
  while ((end = memchr(player->bytes, '\n', player->size))) {
    size_t whole = (size_t)(end + 1 - player->bytes), line = whole - 1;
    if (line > 0 && player->bytes[line - 1] == '\r') line--;
    char answer[64];
    int size = answer_line(&player->game, secret, player->bytes, line, answer, sizeof answer);
    if (!send_all(player->connection, answer, (size_t)size) || player->game.over) return false;
    player->size -= whole;
    memmove(player->bytes, end + 1, player->size);
  }
  return player->size <= MOST_LINE;
}

static bool serve(struct player *player, const char *secret) {
  for (;;) {
    ssize_t size = read_now(player->connection, player->bytes + player->size, sizeof player->bytes - player->size);
    if (size < 0 && errno == EAGAIN) return true;
    if (size <= 0) return false;
    player->size += (size_t)size;
    if (!process(player, secret)) return false;
  }
}

static bool take(int listener) {
  static const char greeting[] = "guess a word of 5 letters in 6 tries\n";
  int connection = accept_now(listener);
  if (connection < 0) return false;
  players[count++] = (struct player){.connection = connection};
  send_all(connection, greeting, strlen(greeting));
  return true;
}

int main(int argc, char **argv) {
  int listener = listener_named("game");
  int words = openat(descriptor_named("/words"), "words.txt", O_RDONLY);
  if (argc < 3 || listener < 0 || words < 0 || !read_words(words)) {
    fprintf(stderr, "usage: main SECRET CONNECTIONS, with a listener game and a list /words/words.txt\n");
    return 2;
  }
  int coming = atoi(argv[2]);
  while (coming > 0 || count > 0) {
    if (coming > 0 && count < MOST_PLAYERS && take(listener)) coming--;
    for (int at = count - 1; at >= 0; at--) {
      if (serve(&players[at], argv[1])) continue;
      hang_up(players[at].connection);
      players[at] = players[--count];
    }
    int waited_for[MOST_PLAYERS + 1], waits = 0;
    if (coming > 0 && count < MOST_PLAYERS) waited_for[waits++] = listener;
    for (int at = 0; at < count; at++) waited_for[waits++] = players[at].connection;
    if (waits > 0) wait_for_any(waited_for, waits);
  }
  return 0;
}
