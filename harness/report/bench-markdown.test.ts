import { expect, test } from "vitest";
import type { BenchReport, MeasuredCell } from "../model/speed.ts";
import { benchMarkdown } from "./bench-markdown.ts";

const figure = { median: 12.345, low: 12, high: 13, rounds: 5 };
const cell = (lane: string, rest: Partial<MeasuredCell> = {}): MeasuredCell => ({
  cell: `sort/large,c/zig-cc.wasip1,${lane}/nil:host-x86_64`,
  ...{ group: "sort/large", native: false, cache: "warm", cpuMs: { total: figure, run: figure }, wallMs: {}, guestMs: undefined, peakKib: 2048 },
  ...{ size: 1024, fuel: { units: 123456789, steady: true }, leastBytes: undefined, failed: undefined },
  ...rest,
});
const report: BenchReport = {
  ...{ run: "r", machine: { id: "m", cpu: "a | b", cores: 2 }, cache: "warm", policy: 0.02, load: { before: [1, 2, 3], after: undefined } },
  busy: { before: 0.1, after: 0.2 },
  ...{ drift: 0.01, complete: true, lanes: [], comparisons: [] },
  cells: [cell("w@1.0.0"), cell("x@2.0.0", { fuel: undefined, cpuMs: {}, failed: "total: exit: | <b>" })],
  reference: "C",
  overheads: [
    {
      ...{ of: "native", cell: cell("w@1.0.0").cell, against: "", phase: "run", by: "cpu", emulated: false },
      ratio: { ratio: 1.5, low: 1.25, high: 1.75, confidence: 0.95, rounds: 5 },
    },
  ],
};

test("each figure stands in its own row and column, what was not measured is a dash or says why, and nothing becomes markup", () => {
  const page = benchMarkdown(report, "nil-x86", ["./gatehouse bench sort"]);
  const rowOf = (title: string): string | undefined =>
    page
      .split(`## ${title}\n`)[1]
      ?.split("\n")
      .find((line) => line.startsWith("| sort"));
  expect(rowOf("Run")).toBe("| sort/large | c/zig-cc.wasip1 | 12.3 ±0.50 |");
  expect(rowOf("To the machine itself")).toBe("| sort/large | c/zig-cc.wasip1 | 1.50 (1.25 to 1.75) |");
  expect(rowOf("Work")).toBe("| sort/large | c/zig-cc.wasip1 | 123456789 |");
  expect(rowOf("Peak memory")).toContain("2.1 MB | 2.1 MB");
  expect(page).toContain("a &#124; b");
  expect(page).not.toContain("<b>");
  expect(page).not.toContain("## To C");
  expect(page).toContain("```\n./gatehouse bench sort\n```");
});
