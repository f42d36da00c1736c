import { getArguments } from "wasi:cli/environment@0.2.12";
import { print, readText, warn } from "./stdio.js";

const LARGEST = 100_000;

function fibonacci(index: number): bigint {
  let [current, next] = [0n, 1n];
  for (let step = 0; step < index; step++) [current, next] = [next, current + next];
  return current;
}

export const run = {
  run(): void {
    const text = (getArguments()[1] ?? readText()).trim();
    if (!/^[0-9]+$/.test(text) || Number(text) > LARGEST) {
      warn(`fibonacci: not a whole number from 0 to ${LARGEST}`);
      throw undefined; // the error of run's result: exit status 1
    }
    print(fibonacci(Number(text)));
  },
};
