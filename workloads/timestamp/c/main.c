// A timestamp server: lines in, lines out, one client after another.
#include <stdio.h>
#include <time.h>
#include "sockets.h"

static const long long first_second = -62167219200LL, last_second = 253402300799LL;
static const char *weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char *months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static bool read_second(const char *text, time_t *second) {
  size_t sign = text[0] == '-', digits = strspn(text + sign, "0123456789");
  if (digits < 1 || digits > 12 || text[sign + digits]) return false;
  long long value = strtoll(text, NULL, 10);
  *second = value;
  return value >= first_second && value <= last_second;
}

// Each 0 of the pattern stands for a digit, every other character for itself.
static bool looks_like(const char *text, const char *pattern) {
  for (; *pattern; text++, pattern++)
    if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern) return false;
  return *text == 0;
}

static bool read_time(const char *text, time_t *second) {
  bool utc = looks_like(text, "0000-00-00T00:00:00Z");
  if (!utc && !looks_like(text, "0000-00-00T00:00:00+00:00") && !looks_like(text, "0000-00-00T00:00:00-00:00"))
    return false;
  struct tm given = {0};
  int hours = 0, minutes = 0;
  sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d", &given.tm_year, &given.tm_mon, &given.tm_mday, &given.tm_hour, &given.tm_min,
         &given.tm_sec);
  if (!utc) sscanf(text + 20, "%2d:%2d", &hours, &minutes);
  if (given.tm_hour > 23 || given.tm_min > 59 || given.tm_sec > 59 || hours > 23 || minutes > 59) return false;
  given.tm_year -= 1900;
  given.tm_mon -= 1;
  // timegm moves a day that does not exist on to one that does.
  struct tm real = given;
  time_t local = timegm(&real);
  if (real.tm_mday != given.tm_mday || real.tm_mon != given.tm_mon) return false;
  time_t offset = hours * 3600 + minutes * 60;
  *second = !utc && text[19] == '-' ? local + offset : local - offset;
  return true;
}

static void answer(char *line, FILE *out) {
  char *rest = strchr(line, ' ');
  time_t second, until;
  if (rest) *rest++ = 0;
  bool known = false;
  if (rest && (strcmp(line, "format") == 0 || strcmp(line, "http") == 0) && read_second(rest, &second)) {
    struct tm utc;
    gmtime_r(&second, &utc);
    int year = utc.tm_year + 1900;
    if (*line == 'f')
      fprintf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ\n", year, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min,
              utc.tm_sec);
    else
      fprintf(out, "%s, %02d %s %04d %02d:%02d:%02d GMT\n", weekdays[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
              year, utc.tm_hour, utc.tm_min, utc.tm_sec);
    known = true;
  } else if (rest && strcmp(line, "parse") == 0 && read_time(rest, &second)) {
    fprintf(out, "%lld\n", (long long)second);
    known = true;
  } else if (rest && strcmp(line, "between") == 0) {
    char *second_word = strchr(rest, ' ');
    if (second_word) *second_word++ = 0;
    known = second_word && read_time(rest, &second) && read_time(second_word, &until);
    time_t now = time(NULL);
    if (known) fputs(now >= second && now <= until ? "yes\n" : "no\n", out);
  }
  if (!known) fputs("error\n", out);
}

static void serve(int connection) {
  FILE *in = fdopen(connection, "r"), *out = fdopen(connection, "w");
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  while ((length = getline(&line, &size, in)) > 0 && line[length - 1] == '\n') {
    line[length - 1] = 0;
    answer(line, out);
    fflush(out);
  }
  free(line);
  shutdown(connection, SHUT_RDWR);
  fclose(out);
  fclose(in);
}

int main(int argc, char **argv) {
  int listener = descriptor_named("time");
  if (listener < 0) return 2;
  for (int count = argc > 1 ? atoi(argv[1]) : 1; count > 0; count--) {
    int connection = accept_next(listener);
    if (connection < 0) {
      perror("time");
      return 1;
    }
    serve(connection);
  }
  return 0;
}
