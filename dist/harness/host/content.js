import { readFileSync } from "node:fs";
import { join } from "node:path";
// Mulberry32, a public-domain generator by Tommy Ettinger: small, and the same on every machine.
const randomBytes = (count, seed) => {
    const bytes = Buffer.allocUnsafe(count + 4);
    let state = seed >>> 0;
    for (let at = 0; at < count; at += 4) {
        state = (state + 0x6d2b79f5) >>> 0;
        let word = Math.imul(state ^ (state >>> 15), state | 1);
        word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
        bytes.writeUInt32LE((word ^ (word >>> 14)) >>> 0, at);
    }
    return bytes.subarray(0, count);
};
/** The bytes that a contract's content stands for; `folder` is the workload's. */
export const contentBytes = (content, folder) => {
    if ("text" in content)
        return Buffer.from(content.text, "utf8");
    if ("hex" in content)
        return Buffer.from(content.hex, "hex");
    if ("file" in content)
        return readFileSync(join(folder, content.file));
    return randomBytes(content.random, content.seed ?? 0);
};
