"""ChaCha20 (RFC 8439)."""

import struct

MASK = 0xFFFF_FFFF
CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")
COLUMNS = (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)
DIAGONALS = (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)


def quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for left, right, other, bits in (
        (a, b, d, 16),
        (c, d, b, 12),
        (a, b, d, 8),
        (c, d, b, 7),
    ):
        state[left] = (state[left] + state[right]) & MASK
        mixed = state[other] ^ state[left]
        state[other] = (mixed << bits | mixed >> (32 - bits)) & MASK


def block(key: tuple[int, ...], counter: int, nonce: tuple[int, ...]) -> bytes:
    begin = [*CONSTANTS, *key, counter, *nonce]
    state = begin.copy()
    for _ in range(10):
        for lines in COLUMNS + DIAGONALS:
            quarter(state, *lines)
    words = ((one + other) & MASK for one, other in zip(state, begin))
    return struct.pack("<16I", *words)


def encrypt(data: bytes, key: bytes, nonce: bytes, counter: int) -> bytes:
    words, nonces = struct.unpack("<8I", key), struct.unpack("<3I", nonce)
    blocks = range(counter, counter + (len(data) + 63) // 64)
    stream = b"".join(block(words, number & MASK, nonces) for number in blocks)
    whole = int.from_bytes(data) ^ int.from_bytes(stream[: len(data)])
    return whole.to_bytes(len(data))
