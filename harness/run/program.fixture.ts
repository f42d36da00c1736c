import type { Program } from "../model/contract.ts";

/** A program that is given nothing, and whose streams are free. */
export const plain: Program = {
  args: [],
  env: {},
  stdin: { text: "" },
  directories: [],
  sockets: [],
  exit: 0,
  stdout: { match: "free" },
  stderr: { match: "free" },
  files: {},
};
