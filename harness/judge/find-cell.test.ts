import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCell } from "../model/ids.ts";
import { findCell, fittingCells } from "./find-cell.ts";
import { cell as cellText, failed, fold, row } from "./fold.fixture.ts";
import type { CellRecord } from "./fold.ts";

const lane = "wasmtime@49.0.3/nil:host-x86_64";
const cells = [
  `args/none,assemblyscript/asc.wasip1,${lane}`,
  `args/none,c/zig-cc.wasip1,${lane}`,
  `args/none,cpp/zig-cxx.wasip1,${lane}`,
  `args/none-at-all,c/zig-cc.wasip1,${lane}`,
  "c/args,rust/cargo.wasip2,wazero@1.0.0/kvm:qemu:tcg-x86_64",
].map((text) => ({ text, id: parseCell(text) }));
const [assemblyscript, c, cpp, other, rust] = cells;

test.each<[string, readonly (typeof assemblyscript)[]]>([
  [`args/none,c/zig-cc.wasip1,${lane}`, [c]],
  ["args/none,c", [c]],
  ["args/none,c,wasmtime", [c]],
  ["args/none,c,wazero", []],
  ["args/none,zig-cxx", [cpp]],
  ["args/none,c*,wasmtime@49*", [c, cpp]],
  ["none-at", []],
  ["none-at*", [other]],
  ["none,assembly", []],
  ["none,assemblyscript", [assemblyscript]],
  ["args,c,wasmtime@49.0.3", [c, other]],
  ["args,c", [c, other, rust]],
  ["c,rust/cargo,kvm", [rust]],
  ["49.0.3,cpp", [cpp]],
  ["args/nothing", []],
])("%s", (said, expected) => {
  expect(fittingCells(cells, said)).toEqual(expected);
});

test("part of a name never means a cell", () => {
  fc.assert(
    fc.property(fc.constantFrom("args", "none", "zig-cc", "wasmtime", "assemblyscript", "cargo"), fc.nat(), fc.nat(), (name, one, two) => {
      const part = name.slice(Math.min(one % name.length, two % name.length), Math.max(one % name.length, two % name.length));
      fc.pre(part !== "" && part !== "c");
      expect(fittingCells(cells, part)).toEqual([]);
    }),
  );
});

describe("findCell", () => {
  const [x, y] = [cellText("x"), cellText("y")];
  const { cells: records } = fold([x, y], [row(x), row(y, failed)]);

  test("gives the one cell that fits", () => {
    expect(findCell(records, "x,c").text).toBe(x);
  });

  test("lists several with their verdicts, ten at most", () => {
    const two = records.filter(({ text }) => text === x || text === y);
    const more = [`pass  ${x}`, `fail by exit  ${y}`];
    expect(() => findCell(two, "c")).toThrow(expect.objectContaining({ code: "cell/unknown", message: '"c" fits 2 cells', more }));
    const many = Array.from({ length: 12 }, () => two[0] as CellRecord);
    expect(() => findCell(many, "c")).toThrow(expect.objectContaining({ more: [...Array.from({ length: 10 }, () => `pass  ${x}`), "and 2 more"] }));
  });

  test("tells the form where none fits", () => {
    expect(() => findCell(records, "nothing")).toThrow(expect.objectContaining({ message: 'the run has no cell "nothing"', exitCode: 2, more: [] }));
  });
});
