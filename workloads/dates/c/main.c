#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(void) {
  long long seconds;
  while (scanf("%lld", &seconds) == 1) {
    time_t time = (time_t)seconds;
    struct tm date;
    char text[64];
    if (gmtime_r(&time, &date) == NULL || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ %A %j", &date) == 0)
      return EXIT_FAILURE;
    puts(text);
  }
  return feof(stdin) ? EXIT_SUCCESS : EXIT_FAILURE;
}
