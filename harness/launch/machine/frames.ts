/** A frame of the agent's protocol (agent/main.c): a letter and its payload. */
export interface Frame {
  readonly letter: string;
  readonly payload: Buffer;
}

const longest = 16 << 20;

/** The bytes of a frame. */
export const encodeFrame = (letter: string, ...parts: readonly (string | Uint8Array)[]): Buffer => {
  const payload = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.allocUnsafe(5);
  head.writeUInt32LE(payload.length + 1);
  head.write(letter, 4, "latin1");
  return Buffer.concat([head, payload]);
};

/** A number as the protocol has it: little-endian. */
export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

export const uint64 = (value: bigint): Buffer => {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};

/** Text up to its NUL, and what follows. Throws where there is none: a guest may send anything. */
export const takeText = (payload: Buffer, encoding: "utf8" | "latin1" = "utf8"): { text: string; rest: Buffer } => {
  const end = payload.indexOf(0);
  if (end < 0) throw new Error("a text without an end");
  return { text: payload.toString(encoding, 0, end), rest: payload.subarray(end + 1) };
};

/** Cuts a stream of bytes into frames. Throws for a length that the protocol does not have. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #have = 0;

  /** The frames that are complete with these bytes. */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    const frames: Frame[] = [];
    for (let need = this.#need(); this.#have >= need; need = this.#need()) {
      const all = this.#join();
      frames.push({ letter: String.fromCharCode(all[4] as number), payload: all.subarray(5, need) });
      this.#chunks = [all.subarray(need)];
      this.#have -= need;
    }
    return frames;
  }

  // How many bytes the next frame takes; joined only when it is whole, or a large one would be copied for each chunk.
  #need(): number {
    if (this.#have < 5) return 5;
    const first = this.#chunks[0] as Buffer;
    const length = (first.length >= 4 ? first : this.#join()).readUInt32LE();
    if (length === 0 || length > longest) throw new Error(`a frame of ${length} bytes`);
    return 4 + length;
  }

  #join(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] as Buffer;
  }
}
