import { chunks, write } from "./stdio.js";

export const run = {
  run() {
    for (const chunk of chunks()) write(chunk);
  },
};
