import { getArguments } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

class StepError extends Error {}

function half(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new StepError(`${text} is no number`);
  const number = Number(text);
  if (number % 2 === 1) throw new StepError(`${number} is odd`);
  return number / 2;
}

function step(text: string): number {
  print(`open ${text}`);
  try {
    return half(text);
  } finally {
    print(`close ${text}`);
  }
}

export const run = {
  run(): void {
    for (const text of getArguments().slice(1)) {
      if (text === "uncaught") throw new Error("nothing catches this");
      try {
        print(`half ${step(text)}`);
      } catch (error) {
        if (!(error instanceof StepError)) throw error;
        print(`error: ${error.message}`);
      }
    }
    print("done");
  },
};
