/* A hostile guest: the first argument names what it tries. */
#include "attack.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *outside = "/";
static bool leaked;

void report(bool leak, const char *what) {
  if (leak) printf("LEAK %s\n", what);
  leaked = leaked || leak;
}

int main(int argc, char *argv[]) {
  const struct attack *tables[] = {paths, floods, ends};
  if (argc > 2) outside = argv[2];
  for (int table = 0; argc > 1 && table < 3; table++) {
    for (const struct attack *attack = tables[table]; attack->name; attack++) {
      if (strcmp(attack->name, argv[1])) continue;
      attack->run();
      if (!leaked) puts("hello");
      return leaked;
    }
  }
  fputs("usage: main ATTACK OUTSIDE\n", stderr);
  return 2;
}
