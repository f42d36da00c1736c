const DIGEST = 32;
const CHUNK = 64;
const BLOCK = 65536;

const INITIAL: StaticArray<u32> = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

const CONSTANTS: StaticArray<u32> = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

const words = new StaticArray<u32>(64);

function compress(state: StaticArray<u32>, bytes: StaticArray<u8>, at: i32): void {
  for (let i = 0; i < 16; i++) words[i] = bswap(load<u32>(changetype<usize>(bytes) + at + 4 * i));
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    words[i] = words[i - 16] + (rotr(a, 7) ^ rotr(a, 18) ^ (a >> 3)) + words[i - 7] + (rotr(b, 17) ^ rotr(b, 19) ^ (b >> 10));
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const one = h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[i] + words[i];
    const two = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + one;
    d = c;
    c = b;
    b = a;
    a = one + two;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** The digest of a message of whole chunks and less than 56 bytes more, written over its start: the padding takes one chunk. */
function digest(message: StaticArray<u8>): void {
  const state = new StaticArray<u32>(8);
  for (let i = 0; i < 8; i++) state[i] = INITIAL[i];
  let at = 0;
  for (; message.length - at >= CHUNK; at += CHUNK) compress(state, message, at);
  const last = new StaticArray<u8>(CHUNK);
  for (let i = at; i < message.length; i++) last[i - at] = message[i];
  last[message.length - at] = 0x80;
  store<u64>(changetype<usize>(last) + CHUNK - 8, bswap(<u64>message.length * 8));
  compress(state, last, 0);
  for (let i = 0; i < 8; i++) store<u32>(changetype<usize>(message) + 4 * i, bswap(state[i]));
}

const times = I32.parseInt(process.argv[1]);
const message = new StaticArray<u8>(DIGEST + BLOCK);
for (let i = 0; i < BLOCK; i++) message[DIGEST + i] = <u8>(i % 251);
for (let i = 0; i < times; i++) digest(message);
let text = "";
for (let i = 0; i < DIGEST; i++) text += (<u32>message[i]).toString(16).padStart(2, "0");
console.log(text);
