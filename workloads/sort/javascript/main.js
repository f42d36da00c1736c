import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

export const run = {
  run() {
    const numbers = new Uint32Array(Number(getArguments()[1]));
    let next = 42;
    for (let i = 0; i < numbers.length; i++) {
      next = (Math.imul(next, 1664525) + 1013904223) >>> 0;
      numbers[i] = next;
    }
    numbers.sort();
    let sum = 0;
    for (let i = 0; i < numbers.length; i++) sum = (sum + Math.imul(i + 1, numbers[i])) >>> 0;
    print(`${numbers[0]} ${numbers[numbers.length - 1]} ${sum}`);
  },
};
