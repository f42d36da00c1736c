#include <zlib-sync/deps/zlib/trees.c>
