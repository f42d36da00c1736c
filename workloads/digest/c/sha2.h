// SHA-256 and SHA-512 (FIPS 180-4).
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t state[8];
  uint64_t size;
  uint8_t block[64];
} sha256;

typedef struct {
  uint64_t state[8];
  uint64_t size;
  uint8_t block[128];
} sha512;

void sha256_init(sha256 *);
void sha256_update(sha256 *, const uint8_t *, size_t);
void sha256_final(sha256 *, uint8_t digest[32]);

void sha512_init(sha512 *);
void sha512_update(sha512 *, const uint8_t *, size_t);
void sha512_final(sha512 *, uint8_t digest[64]);
