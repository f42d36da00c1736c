/* What the parts of the hostile program share. `outside` is a folder of the host's, which it must not reach. */
#include <stdbool.h>

extern const char *outside;

/* Says whether an attempt worked. */
void report(bool leak, const char *what);

struct attack {
  const char *name;
  void (*run)(void);
};

extern const struct attack paths[], floods[], ends[];
