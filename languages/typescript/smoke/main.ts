import { print } from "./stdio";

export const run = {
  run(): void {
    print("hello from TypeScript");
  },
};
