#include <zlib-sync/deps/zlib/inffast.c>
