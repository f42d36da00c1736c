import { describe, expect, test } from "vitest";
import type { Sample, SamplesLine } from "../model/generated/samples.ts";
import type { Comparison, ReleaseComparison } from "../model/speed.ts";
import { acceptsTimes, hasFailed, timeChanges } from "./changes.ts";
import { pairRounds, phaseRounds, toSeries } from "./series.ts";

const lane = "w@1.0.0/nil:host-x86_64";
const [sort, noop] = [`sort/small,c/cc.wasip1,${lane}`, `noop/run,c/cc.wasip1,${lane}`];
const sample = (cell: string, round: number, userMs: number | null, rest: Partial<Sample> = {}): Sample => ({
  ...{ kind: "sample", round, group: "sort/small", cell, phase: "total", cache: "warm", wallMs: 100, userMs, systemMs: 1, peakKib: 1 },
  ...rest,
});
const lines: SamplesLine[] = [
  ...[10, 12, 14].map((userMs, at) => sample(sort, at + 1, userMs)),
  ...[3, 4].map((userMs, at) => sample(noop, at + 1, userMs)),
  sample(noop, 1, 99, { group: "other/small" }),
  sample(sort, 1, 500, { phase: "compile" }),
  { kind: "calibration", round: 1, wallMs: 1, cpuMs: 1 },
];
const all = toSeries(lines);
const [own] = all;
if (!own) throw new Error("there is no series");

describe("a series", () => {
  test("has the samples of one cell in one group, in their order", () => {
    expect(all.map(({ group, cell, samples }) => [group, cell, samples.length])).toEqual([
      ["sort/small", sort, 4],
      ["sort/small", noop, 2],
      ["other/small", noop, 1],
    ]);
  });

  test("has a start that is the no-op's time, and a run that is what is left, of rounds that have both", () => {
    expect([...phaseRounds(own, "total", "cpu", all)]).toEqual([
      [1, 11],
      [2, 13],
      [3, 15],
    ]);
    expect([...phaseRounds(own, "start", "cpu", all)]).toEqual([
      [1, 4],
      [2, 5],
    ]);
    expect([...phaseRounds(own, "run", "cpu", all)]).toEqual([
      [1, 7],
      [2, 8],
    ]);
    expect([...phaseRounds(own, "compile", "cpu", all)]).toEqual([[1, 501]]);
    expect([...phaseRounds(own, "total", "wall", all)]).toEqual([
      [1, 100],
      [2, 100],
      [3, 100],
    ]);
  });

  test("of a no-op has no run of its own, and one without a no-op neither", () => {
    const [, start] = all;
    if (!start) throw new Error("there is no no-op");
    expect([...phaseRounds(start, "run", "cpu", all)]).toEqual([]);
    expect([...phaseRounds(own, "run", "cpu", [own])]).toEqual([]);
  });

  test("has no processor time where none was taken", () => {
    const [plain] = toSeries([sample(sort, 1, null)]);
    if (!plain) throw new Error("there is no series");
    expect([...phaseRounds(plain, "total", "cpu", [plain])]).toEqual([]);
    expect([...phaseRounds(plain, "total", "wall", [plain])]).toEqual([[1, 100]]);
  });
});

test("two cells are compared by the rounds that both have", () => {
  const [one, other] = [
    new Map([
      [1, 10],
      [2, 20],
      [4, 40],
    ]),
    new Map([
      [4, 4],
      [3, 3],
      [2, 2],
    ]),
  ];
  expect(pairRounds(one, other)).toEqual({ baseline: [20, 40], candidate: [2, 4] });
});

describe("changes of time", () => {
  const estimate = { ratio: 1.25, low: 1.2, high: 1.3, rounds: 20 };
  const comparison = (is: Comparison["is"], rest: object = {}): ReleaseComparison =>
    ({
      ...{ subject: "sort/small", is, by: "cpu", baseline: sort, candidate: sort.replace("1.0.0", "2.0.0") },
      ...{ time: { is, estimate, threshold: 0.02, limitedBy: "policy" }, fuel: undefined, ...rest },
    }) as unknown as ReleaseComparison;

  test("are told the worst first, with the command that measures them again", () => {
    const changes = timeChanges({ comparisons: [comparison("same"), comparison("faster"), comparison("slower", { fuel: "more" }), comparison("unsure")] });
    expect(changes.map(({ is }) => is)).toEqual(["slower", "unsure", "faster", "same"]);
    expect(changes[0]?.detail).toBe("cpu time +25.0 % (+20.0 % to +30.0 %, 20 rounds, policy 2.0 %); work by fuel: more");
    expect(changes[0]?.again.join(" ")).toMatch(/ bench case=sort\/small route=c\/cc\.wasip1 --candidate w@2\.0\.0 --baseline w@1\.0\.0$/);
    const none = comparison("unsure", { time: { is: "unsure", estimate: undefined, threshold: 0, limitedBy: "policy" } });
    expect(timeChanges({ comparisons: [none] })[0]?.detail).toBe("cpu time: nothing was measured on both sides");
  });

  test("let nothing through that is slower, and nothing unsure unless somebody accepted that", () => {
    const accepts = (is: Comparison["is"], unsure: boolean): boolean =>
      acceptsTimes(timeChanges({ comparisons: [comparison("same"), comparison(is)] }), unsure);
    expect((["same", "faster", "slower", "unsure"] as const).map((is) => [accepts(is, false), accepts(is, true)])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, true],
    ]);
  });

  test("a cell that failed is a failure, and one that its host cannot set up is none", () => {
    const failed = (text?: string): boolean => hasFailed({ cells: [{ failed: text }] } as unknown as Parameters<typeof hasFailed>[0]);
    expect([failed(), failed("total: inexpressible: no sockets"), failed("total: exit 1")]).toEqual([false, false, true]);
  });
});
