// A logging service: lines in by level and source, files in /logs.
#include "lines.h"
#include <limits.h>
#include <stdio.h>
#include "sockets.h"

static const char *levels[] = {"debug", "info", "warn", "error"};
static int least;
static int stored[4]; // by level

static int level_of(const char *word) {
  for (int level = 0; word && level < 4; level++)
    if (strcmp(word, levels[level]) == 0) return level;
  return -1;
}

static bool is_source(const char *word) {
  size_t length = word ? strlen(word) : 0;
  return length >= 1 && length <= 32 && strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

// The next word of a line, or null; the line then begins after it.
static char *word(char **line) {
  char *start = *line;
  char *space = start ? strchr(start, ' ') : NULL;
  if (space) *space++ = 0;
  *line = space;
  return start;
}

static int stored_from(int level) {
  int sum = 0;
  for (; level < 4; level++) sum += stored[level];
  return sum;
}

static FILE *open_log(const char *source, int flags, const char *mode) {
  char name[64];
  snprintf(name, sizeof name, "%s.log", source);
  int fd = openat(descriptor_named("/logs"), name, flags, 0666);
  return fd < 0 ? NULL : fdopen(fd, mode);
}

static bool store(struct client *client, char *rest) {
  int level = level_of(word(&rest));
  char *source = word(&rest);
  if (level < 0 || !is_source(source) || !rest || !*rest) return false;
  if (level < least) {
    say(client, "skipped\n");
    return true;
  }
  FILE *log = open_log(source, O_WRONLY | O_APPEND | O_CREAT, "a");
  int number = stored_from(0) + 1;
  if (!log || fprintf(log, "%d %s %s\n", number, levels[level], rest) < 0 || fclose(log) != 0) {
    perror(source);
    exit(1);
  }
  stored[level]++;
  say(client, "stored %d\n", number);
  return true;
}

static bool tail(struct client *client, char *rest) {
  char *source = word(&rest), *count = word(&rest);
  if (!is_source(source) || !count || rest || strspn(count, "0123456789") != strlen(count) || strlen(count) > 2 ||
      atoi(count) < 1)
    return false;
  FILE *log = open_log(source, O_RDONLY, "r");
  if (log) {
    char line[1024];
    int lines = 0;
    while (fgets(line, sizeof line, log)) lines++;
    rewind(log);
    for (int skip = lines - atoi(count); fgets(line, sizeof line, log); skip--)
      if (skip <= 0) say(client, "%s", line);
    fclose(log);
  }
  say(client, ".\n");
  return true;
}

static bool count(struct client *client, char *rest) {
  int level = level_of(rest);
  if (level >= 0) say(client, "%d\n", stored_from(level));
  return level >= 0;
}

static bool stop(struct client *client, char *rest) {
  if (rest) return false;
  say(client, "stopped %d\n", stored_from(0));
  stop_serving();
  return true;
}

static void line(struct client *client, char *line) {
  static const struct {
    const char *name;
    bool (*run)(struct client *client, char *rest);
  } commands[] = {{"log", store}, {"tail", tail}, {"count", count}, {"stop", stop}};
  char *name = word(&line);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strcmp(name, commands[i].name) == 0 && commands[i].run(client, line)) return;
  say(client, "error\n");
}

int main(int argc, char **argv) {
  const struct protocol logging = {.line = line};
  least = argc > 1 ? level_of(argv[1]) : 0;
  if (least < 0) {
    fputs("usage: main debug|info|warn|error\n", stderr);
    return 2;
  }
  return serve_lines("log", INT_MAX, &logging);
}
