import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fault } from "../model/fault.ts";
import { parseCell } from "../model/ids.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { pickCells, sampleOf, splitWords } from "./choose.ts";

const fault = (id: string, on: string, way: string): Fault => ({ id, on, way, about: "it is wrong" });
const faults = [
  fault("input-stream-read-zeros", "wasi:io/streams#[method]input-stream.read", "wrong-value"),
  fault("fd-read-half", "fd_read", "short-told-full"),
  fault("fd-readdir-last", "fd_readdir", "dropped-item"),
  fault("fd-read-stuck", "fd_read", "stuck"),
];
const idsOf = (words: readonly string[]): string[] => splitWords(faults, words).faults.map(({ id }) => id);

describe("words", () => {
  test.each<[string, string[]]>([
    ["fd-read-half", ["fd-read-half"]],
    ["fd_read", ["fd-read-half", "fd-read-stuck"]],
    ["fd-read", ["fd-read-half", "fd-read-stuck"]],
    ["dropped-item", ["fd-readdir-last"]],
    ["wasi:io", ["input-stream-read-zeros"]],
    ["wasi:io/streams#[method]input-stream.read", ["input-stream-read-zeros"]],
  ])("%s names faults", (word, ids) => {
    expect(splitWords(faults, [word, "language=c"])).toEqual({ faults: faults.filter(({ id }) => ids.includes(id)), terms: ["language=c"] });
  });

  test("several words name the faults of each, and none names all", () => {
    expect(idsOf(["stuck", "dropped-item"])).toEqual(["fd-readdir-last", "fd-read-stuck"]);
    expect([idsOf([]), idsOf(["language=c"])]).toEqual([faults.map(({ id }) => id), faults.map(({ id }) => id)]);
  });
});

test("a sample has so many different faults, the same on one day", () => {
  const many = Array.from({ length: 30 }, (_, index) => fault(`f-${index}`, "f", "no-op"));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.date({ noInvalidDate: true }), (count, date) => {
      const day = date.toISOString().slice(0, 10);
      const sample = sampleOf(many, count, day);
      expect(new Set(sample.map(({ id }) => id)).size).toBe(Math.min(count, many.length));
      expect(sampleOf(many, count, day)).toEqual(sample);
    }),
  );
  const days = Array.from({ length: 20 }, (_, index) => sampleOf(many, 5, `2026-11-${10 + index}`));
  expect(new Set(days.flat().map(({ id }) => id)).size).toBeGreaterThan(20);
  expect(sampleOf(many, undefined, "2026-11-29")).toBe(many);
});

const cell = (text: string, kind: "probe" | "application" | "trust" = "probe"): PlannedCell =>
  ({ text, id: parseCell(`${text},faulty@1/nil:host-x86_64`), workload: { manifest: { kind } } }) as unknown as PlannedCell;

test("of each case the routes nearest to WASI are taken: two of a probe, one of an application, none of a trust case", () => {
  const picked = pickCells(
    [
      cell("a/x,javascript/quickjs.wasip2"),
      cell("a/x,rust/cargo.wasip1"),
      cell("a/x,go/go.wasip1"),
      cell("a/x,c/zig-cc.wasip1"),
      cell("a/y,go/go.wasip1"),
      cell("b/x,go/go.wasip1", "application"),
      cell("b/x,wat/wabt.wasip1", "application"),
      cell("must-trap/trap,c/zig-cc.wasip1", "trust"),
    ],
    ["wat", "c", "rust", "zig", "cpp", "assemblyscript", "go"],
  ).map(({ text }) => text);
  expect(picked.toSorted()).toEqual(
    ["a/x,c/zig-cc.wasip1", "a/x,javascript/quickjs.wasip2", "a/x,rust/cargo.wasip1", "a/y,go/go.wasip1", "b/x,wat/wabt.wasip1"].toSorted(),
  );
});
