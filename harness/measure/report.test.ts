import { describe, expect, test } from "vitest";
import type { Sample, SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { acceptsTimes, timeChanges } from "./changes.ts";
import { mergeReports, toReport } from "./report.ts";

const digest = `sha256:${"0".repeat(64)}`;
const header: SamplesHeader = {
  kind: "header",
  format: 2,
  run: "r",
  started: "2026-01-01T12:00:00Z",
  harness: "0.1.0",
  machine: { id: "m", os: "o", kernel: "k", architecture: "x86_64", cpu: "c", cores: 2, memoryMib: 1, node: "24.0.0" },
  supervised: true,
  filters: [],
  cache: "warm",
  rounds: 10,
  looks: 5,
  policy: 0.02,
  seed: 1,
  load: [0, 0, 0],
  baseline: "w@1.0.0",
  lanes: [{ id: "w@1.0.0/nil:host-x86_64", version: "1.0.0", digest: "d" }],
  toolchains: [],
};
const group = "sort/small";
const lane = (version: string, keep = "nil:host"): string => `w@${version}/${keep}-x86_64`;
const cell = (language: string, where: string, what = group): string => `${what},${language}.wasip1,${where}`;
const scatter = [0, 0.1, -0.1, 0.05, -0.05, 0.02, -0.02, 0.07, -0.07, 0.01];

const series = (name: string, cpuMs: number, rest: Partial<Sample> = {}): Sample[] =>
  scatter.map((by, index) => ({
    ...{
      kind: "sample",
      round: index + 1,
      group,
      cell: name,
      phase: "total",
      cache: "warm",
      wallMs: cpuMs + by + 1,
      userMs: cpuMs + by,
      systemMs: 0,
      peakKib: 100 + index,
    },
    ...rest,
  }));
const native = "native@host/nil:host-x86_64";
const [c, rust] = ["c/zig-cc", "rust/cargo"];

const lines: SamplesLine[] = [
  header,
  { kind: "program", build: `sort,${c}.wasip1`, native: false, digest, size: 1234 },
  { kind: "program", build: `sort,${c}.wasip1`, native: true, digest, size: 99 },
  ...series(cell(c, lane("1.0.0")), 50),
  ...series(cell(c, lane("1.0.0"), "noop/run"), 10),
  ...series(cell(c, lane("2.0.0")), 60),
  ...series(cell(rust, lane("1.0.0")), 90),
  ...series(cell(rust, lane("1.0.0"), "noop/run"), 10),
  ...series(cell(rust, lane("2.0.0")), 90),
  ...series(cell(c, native), 20),
  ...series(cell(c, native, "noop/run"), 0.5),
  ...series(cell(c, lane("1.0.0", "kvm:qemu:tcg")), 5000),
  ...series(cell(c, lane("1.0.0", "kvm:qemu:tcg"), "noop/run"), 100),
  { kind: "count", group, cell: cell(c, lane("1.0.0")), fuel: 1000, steady: true },
  { kind: "count", group, cell: cell(c, lane("2.0.0")), fuel: 1000, steady: true },
  { kind: "count", group, cell: cell(rust, lane("1.0.0")), fuel: 1000, steady: true },
  { kind: "count", group, cell: cell(rust, lane("2.0.0")), fuel: 1050, steady: true },
  { kind: "failure", round: 0, group, cell: cell("go/go", lane("1.0.0")), phase: "total", detail: "exit: found exit 1" },
  ...[10, 10, 10, 11, 11, 11].map((cpuMs, round): SamplesLine => ({ kind: "calibration", round, wallMs: cpuMs, cpuMs })),
  { kind: "footer", finished: "2026-01-01T13:00:00Z", interrupted: false, load: [0, 0, 0] },
];
const reference = { id: "c", name: "C" };
const report = toReport(header, lines, reference);
const of = (name: string) => report.cells.find((each) => each.cell === name);

describe("a report", () => {
  test("has every cell once, no-ops as starts alone, and those that failed", () => {
    expect(report.cells.map((each) => each.cell).filter((name) => name.startsWith("noop"))).toEqual([]);
    expect(report.cells).toHaveLength(7);
    expect(of(cell(c, lane("1.0.0")))).toMatchObject({
      cpuMs: { total: { median: expect.closeTo(50.005, 6), rounds: 10 }, start: { median: expect.closeTo(10.005, 6) }, run: { median: expect.closeTo(40, 6) } },
      wallMs: { total: { median: expect.closeTo(51.005, 6) } },
      peakKib: 109,
      size: 1234,
      fuel: { units: 1000, steady: true },
      failed: undefined,
    });
    expect(of(cell(c, native))).toMatchObject({ native: true, size: 99 });
    expect(of(cell("go/go", lane("1.0.0")))).toMatchObject({ failed: "total: exit: found exit 1", cpuMs: {} });
    expect([report.complete, report.drift]).toEqual([true, expect.closeTo(0.1, 6)]);
    expect(toReport(header, lines.slice(0, -1)).complete).toBe(false);
  });

  test("holds languages against C, engines against the machine, Keeps against nil, emulated ones by start alone", () => {
    const find = (kind: string, name: string, phase: string) =>
      report.overheads.find((each) => each.of === kind && each.cell === name && each.phase === phase)?.ratio?.ratio;
    expect(find("language", cell(rust, lane("1.0.0")), "run")).toBeCloseTo(2, 2);
    expect(find("native", cell(c, lane("1.0.0")), "run")).toBeCloseTo(40 / 19.5, 2);
    expect(find("keep", cell(c, lane("1.0.0", "kvm:qemu:tcg")), "start")).toBeCloseTo(10, 1);
    expect(report.reference).toBe("C");
    expect(toReport(header, lines).overheads.filter((each) => each.of === "language")).toEqual([]);
    const emulated = report.overheads.filter((each) => each.cell.includes("tcg"));
    expect(emulated.map((each) => [each.of, each.phase, each.emulated])).toEqual([["keep", "start", true]]);
    expect(report.overheads.some((each) => each.of === "language" && each.cell.startsWith(`${group},${c}`))).toBe(false);
  });

  test("compares releases by time and by fuel: the worse of the two counts, and the gate is told how to see it again", () => {
    const changes = timeChanges(report);
    expect(changes.map(({ subject, is }) => [subject, is])).toEqual([
      [`${group},${c}.wasip1`, "slower"],
      [`${group},${rust}.wasip1`, "slower"],
    ]);
    expect(changes[0]?.again.join(" ")).toBe("./gatehouse bench case=sort/small route=c/zig-cc.wasip1 --candidate w@2.0.0 --baseline w@1.0.0");
    expect(changes[1]?.detail).toContain("work by fuel: slower");
    expect(acceptsTimes(changes, true)).toBe(false);
    const [first] = changes;
    if (!first) throw new Error("no change");
    expect([acceptsTimes([{ ...first, is: "unsure" }], false), acceptsTimes([{ ...first, is: "unsure" }], true), acceptsTimes([], false)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("sees what sleeps and takes no CPU, in a case and in the no-op beside every case", () => {
    const slept = (name: string, groupName: string, cpuMs: number, wallMs: number): Sample[] =>
      series(name, cpuMs, { group: groupName }).map((sample) => ({ ...sample, wallMs: sample.wallMs + wallMs }));
    const both = (where: string, sleeps: number): Sample[] =>
      [group, "hash/small"].flatMap((name) => [
        ...slept(cell(c, lane(where), name), name, 50, sleeps),
        ...slept(cell(c, lane(where), "noop/run"), name, 5, sleeps),
      ]);
    const found = timeChanges(toReport(header, [...both("1.0.0", 0), ...both("2.0.0", 100)]));
    expect(found.map(({ subject, is }) => [subject, is]).sort()).toEqual([
      [`hash/small,${c}.wasip1`, "slower"],
      [`noop/run,${c}.wasip1`, "slower"],
      [`${group},${c}.wasip1`, "slower"],
    ]);
    for (const { detail } of found) expect(detail).toMatch(/^cpu time \+0\.0 % .*; wall time \+\d/);
    expect(timeChanges(toReport(header, [...both("1.0.0", 0), ...both("2.0.0", 0)])).map(({ is }) => is)).toEqual(["same", "same", "same"]);
    // What is quicker by the clock alone is no change: other work may have gone.
    expect(timeChanges(toReport(header, [...both("1.0.0", 100), ...both("2.0.0", 0)])).map(({ is }) => is)).toEqual(["same", "same", "same"]);
  });

  test("compares nothing where no baseline is named, and is unsure where a side has no rounds", () => {
    const { baseline: _, ...without } = header;
    expect(toReport(without, lines).comparisons).toEqual([]);
    const few = lines.filter((line) => line.kind !== "sample" || !line.cell.includes("w@2.0.0") || line.round < 4);
    expect(toReport(header, few).comparisons.find(({ subject }) => subject.includes(c))?.time.is).toBe("unsure");
  });

  test("holds each release against the one before it, in the order of versions, where no baseline is named", () => {
    const { baseline: _, ...without } = header;
    const of = (version: string, cpuMs: number): Sample[] => series(cell(c, lane(version)), cpuMs);
    const all = [header, ...of("10.0.0", 60), ...of("9.0.0", 50), ...of("9.0.1", 50), ...of("2.0.0", 70)];
    const { steps } = toReport(without, all);
    expect(steps.map(({ baseline, candidate, is }) => [baseline, candidate, is])).toEqual([
      [cell(c, lane("9.0.1")), cell(c, lane("10.0.0")), "slower"],
      [cell(c, lane("2.0.0")), cell(c, lane("9.0.0")), "faster"],
      [cell(c, lane("9.0.0")), cell(c, lane("9.0.1")), "same"],
    ]);
    expect(toReport(header, all).steps).toEqual([]);
    // A no-op that several runs measured has its steps once.
    const noops = ["1.0.0", "2.0.0"].flatMap((version) => series(cell(c, lane(version), "noop/run"), 10, { group: "noop/run" }));
    const run = (name: string): ReturnType<typeof toReport> => toReport({ ...without, run: name }, [header, ...noops]);
    expect(mergeReports([run("r"), run("s")]).steps).toHaveLength(1);
  });

  test("of several runs is one of all that they measured, of one machine, and nothing twice", () => {
    const other = { ...report, run: "s", cells: report.cells.map((each) => ({ ...each, group: "other/case" })), complete: false };
    const merged = mergeReports([report, other]);
    expect([merged.cells.length, merged.overheads.length, merged.complete, merged.run]).toEqual([14, 2 * report.overheads.length, false, `${report.run}, s`]);
    expect(mergeReports([report])).toEqual(report);
    // What could not be measured in the first run was in the second: it stands once, and without the failure.
    const failing = report.cells.filter(({ failed }) => failed !== undefined);
    const mended = { ...report, cells: failing.map((each) => ({ ...each, failed: undefined, cpuMs: { total: { median: 1, low: 1, high: 1, rounds: 5 } } })) };
    expect(failing).not.toEqual([]);
    const both = mergeReports([report, mended]);
    expect([both.cells.length, both.cells.filter(({ failed }) => failed !== undefined)]).toEqual([report.cells.length, []]);
    expect(() => mergeReports([report, report])).toThrow("the same cell");
    expect(() => mergeReports([report, { ...other, machine: { ...other.machine, id: "another" } }])).toThrow("several machines");
    expect(() => mergeReports([])).toThrow("no run");
  });
});
