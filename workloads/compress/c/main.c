// gzip by zlib, whose sources come with the package zlib-sync.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib-sync/deps/zlib/zlib.h>

enum { GZIP = 16, CHUNK = 65536 };

struct bytes {
  unsigned char *data;
  size_t size, room;
};

static void reserve(struct bytes *bytes, size_t more) {
  if (bytes->room - bytes->size >= more) return;
  bytes->room = bytes->room * 2 > bytes->size + more ? bytes->room * 2 : bytes->size + more;
  bytes->data = realloc(bytes->data, bytes->room);
  if (!bytes->data) abort();
}

static struct bytes read_all(FILE *file) {
  struct bytes all = {0};
  size_t size;
  do {
    reserve(&all, CHUNK);
    size = fread(all.data + all.size, 1, CHUNK, file);
    all.size += size;
  } while (size > 0);
  return all;
}

// All members, one after the other.
static bool unpack(struct bytes packed, struct bytes *plain) {
  z_stream stream = {.next_in = packed.data, .avail_in = (uInt)packed.size};
  if (inflateInit2(&stream, MAX_WBITS + GZIP) != Z_OK) return false;
  int status;
  do {
    reserve(plain, CHUNK);
    stream.next_out = plain->data + plain->size;
    stream.avail_out = CHUNK;
    status = inflate(&stream, Z_NO_FLUSH);
    plain->size = (size_t)(stream.next_out - plain->data);
    if (status == Z_STREAM_END && stream.avail_in > 0) status = inflateReset(&stream);
  } while (status == Z_OK);
  inflateEnd(&stream);
  return status == Z_STREAM_END;
}

static bool pack(struct bytes plain, struct bytes *packed) {
  z_stream stream = {.next_in = plain.data, .avail_in = (uInt)plain.size};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  uLong bound = deflateBound(&stream, plain.size);
  reserve(packed, bound);
  stream.next_out = packed->data;
  stream.avail_out = (uInt)bound;
  int status = deflate(&stream, Z_FINISH);
  packed->size = stream.total_out;
  deflateEnd(&stream);
  return status == Z_STREAM_END;
}

int main(int argc, char **argv) {
  const char *how = argc == 2 ? argv[1] : "";
  struct bytes input = read_all(stdin), packed = {0}, plain = {0};
  if (strcmp(how, "unpack") == 0) {
    if (!unpack(input, &plain)) return fputs("not a whole gzip file\n", stderr), 1;
    return fwrite(plain.data, 1, plain.size, stdout) == plain.size && fflush(stdout) == 0 ? 0 : 1;
  }
  if (strcmp(how, "round-trip") != 0) return fputs("usage: main unpack | round-trip\n", stderr), 1;
  bool same = pack(input, &packed) && unpack(packed, &plain) && plain.size == input.size &&
              memcmp(plain.data, input.data, input.size) == 0;
  if (!same) return fputs("the round trip differs\n", stderr), 1;
  const char *size = packed.size * 2 < input.size ? "less than half" : "not less than half";
  printf("%zu bytes, crc32 %08lx, %s\n", input.size, crc32(0, input.data, (uInt)input.size), size);
}
