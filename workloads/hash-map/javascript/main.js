import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

export const run = {
  run() {
    const n = Number(getArguments()[1]);
    const counts = new Map();
    let next = 42;
    for (let i = 0; i < n; i++) {
      next = (Math.imul(next, 1664525) + 1013904223) >>> 0;
      const key = (next >>> 8) % n;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const keys = counts.size;
    for (const [key, count] of counts) if (count % 2 === 1) counts.delete(key);
    let sum = 0;
    for (let key = 0; key < n; key++) sum = (sum + Math.imul(key + 1, counts.get(key) ?? 0)) >>> 0;
    print(`${keys} ${counts.size} ${sum}`);
  },
};
