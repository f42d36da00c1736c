import { chunks, write } from "./stdio.js";

export const run = {
  run(): void {
    for (const chunk of chunks()) write(chunk);
  },
};
