import { expect, test } from "vitest";
import { fittingCells } from "./find-cell.ts";

const lane = "wasmtime@49.0.3/nil:host-x86_64";
const cells = [
  `args/none,assemblyscript/asc.wasip1,${lane}`,
  `args/none,c/zig-cc.wasip1,${lane}`,
  `args/none,cpp/zig-cxx.wasip1,${lane}`,
  `args/none-at-all,c/zig-cc.wasip1,${lane}`,
].map((text) => ({ text }));
const [assemblyscript, c, cpp, other] = cells;

test.each<[string, readonly (typeof assemblyscript)[]]>([
  [`args/none,c/zig-cc.wasip1,${lane}`, [c]],
  ["args/none,c", [c]],
  ["args/none,c,wasmtime", [c]],
  ["args/none,zig-cxx", [cpp]],
  ["none-at", [other]],
  ["none,assembly", [assemblyscript]],
  ["args,c", [c, other]],
  ["args/nothing", []],
])("%s", (said, expected) => {
  expect(fittingCells(cells, said)).toEqual(expected);
});
