import { print } from "./stdio.js";

export const run = {
  run(): void {
    print("hello from TypeScript");
  },
};
