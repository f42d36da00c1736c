import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

const attacks = (column: number, placed: number[]): boolean =>
  placed.some((other, row) => column === other || Math.abs(column - other) === placed.length - row);

function* queens(n: number, placed: number[] = []): Generator<number[]> {
  if (placed.length === n) yield placed;
  else for (let column = 1; column <= n; column++) if (!attacks(column, placed)) yield* queens(n, [...placed, column]);
}

const sum = (d: number): number => (d === 0 ? 0 : d + sum(d - 1));

const female = (n: number): number => (n === 0 ? 1 : n - male(female(n - 1)));
const male = (n: number): number => (n === 0 ? 0 : n - female(male(n - 1)));

export const run = {
  run(): void {
    const [n, d] = getArguments().slice(1).map(Number) as [number, number];
    const all = [...queens(n)];
    print(`queens ${all.length} ${all[0]}`);
    print(`depth ${sum(d)}`);
    print(`mutual ${female(d % 64)} ${male(d % 64)}`);
  },
};
