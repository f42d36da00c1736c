import { print, readText } from "./stdio.js";

// UTF-16 units of a pair lie below U+E000: what is compared is code points.
function compare(left: string[], right: string[]): number {
  for (const [at, char] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (char !== other) return char.codePointAt(0)! - other.codePointAt(0)!;
  }
  return left.length - right.length;
}

const bytes = (char: string): number => {
  const point = char.codePointAt(0)!;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

export const run = {
  run(): void {
    const lines = readText().split("\n").slice(0, -1).map((line) => [...line]);
    const told = lines.map((line) => `${line.reduce((sum, char) => sum + bytes(char), 0)} ${line.length} ${line.toReversed().join("")}`);
    const sorted = lines.toSorted(compare).map((line) => line.join(""));
    for (const line of [...told, ...sorted]) print(line);
  },
};
