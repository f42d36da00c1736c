#include <zlib-sync/deps/zlib/adler32.c>
