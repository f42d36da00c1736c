#include "operations.h"

int main(int argc, char **argv) { return perform({argv + 1, static_cast<std::size_t>(argc - 1)}); }
