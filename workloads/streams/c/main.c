#include "calls.h"

int main(int argc, char **argv) {
  return perform_all(argc, argv, (const struct operation *const[]){descriptors, paths, folders, 0});
}
