import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

function counter(step: number): () => number {
  let count = 0;
  return () => (count += step);
}

const compose =
  <T>(functions: ((value: T) => T)[]) =>
  (value: T): T =>
    functions.reduce((result, apply) => apply(result), value);

function transform<T, U>(list: readonly T[], apply: (element: T) => U): U[] {
  const results: U[] = [];
  for (const element of list) results.push(apply(element));
  return results;
}

export const run = {
  run(): void {
    const n = Number(getArguments()[1]);
    const upTo = Array.from({ length: n }, (_, i) => i + 1);

    const counters = upTo.map(counter);
    let sum = 0;
    for (let round = 0; round < 3; round++) sum = counters.reduce((total, count) => total + count(), 0);
    print(`counters ${sum}`);

    print(`composed ${compose(upTo.map((i) => (x: number) => (31 * x + i) % 1000003))(1)}`);

    const products = transform(upTo, (i) => i * n);
    print(`numbers ${products.join(" ")}`);
    print(`texts ${transform(products, (product) => `${product}-${product}`).join(" ")}`);
  },
};
