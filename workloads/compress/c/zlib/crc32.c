#include <zlib-sync/deps/zlib/crc32.c>
