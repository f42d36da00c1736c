import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

const DIGEST = 32;
const CHUNK = 64;
const BLOCK = 65536;

const INITIAL = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

const CONSTANTS = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

const words = new Int32Array(64);

function rotate(word, by) {
  return (word >>> by) | (word << (32 - by));
}

function compress(state, view, at) {
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    words[i] = words[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + words[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[i] + words[i]) | 0;
    const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
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

/** The digest of a message of whole chunks and less than 56 bytes more: the padding takes one chunk. */
function digest(message) {
  const state = new Int32Array(INITIAL);
  const view = new DataView(message.buffer);
  let at = 0;
  for (; message.length - at >= CHUNK; at += CHUNK) compress(state, view, at);
  const last = new Uint8Array(CHUNK);
  last.set(message.subarray(at));
  last[message.length - at] = 0x80;
  const end = new DataView(last.buffer);
  end.setBigUint64(CHUNK - 8, BigInt(message.length) * 8n);
  compress(state, end, 0);
  const out = new Uint8Array(DIGEST);
  const words = new DataView(out.buffer);
  state.forEach((word, i) => words.setInt32(4 * i, word));
  return out;
}

export const run = {
  run() {
    const message = new Uint8Array(DIGEST + BLOCK);
    for (let i = 0; i < BLOCK; i++) message[DIGEST + i] = i % 251;
    for (let left = Number(getArguments()[1]); left > 0; left--) message.set(digest(message));
    print(Array.from(message.subarray(0, DIGEST), (byte) => byte.toString(16).padStart(2, "0")).join(""));
  },
};
