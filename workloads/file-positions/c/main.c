#include "operations.h"

int main(int argc, char **argv) { return perform(argc - 1, argv + 1); }
