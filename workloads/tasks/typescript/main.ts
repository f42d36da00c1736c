import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

function* multiples(of: number, count: number): Generator<string> {
  for (let i = 1; i <= count; i++) yield `${of}:${of * i}`;
}

function* byTurns<T>(tasks: Iterator<T>[]): Generator<T> {
  for (let left = tasks; left.length > 0; ) {
    const going = [];
    for (const task of left) {
      const { value, done } = task.next();
      if (done) continue;
      yield value;
      going.push(task);
    }
    left = going;
  }
}

function* wholeNumbers(from: number): Generator<number> {
  for (let number = from; ; number++) yield number;
}

function* without(divisor: number, numbers: Iterable<number>): Generator<number> {
  for (const number of numbers) if (number % divisor !== 0) yield number;
}

function* primes(): Generator<number> {
  for (let left = wholeNumbers(2); ; ) {
    const prime = left.next().value as number;
    yield prime;
    left = without(prime, left);
  }
}

export const run = {
  run(): void {
    const [n, p] = getArguments().slice(1).map(Number) as [number, number];
    const tasks = Array.from({ length: n }, (_, i) => multiples(i + 1, n - i));
    print(`turns ${[...byTurns(tasks)].join(" ")}`);

    const found: number[] = [];
    for (const prime of primes()) {
      found.push(prime);
      if (found.length === p) break;
    }
    print(`primes ${found.join(" ")}`);
  },
};
