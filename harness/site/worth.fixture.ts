import type { CoverageHeader, CoverageRow } from "../model/generated/coverage.ts";
import type { FaultLine, FaultsHeader } from "../model/generated/faults.ts";
import type { BenchReport, Figure, MeasuredCell, Overhead } from "../model/speed.ts";
import { hostile } from "./site.fixture.ts";
import type { MeasuredSet } from "./types.ts";

const figure = (median: number): Figure => ({ median, low: median * 0.9, high: median * 1.2, rounds: 5 });

const measured = (cell: string, run: number | undefined, more: Partial<MeasuredCell> = {}): MeasuredCell => ({
  ...{ cell, group: cell.split(",")[0] as string, native: cell.endsWith("native@host/nil:host-x86_64"), cache: "warm", wallMs: {}, guestMs: undefined },
  cpuMs: run === undefined ? {} : { run: figure(run), total: figure(run + 5) },
  ...{ peakKib: 100, size: 7, fuel: undefined, leastBytes: undefined, codeBytes: undefined, failed: undefined },
  ...more,
});

const overhead = (of: Overhead["of"], cell: string, ratio: number | undefined, more: Partial<Overhead> = {}): Overhead => ({
  ...{ of, cell, against: "a", phase: of === "keep" ? "start" : "run", by: "cpu", emulated: false },
  ratio: ratio === undefined ? undefined : { ratio, low: ratio * 0.9, high: ratio * 1.1, confidence: 0.95, rounds: 5 },
  ...more,
});

const lanes = ["wasmtime@9.0.0/nil:host-x86_64", "wasmtime@10.0.0/nil:host-x86_64"];
const of = (route: string, lane: number): string => `sort/large,${route},${lanes[lane]}`;

const report: BenchReport = {
  ...{ run: "20260101T120000000Z-aaaa", machine: { id: "m", cpu: "CPU", cores: 2 }, cache: "warm", policy: 0.02 },
  ...{
    load: { before: [1, 2, 3], after: [1, 2, 3] },
    busy: { before: 0, after: 0 },
    drift: -0.25,
    complete: true,
    lanes,
    comparisons: [],
    steps: [
      {
        ...{ subject: "sort/large,rust/cargo.wasip1", baseline: of("rust/cargo.wasip1", 0), candidate: of("rust/cargo.wasip1", 1), is: "faster", by: "cpu" },
        time: { is: "faster", estimate: { ratio: 0.667, low: 0.65, high: 0.68, confidence: 0.95, rounds: 6 }, threshold: 0.02, limitedBy: "policy" },
        ...{ wall: undefined, fuel: "same" },
      },
    ],
    reference: "C",
  },
  cells: [
    measured(of("rust/cargo.wasip1", 1), 20),
    measured(of("rust/cargo.wasip1", 0), 30),
    measured(of("c/zig-cc.wasip1", 0), 10),
    measured(of("c/zig-cc.wasip1", 1), undefined, { failed: `it ended with 1: ${hostile}\nmore` }),
    measured(`noop/none,c/zig-cc.wasip1,${lanes[0]}`, 1),
  ],
  overheads: [
    overhead("language", of("rust/cargo.wasip1", 0), 3),
    overhead("language", of("rust/cargo.wasip1", 1), undefined),
    overhead("keep", of("c/zig-cc.wasip1", 0), 12, { emulated: true }),
    overhead("language", of("c/zig-cc.wasip1", 0), 1, { phase: "total" }),
  ],
};

/** A set of measurements: two routes, two releases of which the newer has the smaller first digit, one failure. */
export const set: MeasuredSet = { name: "releases", report, samples: ["samples/releases/a.ndjson"] };

/** Coverage of two functions, one of which nobody calls. */
export const coverage: { readonly header: CoverageHeader; readonly rows: readonly CoverageRow[] } = {
  header: { kind: "header", format: 1, lanes: [lanes[0] as string], functions: { wasip1: ["fd_read", "sock_send"] } },
  rows: [
    { kind: "row", target: "wasip1", workload: "files", language: "c", calls: { fd_read: ["badf", "success"] } },
    { kind: "row", target: "wasip1", workload: "echo", language: "rust", calls: { fd_read: ["success"] } },
  ],
};

const fault = (id: string, found: FaultLine["found"], more: Partial<FaultLine> = {}): FaultLine => ({
  ...{ kind: "fault", id, on: "fd_read", way: "wrong-value", about: `${id} is wrong`, calls: 4, struck: 1, found },
  ...more,
});

const header: FaultsHeader = { kind: "header", format: 1, day: "2026-01-01", plan: "sha256:0", lane: lanes[0] as string, faults: 3, cells: 9 };

/** Three faults: one is found, one by nobody, and one by nobody for a reason. */
export const faults = {
  header,
  answers: [
    fault("first", [{ case: "files/read", route: "c/zig-cc.wasip1", cause: "stdout", detail: `found ${hostile}`, blame: "runtime" }]),
    fault("second", [], { way: "no-op" }),
    fault("third", [], { on: "sock_send", why: "the text allows it" }),
  ],
};
