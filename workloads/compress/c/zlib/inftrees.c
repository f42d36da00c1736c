#include <zlib-sync/deps/zlib/inftrees.c>
