// A greenhouse monitor: readings in, alarms out.
#include "lines.h"
#include <limits.h>
#include <stdio.h>
#include "sockets.h"

enum { MOST_KINDS = 16, MOST_SENSORS = 64, LONGEST = 120 };
enum side { IN_RANGE, ABOVE, BELOW };

// Values are in tenths.
struct kind {
  char name[33];
  int low, high;
};

struct series {
  int count, least, greatest, sum;
  enum side side;
  int value; // that raised the alarm
};

struct sensor {
  char name[33];
  bool connected, lost;
  struct series series[MOST_KINDS]; // by kind
};

static struct kind kinds[MOST_KINDS];
static struct sensor sensors[MOST_SENSORS];
static int kind_count, sensor_count;

static const char *shown(int tenths, char *text) {
  sprintf(text, "%s%d.%d", tenths < 0 ? "-" : "", abs(tenths) / 10, abs(tenths) % 10);
  return text;
}

static bool read_value(const char *text, int *tenths) {
  bool minus = *text == '-';
  size_t digits = strspn(text + minus, "0123456789");
  const char *point = text + minus + digits;
  if (digits < 1 || digits > 4 || point[0] != '.' || point[1] < '0' || point[1] > '9' || point[2]) return false;
  int value = atoi(text + minus) * 10 + (point[1] - '0');
  *tenths = minus ? -value : value;
  return true;
}

static bool read_limits(void) {
  int fd = openat(descriptor_named("/config"), "limits.txt", O_RDONLY);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
  char line[256], low[16], high[16];
  while (file && fgets(line, sizeof line, file) && kind_count < MOST_KINDS) {
    struct kind *kind = &kinds[kind_count];
    if (*line == '#' || *line == '\n') continue;
    if (sscanf(line, "%32s %15s %15s", kind->name, low, high) != 3 || !read_value(low, &kind->low) ||
        !read_value(high, &kind->high))
      return false;
    kind_count++;
  }
  return file && fclose(file) == 0;
}

static int by_name(const void *left, const void *right) { return strcmp(left, right); }

static struct sensor *sensor_named(const char *name) {
  for (int i = 0; i < sensor_count; i++)
    if (strcmp(sensors[i].name, name) == 0) return &sensors[i];
  return NULL;
}

static void tell_watchers(const char *text) {
  struct client *client;
  for (int i = 0; (client = client_at(i)); i++)
    if (client->watching && !client->leaving) say(client, "%s\n", text);
}

static void print_alarm(char *text, const struct sensor *sensor, int kind) {
  const struct series *series = &sensor->series[kind];
  char value[16], limit[16];
  shown(series->value, value);
  shown(series->side == ABOVE ? kinds[kind].high : kinds[kind].low, limit);
  snprintf(text, LONGEST, "alarm %s %s %s %s %s", sensor->name, kinds[kind].name, value,
           series->side == ABOVE ? "above" : "below", limit);
}

static bool take_reading(struct client *client, const char *name, const char *word) {
  int kind = 0, value;
  while (kind < kind_count && strcmp(kinds[kind].name, name) != 0) kind++;
  if (!client->name[0] || kind == kind_count || !read_value(word, &value)) return false;
  struct sensor *sensor = sensor_named(client->name);
  struct series *series = &sensor->series[kind];
  if (series->count == 0 || value < series->least) series->least = value;
  if (series->count == 0 || value > series->greatest) series->greatest = value;
  series->count++;
  series->sum += value;
  enum side side = value > kinds[kind].high ? ABOVE : value < kinds[kind].low ? BELOW : IN_RANGE, before = series->side;
  char text[LONGEST], printed[16];
  series->side = side;
  if (side != before) {
    series->value = value;
    snprintf(text, sizeof text, "clear %s %s %s", sensor->name, name, shown(value, printed));
    if (side != IN_RANGE) print_alarm(text, sensor, kind);
    tell_watchers(text);
  }
  say(client, "ok\n");
  return true;
}

static bool enter(struct client *client, const char *name) {
  size_t length = strlen(name);
  if (client->name[0] || client->watching || length < 1 || length > 32 ||
      strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
    return false;
  struct sensor *sensor = sensor_named(name);
  if ((sensor && sensor->connected) || (!sensor && sensor_count == MOST_SENSORS)) return false;
  bool back = sensor && sensor->lost;
  if (!sensor) {
    strcpy(sensors[sensor_count++].name, name);
    // The name comes first in a sensor.
    qsort(sensors, (size_t)sensor_count, sizeof *sensors, by_name);
    sensor = sensor_named(name);
  }
  sensor->connected = true;
  sensor->lost = false;
  strcpy(client->name, name);
  char text[LONGEST];
  snprintf(text, sizeof text, "back %s", name);
  if (back) tell_watchers(text);
  say(client, "ok\n");
  return true;
}

static bool watch(struct client *client) {
  static char standing[MOST_SENSORS * (MOST_KINDS + 1)][LONGEST];
  if (client->name[0] || client->watching) return false;
  size_t count = 0;
  for (int i = 0; i < sensor_count; i++) {
    for (int kind = 0; kind < kind_count; kind++)
      if (sensors[i].series[kind].side != IN_RANGE) print_alarm(standing[count++], &sensors[i], kind);
    if (sensors[i].lost) snprintf(standing[count++], LONGEST, "lost %s", sensors[i].name);
  }
  qsort(standing, count, LONGEST, by_name);
  client->watching = true;
  say(client, "watching\n");
  for (size_t i = 0; i < count; i++) say(client, "%s\n", standing[i]);
  return true;
}

static bool report(struct client *client) {
  for (int i = 0; i < sensor_count; i++)
    for (int kind = 0; kind < kind_count; kind++) {
      const struct series *series = &sensors[i].series[kind];
      char least[16], greatest[16], mean[16];
      if (series->count == 0) continue;
      shown(series->least, least), shown(series->greatest, greatest), shown(series->sum / series->count, mean);
      say(client, "%s %s %d %s %s %s\n", sensors[i].name, kinds[kind].name, series->count, least, greatest, mean);
    }
  say(client, ".\n");
  return true;
}

static bool bye(struct client *client) {
  if (client->name[0]) sensor_named(client->name)->connected = false;
  client->name[0] = 0;
  say(client, "bye\n");
  leave(client);
  return true;
}

static bool stop(struct client *client) {
  say(client, "stopped\n");
  stop_serving();
  return true;
}

static bool answer(struct client *client, char *line) {
  if (strcmp(line, "watch") == 0) return watch(client);
  if (strcmp(line, "report") == 0) return report(client);
  if (strcmp(line, "bye") == 0) return bye(client);
  if (strcmp(line, "stop") == 0) return stop(client);
  char *space = strchr(line, ' ');
  if (!space) return false;
  *space = 0;
  return strcmp(line, "sensor") == 0 ? enter(client, space + 1) : take_reading(client, line, space + 1);
}

static void line(struct client *client, char *line) {
  if (!answer(client, line)) say(client, "error\n");
}

static void left(struct client *client) {
  if (!client->name[0]) return;
  struct sensor *sensor = sensor_named(client->name);
  sensor->connected = false;
  sensor->lost = true;
  char text[LONGEST];
  snprintf(text, sizeof text, "lost %s", client->name);
  tell_watchers(text);
}

int main(void) {
  const struct protocol greenhouse = {.line = line, .left = left};
  if (!read_limits()) {
    fputs("/config/limits.txt cannot be read\n", stderr);
    return 2;
  }
  qsort(kinds, (size_t)kind_count, sizeof *kinds, by_name);
  return serve_lines("greenhouse", INT_MAX, &greenhouse);
}
