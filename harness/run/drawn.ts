import type { BitFact, DrawnFact } from "../model/generated/journal.ts";

/** How long a block is that may not come again, in bytes; harness/judge/drawn.ts counts on it. */
const block = 16;

// Blocks that begin at a multiple of 16, by a hash of their content, each held against what begins at any byte after it.
const findRepeats = (bytes: Buffer): Pick<DrawnFact, "repeats" | "repeatAt"> => {
  const slots = 2 ** Math.ceil(Math.log2(bytes.length / 4 + 1));
  const first = new Int32Array(slots).fill(-1);
  const next = new Int32Array(Math.ceil(bytes.length / block)).fill(-1);
  let repeats = 0;
  let repeatAt: number | undefined;
  for (let at = 0; at + block <= bytes.length; at++) {
    let hash = 0;
    for (let word = 0; word < block; word += 4) hash = Math.imul(hash ^ bytes.readInt32LE(at + word), 0x9e3779b1) ^ (hash >>> 15);
    const slot = (hash ^ (hash >>> 16)) & (slots - 1);
    let own = first[slot] as number;
    while (own >= 0 && bytes.compare(bytes, at, at + block, own * block, (own + 1) * block) !== 0) own = next[own] as number;
    if (own >= 0) {
      repeats++;
      repeatAt ??= at;
    } else if (at % block === 0) {
      next[at / block] = first[slot] as number;
      first[slot] = at / block;
    }
  }
  return repeatAt === undefined ? { repeats } : { repeats, repeatAt };
};

const longestRun = (bytes: Buffer): number => {
  let [longest, length] = [1, 1];
  for (let at = 1; at < bytes.length; at++) {
    length = bytes[at] === bytes[at - 1] ? length + 1 : 1;
    if (length > longest) longest = length;
  }
  return longest;
};

// The lowest bit of a byte is its first.
const countChanges = (bytes: Buffer): number => {
  let changes = 0;
  for (let at = 0; at < bytes.length; at++) {
    const own = bytes[at] as number;
    for (let differ = (own ^ (own >> 1)) & 0x7f; differ > 0; differ &= differ - 1) changes++;
    if (at + 1 < bytes.length && own >> 7 !== ((bytes[at + 1] as number) & 1)) changes++;
  }
  return changes;
};

const divergenceOf = (bytes: Buffer): number => {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1;
  const sum = counts.reduce((all, count) => (count === 0 ? all : all + count * Math.log((count * 256) / bytes.length)), 0);
  return Math.max(0, sum);
};

// A draw has `size` bytes; each of their bits is counted over all draws.
const extremeBits = (bytes: Buffer, size: number): Pick<DrawnFact, "fewest" | "most"> => {
  const counts = new Uint32Array(size * 8);
  for (let at = 0; at < bytes.length; at++) {
    const [own, from] = [bytes[at] as number, (at % size) * 8];
    for (let bit = 0; bit < 8; bit++) counts[from + bit] = (counts[from + bit] as number) + ((own >> bit) & 1);
  }
  let [fewest, most] = [0, 0];
  counts.forEach((count, index) => {
    if (count < (counts[fewest] as number)) fewest = index;
    if (count > (counts[most] as number)) most = index;
  });
  const fact = (index: number): BitFact => ({ byte: Math.floor(index / 8), bit: index % 8, set: counts[index] as number });
  return { fewest: fact(fewest), most: fact(most) };
};

/** Figures of random bytes, drawn `size` at a time; docs/random.md says why these. */
export const drawnFact = (bytes: Buffer, size: number): DrawnFact => ({
  ...findRepeats(bytes),
  longest: longestRun(bytes),
  changes: countChanges(bytes),
  divergence: divergenceOf(bytes),
  ...extremeBits(bytes, size),
});
