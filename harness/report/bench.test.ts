import { describe, expect, test } from "vitest";
import type { BenchReport, MeasuredCell, ReleaseComparison, TimeChange } from "../model/speed.ts";
import { benchLines, sizeLines } from "./bench.ts";
import { styleOf } from "./style.ts";

const style = styleOf(true);
const figure = { median: 12.345, low: 12, high: 13, rounds: 5 };
const cell = (lane: string, rest: Partial<MeasuredCell> = {}): MeasuredCell => ({
  cell: `sort/large,c/zig-cc.wasip1,${lane}/nil:host-x86_64`,
  ...{ group: "sort/large", native: false, cache: "warm", cpuMs: { total: figure }, wallMs: {}, guestMs: undefined, peakKib: undefined },
  ...{ size: undefined, fuel: undefined, leastBytes: undefined, codeBytes: undefined, failed: undefined },
  ...rest,
});
const report = (cells: readonly MeasuredCell[], more: Partial<BenchReport> = {}): BenchReport => ({
  ...{ run: "r", machine: { id: "m", cpu: "CPU", cores: 2 }, cache: "warm", policy: 0.02, load: { before: [0.1, 0, 0], after: undefined } },
  busy: { before: undefined, after: undefined },
  ...{ drift: 0.01, complete: true, lanes: [], comparisons: [], steps: [], reference: "C", overheads: [] },
  cells,
  ...more,
});

describe("a report of benchmarks", () => {
  test("has a table for each figure, subjects down and lanes across, numbers to the right", () => {
    const lines = benchLines(
      report([cell("w@1.0.0"), cell("longer-name@2.0.0", { cpuMs: {} }), cell("x@1.0.0", { cpuMs: { total: { ...figure, median: 1234 } } })]),
      [],
      style,
    );
    const at = lines.indexOf("CPU time of the whole process, ms");
    expect(lines.slice(at, at + 3)).toEqual([
      "CPU time of the whole process, ms",
      "                                w@1.0.0     x@1.0.0",
      "sort/large  c/zig-cc.wasip1  12.3 ±0.50  1234 ±0.50",
    ]);
    expect(lines.join("\n")).not.toContain("size of the program");
  });

  test("says where its figures mean little", () => {
    const text = benchLines(report([cell("w@1.0.0")], { load: { before: [2, 0, 0], after: undefined }, drift: 0.2, complete: false }), [], style).join("\n");
    for (const part of ["the machine was busy", "own speed changed", "did not come to its end"]) expect(text).toContain(part);
    expect(benchLines(report([cell("w@1.0.0")]), [], style).join("\n")).not.toContain("trust ratios");
  });

  test("says what was not measured, and what changed", () => {
    const change: TimeChange = { subject: "sort", is: "slower", cell: "c", detail: "CPU time +12 %", again: ["./gatehouse", "bench"] };
    const text = benchLines(report([cell("w@1.0.0", { failed: "total: exit 3\nmore" })]), [change], style).join("\n");
    expect(text).toContain("slower  sort  CPU time +12 %\n        ./gatehouse bench");
    expect(text).toContain("not measured\nsort/large,c/zig-cc.wasip1,w@1.0.0/nil:host-x86_64  total: exit 3");
  });

  test("says which release of a series changed something, and how many did not", () => {
    const [subject, before, after] = ["sort/large,c/zig-cc.wasip1", "w@1.0.0", "w@2.0.0"];
    const step = (is: "slower" | "unsure"): ReleaseComparison => ({
      ...{ subject, is, by: "cpu", wall: undefined, fuel: undefined },
      baseline: `${subject},${before}/nil:host-x86_64`,
      candidate: `${subject},${after}/nil:host-x86_64`,
      time: { is, estimate: { ratio: 1.2, low: 1.1, high: 1.3, confidence: 0.95, rounds: 6 }, threshold: 0.02, limitedBy: "policy" },
    });
    const lines = benchLines(report([cell(before), cell(after)], { steps: [step("slower"), step("unsure")] }), [], style);
    const at = lines.indexOf("each release against the one before it");
    expect(lines.slice(at + 1, at + 3)).toEqual([
      `slower  w@2.0.0 after 1.0.0  ${subject}  CPU time +20.0 % (+10.0 % to +30.0 %)`,
      "1 of 2 steps are the same, or too noisy to tell",
    ]);
  });
});

test("least memory is told in pages", () => {
  expect(sizeLines(report([cell("w@1.0.0", { leastBytes: 131_072 })]), style)).toEqual([
    "least linear memory that the case passes with",
    "                                       w@1.0.0",
    "sort/large  c/zig-cc.wasip1  0.1 MiB (2 pages)",
    "",
  ]);
});
