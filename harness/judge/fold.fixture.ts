import type { Header, JournalLine, RanRow, Verdict, Worker } from "../model/generated/journal.ts";
import { foldRun } from "./fold.ts";
import { caseLine, lanePin, seenAs, workerLine } from "./seen.fixture.ts";

/** Two lanes of these tests. */
export const lanes = ["w@1.0.0/nil:host-x86_64", "v@2.0.0/nil:host-x86_64"] as const;
/** A cell of the case `a` of a workload. */
export const cell = (name: string, lane: string = lanes[0], route = "c/zig-cc.wasip1"): string => `${name}/a,${route},${lane}`;
/** A row whose facts give the verdict. */
export const row = (text: string, verdict: Verdict = { is: "pass" }, rest: Partial<RanRow> = {}): JournalLine => ({
  kind: "row",
  cell: text,
  worker: "w1",
  state: "ran",
  artifact: "sha256:a",
  observation: seenAs(verdict, text.startsWith("must-") ? "trap" : undefined),
  verdict,
  ...rest,
});
/** A verdict of a plain failure. */
export const failed: Verdict = { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" };
/** The end of a run. */
export const footer = (rows: number, interrupted = false): JournalLine => ({ kind: "footer", finished: "2026-01-02T00:00:00Z", rows, interrupted });

/** The header of a run of so many cells. */
export const header = (cells: number, rest: Partial<Header> = {}): Header => ({
  kind: "header",
  format: 3,
  run: "r",
  started: "2026-01-01T12:00:00Z",
  harness: "0",
  harnessDigest: "d",
  judge: "j",
  profile: "quick",
  filters: [],
  cells,
  trust: ["must-trap"],
  agenda: "p",
  ...rest,
});
/** A worker that has both lanes. */
export const worker = (rest: Partial<Worker> = {}): Worker =>
  workerLine({ toolchains: [{ id: "c/zig-cc", version: "0.16.0", digest: "d" }], lanes: lanes.map((id) => lanePin(id)), ...rest });

/** What the cells of these tests are held against: `y` needs links, the trust cells are planted to trap. */
export const cases: readonly JournalLine[] = [
  caseLine("must-trap/a", { mustFail: "trap" }),
  ...["x", "z", "pair"].map((name) => caseLine(`${name}/a`)),
  caseLine("y/a", { needs: ["links"] }),
];

/** Folds a run of these cells and lines; trust cells of both lanes have passed. */
export const fold = (
  cells: readonly string[],
  lines: readonly JournalLine[],
  workers: readonly Worker[] = [worker()],
  known: Parameters<typeof foldRun>[2] = [],
) => {
  const asked = lanes.map((lane) => cell("must-trap", lane));
  const own = header(cells.length + asked.length);
  return foldRun(own, [own, ...workers, ...cases, { kind: "planned", cells: [...asked, ...cells] }, ...asked.map((text) => row(text)), ...lines], known);
};
/** What became of a cell. */
export const stateOf = (record: ReturnType<typeof fold>, text: string) => record.cells.filter((each) => each.text === text).map((each) => each.state);
/** What a cell is that passed. */
export const pass = { is: "judged", verdict: { is: "pass" } };
