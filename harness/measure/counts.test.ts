import { describe, expect, test } from "vitest";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { countedBy, type MeasuredLines, withCounts } from "./counts.ts";

const cell = "sort/small,go/go.wasip1,engine@1.0.0/nil:host-x86_64";
const program = (digest: string) => ({ kind: "program", build: "sort,go/go.wasip1", native: false, digest, size: 1 });
const run = (rounds: number, lines: readonly object[]): MeasuredLines => ({ header: { rounds } as SamplesHeader, lines: lines as SamplesLine[] });
const sample = { kind: "sample", round: 1, group: "sort/small", cell };
const count = { kind: "count", group: "sort/small", cell, fuel: 7, steady: true };

describe("counts of a run without rounds", () => {
  const timed = run(10, [program("sha256:a"), sample]);

  test("go to the run that timed the same cell, and to no other", () => {
    const other = run(10, [program("sha256:a"), { ...sample, cell: cell.replace("1.0.0", "2.0.0") }]);
    expect(withCounts([timed, run(0, [program("sha256:a"), count]), other])).toEqual([{ ...timed, lines: [...timed.lines, count] }, other]);
  });

  test("of work and of code join alike", () => {
    const code = { kind: "code", group: "sort/small", cell, bytes: 9 };
    expect(withCounts([timed, run(0, [program("sha256:a"), code])])).toEqual([{ ...timed, lines: [...timed.lines, code] }]);
  });

  test("of a no-op go to where it was timed, in the group of another", () => {
    const [noop, start] = [cell.replace("sort/small", "noop/run"), program("sha256:n")];
    const own = { ...count, group: "noop/run", cell: noop };
    const timedNoop = run(10, [
      { ...start, build: "noop,go/go.wasip1" },
      { ...sample, cell: noop },
    ]);
    expect(withCounts([timedNoop, run(0, [{ ...start, build: "noop,go/go.wasip1" }, own])])).toEqual([{ ...timedNoop, lines: [...timedNoop.lines, own] }]);
  });

  test("stand alone where nothing was timed", () => {
    const counted = run(0, [program("sha256:a"), count]);
    expect(withCounts([counted])).toEqual([counted]);
  });

  test.each<[string, MeasuredLines, RegExp]>([
    ["nobody timed the cell", run(0, [program("sha256:a"), { ...count, cell: cell.replace("sort/", "hash-map/") }]), /nobody timed hash-map/],
    ["another program was counted", run(0, [program("sha256:b"), count]), /another program/],
    ["nobody knows the program", run(0, [count]), /another program/],
  ])("are refused where %s", (_, counted, message) => {
    expect(() => withCounts([timed, counted])).toThrow(expect.objectContaining({ code: "bench/counted", message: expect.stringMatching(message) }));
  });

  test("are told with the machine that counted, where another run took the times", () => {
    const of = (name: string, rounds: number): MeasuredLines => ({
      header: { run: name, rounds, machine: { cpu: `cpu of ${name}` } } as SamplesHeader,
      lines: [],
    });
    expect(countedBy([of("a", 10), of("b", 0)])).toEqual([{ run: "b", cpu: "cpu of b" }]);
    expect(countedBy([of("b", 0)])).toEqual([]);
  });
});
