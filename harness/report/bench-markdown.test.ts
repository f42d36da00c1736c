import { expect, test } from "vitest";
import type { BenchReport, MeasuredCell, ReleaseComparison } from "../model/speed.ts";
import { benchMarkdown } from "./bench-markdown.ts";

const figure = { median: 12.345, low: 12, high: 13, rounds: 5 };
const cell = (lane: string, rest: Partial<MeasuredCell> = {}): MeasuredCell => ({
  cell: `sort/large,c/zig-cc.wasip1,${lane}/nil:host-x86_64`,
  ...{ group: "sort/large", native: false, cache: "warm", cpuMs: { total: figure, run: figure }, wallMs: {}, guestMs: undefined, peakKib: 2048 },
  ...{ size: 1024, fuel: { units: 123456789, steady: true }, leastBytes: undefined, codeBytes: undefined, failed: undefined },
  ...rest,
});
const report: BenchReport = {
  ...{ run: "r", machine: { id: "m", cpu: "a | b", cores: 2 }, cache: "warm", policy: 0.02, load: { before: [1, 2, 3], after: undefined } },
  busy: { before: 0.1, after: 0.2 },
  ...{ drift: 0.01, complete: true, lanes: [], comparisons: [], steps: [] },
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
  expect(page).not.toContain("Work by fuel and bytes of code:");
  expect(benchMarkdown({ ...report, counted: [{ run: "c", cpu: "other" }] }, "nil-x86", [])).toContain("Work by fuel and bytes of code: run c on other.");
});

test("each step that changed stands in one table, release by release and the largest first; the picture stands before it", () => {
  const step = (subject: string, after: string, is: ReleaseComparison["is"], ratio: number): ReleaseComparison => ({
    ...{ subject, is, by: "cpu", wall: undefined, fuel: "same" },
    baseline: `${subject},w@1.0.0/nil:host-x86_64`,
    candidate: `${subject},w@${after}/nil:host-x86_64`,
    time: { is, estimate: { ratio, low: ratio - 0.01, high: ratio + 0.01, confidence: 0.95, rounds: 6 }, threshold: 0.02, limitedBy: "policy" },
  });
  const [sort, nbody] = ["sort/large,c/zig-cc.wasip1", "nbody/large,c/zig-cc.wasip1"];
  const steps = [
    step(sort, "10.0.0", "slower", 1.1),
    step(sort, "9.0.0", "faster", 0.8),
    step(nbody, "9.0.0", "slower", 1.5),
    step(nbody, "10.0.0", "same", 1),
  ];
  const page = benchMarkdown({ ...report, steps }, "releases", [], true);
  expect(page.split("\n").filter((line) => /^\| w@/.test(line))).toEqual([
    "| w@9.0.0 | 1.0.0 | nbody/large | c/zig-cc.wasip1 | slower | +50.0 % (+49.0 % to +51.0 %) | same |",
    "| w@9.0.0 | 1.0.0 | sort/large | c/zig-cc.wasip1 | faster | −20.0 % (−21.0 % to −19.0 %) | same |",
    "| w@10.0.0 | 1.0.0 | sort/large | c/zig-cc.wasip1 | slower | +10.0 % (+9.0 % to +11.0 %) | same |",
  ]);
  expect(page).toContain("4 steps; 2 slower, 1 faster, 1 same, 0 unsure");
  expect(page.indexOf("](releases.svg)")).toBeGreaterThan(0);
  expect(page.indexOf("](releases.svg)")).toBeLessThan(page.indexOf("## From release to release"));
  expect(benchMarkdown(report, "releases", [])).not.toMatch(/From release|svg/);
});
