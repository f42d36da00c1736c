import { print } from "./stdio.js";

export const run = {
  run() {
    print("hello from JavaScript");
  },
};
