import { describe, expect, test } from "vitest";
import type { MeasuredCell } from "../model/speed.ts";
import { toTrend } from "./trend.ts";

const measured = (group: string, language: string, version: string, total?: number, compile?: number): MeasuredCell => {
  const figure = (median: number | undefined) => median && { median, low: median, high: median, rounds: 6 };
  return {
    ...{ group, cell: `${group},${language}/x.wasip1,w@${version}/nil:host-x86_64`, native: false, cache: "warm", wallMs: {}, guestMs: undefined },
    cpuMs: Object.fromEntries(Object.entries({ total: figure(total), compile: figure(compile) }).filter(([, value]) => value !== undefined)),
    ...{ peakKib: undefined, size: undefined, fuel: undefined, leastBytes: undefined, codeBytes: undefined, failed: undefined },
  };
};

describe("a trend over releases", () => {
  test("is the geometric mean of a language's cases, each divided by its own median, by version", () => {
    const cells = [
      ...[measured("a/s", "c", "10.0.0", 20), measured("a/s", "c", "9.0.0", 10), measured("a/s", "c", "2.0.0", 10)],
      ...[measured("b/s", "c", "10.0.0", 400), measured("b/s", "c", "9.0.0", 100), measured("b/s", "c", "2.0.0", 50)],
    ];
    const trend = toTrend({ cells }, "total");
    expect(trend?.releases).toEqual(["w@2.0.0", "w@9.0.0", "w@10.0.0"]);
    expect(trend?.lines.map(({ language, points }) => [language, points.map((point) => point?.toFixed(3))])).toEqual([["c", ["0.707", "1.000", "2.828"]]]);
    expect(toTrend({ cells }, "compile")).toBeUndefined();
  });

  test("is one of compiled code and of work too", () => {
    const exact = (version: string, bytes: number, units: number): MeasuredCell => ({
      ...measured("a/s", "c", version, 10),
      ...{ codeBytes: bytes, fuel: { units, steady: true } },
    });
    const cells = [exact("1.0.0", 100, 10), exact("2.0.0", 100, 10), exact("3.0.0", 50, 20)];
    expect(toTrend({ cells }, "code")?.lines[0]?.points.map((point) => point?.toFixed(3))).toEqual(["1.000", "1.000", "0.500"]);
    expect(toTrend({ cells }, "work")?.lines[0]?.points.map((point) => point?.toFixed(3))).toEqual(["1.000", "1.000", "2.000"]);
  });

  test("has no point where a case of the language has no figure, and is none of a no-op or of two releases", () => {
    const three = ["1.0.0", "2.0.0", "3.0.0"];
    const cells = three.flatMap((version) => [measured("a/s", "go", version, 10), measured("b/s", "go", version, version === "2.0.0" ? undefined : 10)]);
    expect(toTrend({ cells }, "total")?.lines[0]?.points).toEqual([1, undefined, 1]);
    expect(toTrend({ cells: three.map((version) => measured("noop/run", "go", version, 10)) }, "total")).toBeUndefined();
    expect(toTrend({ cells: cells.slice(0, 4) }, "total")).toBeUndefined();
    expect(toTrend({ cells: [] }, "total")).toBeUndefined();
  });
});
