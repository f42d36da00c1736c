import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

let next = 42;

function fill(n) {
  return new Float64Array(n * n).map(() => {
    next = (Math.imul(next, 1664525) + 1013904223) >>> 0;
    return next >>> 24;
  });
}

function multiply(n, a, b) {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const to = c.subarray(i * n, i * n + n);
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      const row = b.subarray(k * n, k * n + n);
      for (let j = 0; j < n; j++) to[j] += factor * row[j];
    }
  }
  return c;
}

export const run = {
  run() {
    const n = Number(getArguments()[1]);
    const a = fill(n);
    const b = fill(n);
    const c = multiply(n, a, b);
    const sum = c.reduce((all, value, at) => all + (1 + ((Math.floor(at / n) + 2 * (at % n)) % 7)) * value, 0);
    print(`${c[0]} ${c[n * n - 1]} ${sum}`);
  },
};
