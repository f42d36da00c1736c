import { print, readText } from "./stdio.js";

function compute(left: number, operator: string, right: number): number | undefined {
  switch (operator) {
    case "+":
      return (left + right) | 0;
    case "-":
      return (left - right) | 0;
    case "*":
      return Math.imul(left, right);
    case "/":
      return right === 0 ? undefined : (left / right) | 0;
    case "%":
      return right === 0 ? undefined : (left % right) | 0;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    case "<<":
      return left << right;
    case ">>":
      return left >> right;
    default:
      throw new Error(`no operator: ${operator}`);
  }
}

export const run = {
  run(): void {
    for (const line of readText().split("\n").slice(0, -1)) {
      const [left, operator, right] = line.split(" ") as [string, string, string];
      const result = compute(Number(left), operator, Number(right));
      print(result === undefined ? "undefined" : `${result} ${(result >>> 0).toString(16).padStart(8, "0")}`);
    }
  },
};
