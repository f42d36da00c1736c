/** ChaCha20 (RFC 8439): a block of the key stream after the other, from `counter` on. */
export class ChaCha20 {
  private state: StaticArray<u32> = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  private mixed: StaticArray<u32> = new StaticArray<u32>(16);
  private used: i32 = 64;

  constructor(key: Uint8Array, nonce: Uint8Array, counter: u32) {
    for (let at = 0; at < 32; at++) this.state[4 + at / 4] |= <u32>key[at] << (8 * (at % 4));
    for (let at = 0; at < 12; at++) this.state[13 + at / 4] |= <u32>nonce[at] << (8 * (at % 4));
    this.state[12] = counter;
  }

  /** Encrypts or decrypts bytes where they are. */
  apply(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) {
      if (this.used == 64) this.nextBlock();
      bytes[at] ^= <u8>(this.mixed[this.used / 4] >> (8 * (this.used % 4)));
      this.used++;
    }
  }

  private nextBlock(): void {
    const x = this.mixed;
    for (let at = 0; at < 16; at++) x[at] = this.state[at];
    for (let round = 0; round < 10; round++) {
      for (let k = 0; k < 4; k++) this.quarterRound(k, 4 + k, 8 + k, 12 + k);
      for (let k = 0; k < 4; k++) this.quarterRound(k, 4 + ((k + 1) % 4), 8 + ((k + 2) % 4), 12 + ((k + 3) % 4));
    }
    for (let at = 0; at < 16; at++) x[at] += this.state[at];
    this.state[12]++;
    this.used = 0;
  }

  private quarterRound(a: i32, b: i32, c: i32, d: i32): void {
    const x = this.mixed;
    x[a] += x[b];
    x[d] = rotl<u32>(x[d] ^ x[a], 16);
    x[c] += x[d];
    x[b] = rotl<u32>(x[b] ^ x[c], 12);
    x[a] += x[b];
    x[d] = rotl<u32>(x[d] ^ x[a], 8);
    x[c] += x[d];
    x[b] = rotl<u32>(x[b] ^ x[c], 7);
  }
}
