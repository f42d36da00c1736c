import { chunks, write } from "./stdio";

export const run = {
  run(): void {
    for (const chunk of chunks()) write(chunk);
  },
};
