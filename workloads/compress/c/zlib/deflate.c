#include <zlib-sync/deps/zlib/deflate.c>
