#include <zlib-sync/deps/zlib/zutil.c>
