import { expect, test } from "vitest";
import { nameWords } from "./name-words.ts";

const ids = { workload: ["args", "chat"], language: ["c", "chat"], runtime: ["wasmtime"], keep: ["nil"] };

test("a bare word that is an id gets its kind; all other terms stay", () => {
  expect(nameWords(["args", "c", "wasmtime", "nil"], ids)).toEqual(["workload=args", "language=c", "runtime=wasmtime", "keep=nil"]);
  const others = ["arg", "args*", "args/none", "language=args", "args/none,c,wasmtime", "wasip1"];
  expect(nameWords(others, ids)).toEqual(others);
});

test("an id of two kinds is an error that tells both", () => {
  expect(() => nameWords(["chat"], ids)).toThrow(
    expect.objectContaining({ code: "filter/ambiguous", hint: "write workload=chat or language=chat", exitCode: 2 }),
  );
});
