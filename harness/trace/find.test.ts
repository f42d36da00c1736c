import { expect, test } from "vitest";
import { cellTerms } from "./find.ts";

test.each([
  ["files/all-steps", ["case=files/all-steps"]],
  ["files,c", ["workload=files", "language=c"]],
  ["files,c/zig-cc,wazero", ["workload=files", "toolchain=c/zig-cc", "runtime=wazero"]],
  ["files/all-steps,c/zig-cc.wasip1,wazero@1.12.0", ["case=files/all-steps", "route=c/zig-cc.wasip1", "release=wazero@1.12.0"]],
  ["files,,wazero@1.12.0/nil:host-x86_64", ["workload=files", "lane=wazero@1.12.0/nil:host-x86_64"]],
  ["files/all-steps,c/zig-cc.wasip1,wazero@1.12.0/nil:host-x86_64", ["files/all-steps,c/zig-cc.wasip1,wazero@1.12.0/nil:host-x86_64"]],
])("%s means the cells of %j", (said, terms) => {
  expect(cellTerms(said)).toEqual(terms);
});

test.each(["", ",c", "a,b,c,d"])("%j is no cell", (said) => {
  expect(() => cellTerms(said)).toThrow("not a cell");
});
