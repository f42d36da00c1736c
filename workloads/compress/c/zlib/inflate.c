#include <zlib-sync/deps/zlib/inflate.c>
