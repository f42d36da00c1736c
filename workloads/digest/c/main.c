#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sha2.h"

static uint8_t chunk[64 * 1024];

// Hashes standard input; 0, or -1 where it cannot be read.
#define HASH(name, length)                                                                                             \
  static int print_##name(void) {                                                                                      \
    name sum;                                                                                                          \
    uint8_t digest[length];                                                                                            \
    size_t count;                                                                                                      \
    name##_init(&sum);                                                                                                 \
    while ((count = fread(chunk, 1, sizeof chunk, stdin)) > 0) name##_update(&sum, chunk, count);                      \
    if (ferror(stdin)) return -1;                                                                                      \
    name##_final(&sum, digest);                                                                                        \
    for (int i = 0; i < length; i++) printf("%02x", digest[i]);                                                        \
    putchar('\n');                                                                                                     \
    return 0;                                                                                                          \
  }

HASH(sha256, 32)
HASH(sha512, 64)

static uint32_t rotate(uint32_t x, int by) { return x << by | x >> (32 - by); }

static void quarter_round(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d) {
  *a += *b, *d = rotate(*d ^ *a, 16);
  *c += *d, *b = rotate(*b ^ *c, 12);
  *a += *b, *d = rotate(*d ^ *a, 8);
  *c += *d, *b = rotate(*b ^ *c, 7);
}

// One block of ChaCha20's key stream (RFC 8439, 2.3).
static void key_stream(const uint32_t state[16], uint8_t block[64]) {
  uint32_t x[16];
  memcpy(x, state, sizeof x);
  for (int i = 0; i < 10; i++) {
    for (int k = 0; k < 4; k++) quarter_round(x + k, x + 4 + k, x + 8 + k, x + 12 + k);
    for (int k = 0; k < 4; k++) quarter_round(x + k, x + 4 + (k + 1) % 4, x + 8 + (k + 2) % 4, x + 12 + (k + 3) % 4);
  }
  for (int i = 0; i < 64; i++) block[i] = (uint8_t)((x[i / 4] + state[i / 4]) >> 8 * (i % 4));
}

static int encrypt(const uint8_t key[32], const uint8_t nonce[12], uint32_t counter) {
  uint32_t state[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, [12] = counter};
  for (int i = 0; i < 32; i++) state[4 + i / 4] |= (uint32_t)key[i] << 8 * (i % 4);
  for (int i = 0; i < 12; i++) state[13 + i / 4] |= (uint32_t)nonce[i] << 8 * (i % 4);
  uint8_t bytes[64], block[64];
  size_t count;
  while ((count = fread(bytes, 1, sizeof bytes, stdin)) > 0) {
    key_stream(state, block);
    state[12]++;
    for (size_t i = 0; i < count; i++) bytes[i] ^= block[i];
    if (fwrite(bytes, 1, count, stdout) != count) return -1;
  }
  return ferror(stdin) ? -1 : 0;
}

static int from_hex(const char *text, uint8_t *bytes, size_t length) {
  if (strlen(text) != 2 * length) return -1;
  for (size_t i = 0; i < length; i++) {
    char digits[3] = {text[2 * i], text[2 * i + 1], '\0'};
    if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1])) return -1;
    bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
  }
  return 0;
}

static int from_decimal(const char *text, uint32_t *number) {
  char *end;
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  if (errno || !isdigit((unsigned char)*text) || *end || value > UINT32_MAX) return -1;
  *number = (uint32_t)value;
  return 0;
}

static int run(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "sha256") == 0) return print_sha256();
  if (argc == 2 && strcmp(argv[1], "sha512") == 0) return print_sha512();
  if (argc != 5 || strcmp(argv[1], "chacha20") != 0) return -1;
  uint8_t key[32], nonce[12];
  uint32_t counter;
  if (from_hex(argv[2], key, sizeof key) || from_hex(argv[3], nonce, sizeof nonce) || from_decimal(argv[4], &counter))
    return -1;
  return encrypt(key, nonce, counter);
}

int main(int argc, char **argv) {
  if (run(argc, argv) == 0 && fflush(stdout) == 0) return 0;
  fputs("usage: main sha256 | sha512 | chacha20 KEY NONCE COUNTER\n", stderr);
  return 1;
}
