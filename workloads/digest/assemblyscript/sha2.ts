// SHA-256 and SHA-512 (FIPS 180-4). Their constants are the first bits of the fractions of square and cube roots of primes; those of
// SHA-256 are the upper halves of those of SHA-512.
const FIRST: StaticArray<u64> = [
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
  0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
];

const CONSTANTS: StaticArray<u64> = [
  0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
  0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
  0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
  0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
  0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
  0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
  0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
  0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
  0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
  0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
  0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
  0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
  0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
  0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
];

const BLOCK_256 = 64;
const BLOCK_512 = 128;

// @ts-ignore: a decorator
@inline
function isWide<W>(): bool {
  return sizeof<W>() == 8;
}

/** A sum with words of type W: u32 makes SHA-256, u64 SHA-512. */
export class Sha2<W> {
  private state: StaticArray<W> = new StaticArray<W>(8);
  private words: StaticArray<W> = new StaticArray<W>(80);
  private block: Uint8Array = new Uint8Array(sizeof<W>() == 8 ? BLOCK_512 : BLOCK_256);
  private size: u64 = 0;

  constructor() {
    for (let at = 0; at < 8; at++) this.state[at] = this.cut(FIRST[at]);
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) this.add(bytes[at]);
  }

  /** The digest; nothing can be added after it. */
  finish(): Uint8Array {
    const bits = this.size * 8;
    const length = this.block.length;
    this.add(0x80);
    // The length has two words, of which all but the last 64 bits are zero.
    const lengthSize = 2 * <i32>sizeof<W>();
    while (<i32>(this.size % length) != length - lengthSize) this.add(0);
    for (let at = 8; at < lengthSize; at++) this.add(0);
    for (let by = 56; by >= 0; by -= 8) this.add(<u8>(bits >> by));
    const digest = new Uint8Array(8 * sizeof<W>());
    for (let at = 0; at < digest.length; at++) {
      const shift = 8 * (sizeof<W>() - 1 - at % sizeof<W>());
      digest[at] = <u8>(<u64>this.state[at / sizeof<W>()] >> shift);
    }
    return digest;
  }

  private add(byte: u8): void {
    const length = this.block.length;
    this.block[<i32>(this.size++ % length)] = byte;
    if (this.size % length == 0) this.compress();
  }

  private cut(constant: u64): W {
    return isWide<W>() ? <W>constant : <W>(constant >> 32);
  }

  private compress(): void {
    const w = this.words;
    const rounds = isWide<W>() ? 80 : 64;
    for (let at = 0; at < 16; at++) {
      let word: W = 0;
      for (let k = 0; k < sizeof<W>(); k++) word = <W>((word << 8) | <W>this.block[at * sizeof<W>() + k]);
      w[at] = word;
    }
    for (let at = 16; at < rounds; at++) {
      const x = w[at - 15];
      const y = w[at - 2];
      const low: W = isWide<W>() ? rotr<W>(x, 1) ^ rotr<W>(x, 8) ^ (x >> 7) : rotr<W>(x, 7) ^ rotr<W>(x, 18) ^ (x >> 3);
      const high: W = isWide<W>() ? rotr<W>(y, 19) ^ rotr<W>(y, 61) ^ (y >> 6) : rotr<W>(y, 17) ^ rotr<W>(y, 19) ^ (y >> 10);
      w[at] = w[at - 16] + low + w[at - 7] + high;
    }
    const s = this.state;
    let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    for (let at = 0; at < rounds; at++) {
      const low: W = isWide<W>() ? rotr<W>(a, 28) ^ rotr<W>(a, 34) ^ rotr<W>(a, 39) : rotr<W>(a, 2) ^ rotr<W>(a, 13) ^ rotr<W>(a, 22);
      const high: W = isWide<W>() ? rotr<W>(e, 14) ^ rotr<W>(e, 18) ^ rotr<W>(e, 41) : rotr<W>(e, 6) ^ rotr<W>(e, 11) ^ rotr<W>(e, 25);
      const t: W = h + high + ((e & f) ^ (~e & g)) + this.cut(CONSTANTS[at]) + w[at];
      h = g;
      g = f;
      f = e;
      e = d + t;
      const majority: W = (a & b) ^ (a & c) ^ (b & c);
      d = c;
      c = b;
      b = a;
      a = t + low + majority;
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }
}
