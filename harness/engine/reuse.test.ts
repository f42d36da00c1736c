import { describe, expect, test } from "vitest";
import { digestOf, observed, seenAs, workerLine } from "../judge/seen.fixture.ts";
import type { CaseLine, Header, JournalLine, RanRow, Verdict, Worker } from "../model/generated/journal.ts";
import { printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { lane } from "../plan/catalog.fixture.ts";
import type { PlannedCell } from "../plan/planned.ts";
import type { JournalText } from "../record/read.ts";
import { engine, planOf } from "./engine.fixture.ts";
import { toWorkerLine } from "./offer.ts";
import { reuseNothing, reuseOf } from "./reuse.ts";

const placed = engine();
const here: Lane = { ...lane(placed, "1.0.0"), digest: "sha256:engine" };
const there: Lane = { ...here, id: { ...here.id, keep: "kvm", launcher: "qemu" }, text: printLane({ ...here.id, keep: "kvm", launcher: "qemu" }) };
const { cells, cases, offer } = planOf([{ expect: { exit: 0 } }], [here, there], true);
const cellIn = (name: string, own: Lane): PlannedCell => cells.find(({ text, lane: at }) => text.startsWith(name) && at === own) as PlannedCell;
const cell = cellIn("made/", here);
const artifact = digestOf("artifact");

const header: Header = {
  kind: "header",
  format: 3,
  run: "before",
  started: "2026-01-01T12:00:00Z",
  harness: "0.1.0",
  harnessDigest: digestOf("harness"),
  judge: digestOf("judge"),
  profile: "full",
  filters: [],
  cells: 1,
  trust: ["must-trap"],
  agenda: digestOf("agenda"),
};
const worker: Worker = toWorkerLine(offer, { lanes: [here, there] }, { jobs: 2, supervised: true });
const passing = observed("", { stdout: observed("").stderr });
const row = (rest: Partial<RanRow> = {}): RanRow => ({
  kind: "row",
  cell: cell.text,
  worker: "w1",
  state: "ran",
  artifact,
  observation: passing,
  verdict: { is: "pass" },
  ...rest,
});

interface Before {
  readonly header?: Partial<Header>;
  readonly worker?: Partial<Worker>;
  readonly cases?: ReadonlyMap<string, CaseLine>;
  readonly rows?: readonly JournalLine[];
}
const journal = ({ header: own = {}, worker: told = {}, cases: held = cases, rows = [row()] }: Before = {}): JournalText => {
  const first = { ...header, ...own };
  return { path: "/j", header: first, lines: [first, { ...worker, ...told }, ...held.values(), ...rows], torn: false, wholeBytes: 0, size: 0, chain: "" };
};
const reuse = (before: Before, of: PlannedCell = cell, digest = artifact, now: Partial<Worker> = {}) =>
  reuseOf(journal(before), header, { ...worker, ...now }, cases)(of, digest);

describe("a row of an earlier run", () => {
  test("stands where nothing has changed, with the run that it is from and without its worker", () => {
    const { worker: _, ...facts } = row();
    expect(reuse({})).toEqual({ ...facts, reused: "before" });
    expect(reuse({ rows: [row({ reused: "long-ago" })] })).toMatchObject({ reused: "long-ago" });
  });

  test("stands in a worker that goes by another name, on the same machine", () => {
    expect(reuse({ worker: { id: "w7" }, rows: [row({ worker: "w7" })] })).toMatchObject({ cell: cell.text, reused: "before" });
  });

  const failure: Verdict = { is: "fail", cause: "exit", detail: "" };
  test.each<[string, Before]>([
    ["there is none", { rows: [] }],
    ["the harness was another", { header: { harnessDigest: digestOf("other") } }],
    ["the machine was another", { worker: { machine: { ...worker.machine, id: "ffffffffffff" } } }],
    ["its Node was another", { worker: { machine: { ...worker.machine, node: "20.0.0" } } }],
    ["it was not supervised", { worker: { supervised: false } }],
    ["the engine was another", { worker: { lanes: worker.lanes.map((own) => ({ ...own, digest: "sha256:other" })) } }],
    ["the lane was not there", { worker: { lanes: worker.lanes.slice(1) } }],
    ["the contract was another", { cases: new Map([...cases].map(([name, line]) => [name, { ...line, contract: digestOf("other") }])) }],
    ["nothing tells its contract", { cases: new Map() }],
    ["it failed", { rows: [row({ observation: seenAs(failure), verdict: failure })] }],
    ["its facts fail by today's judge, whatever it says", { rows: [row({ observation: seenAs(failure) })] }],
    ["it flaked", { rows: [row({ earlier: [seenAs(failure)] })] }],
    ["it was repeated", { rows: [row({ trials: { count: 3, cpuMs: 1 } })] }],
    ["its artifact was another", { rows: [row({ artifact: digestOf("other") })] }],
    ["a role ran elsewhere", { rows: [row({ elsewhere: { server: there.text } })] }],
    ["it was broken", { rows: [{ kind: "row", cell: cell.text, worker: "w1", state: "broken", stage: "sandbox", detail: "" }] }],
    ["it is of another machine's worker", { rows: [row({ worker: "w2" })] }],
    ["the first row of its cell failed", { rows: [row({ observation: seenAs(failure), verdict: failure }), row()] }],
  ])("does not stand where %s", (_, before) => {
    expect(reuse(before)).toBeUndefined();
  });

  test("does not stand where the lane is not attested today, nor for what lanes are trusted by", () => {
    expect(reuse({}, cell, artifact, { lanes: worker.lanes.map((own) => ({ ...own, unattested: "nobody has verified it" })) })).toBeUndefined();
    const asked = cellIn("must-trap/", here);
    const trap = row({ cell: asked.text, observation: seenAs({ is: "pass" }, "trap") });
    expect(reuse({ rows: [trap] }, asked)).toBeUndefined();
  });

  test("of a cell with a role in another Keep stands only while both lanes are the same", () => {
    const pair: PlannedCell = { ...cell, elsewhere: { server: there } };
    const rows = [row({ elsewhere: { server: there.text } })];
    expect(reuse({ rows }, pair)).toMatchObject({ elsewhere: { server: there.text }, reused: "before" });
    const moved = worker.lanes.map((own) => (own.id === there.text ? { ...own, digest: "sha256:other" } : own));
    expect(reuse({ rows, worker: { lanes: moved } }, pair)).toBeUndefined();
    expect(reuse({ rows: [row()] }, pair)).toBeUndefined();
  });

  test("whose facts pass although its worker said otherwise stands as the pass that it is today", () => {
    expect(reuse({ rows: [row({ verdict: failure })] })).toMatchObject({ verdict: { is: "pass" } });
  });
});

test("of several machines in an earlier run, this one's rows count", () => {
  const other = workerLine({ id: "w0", machine: { ...worker.machine, id: "ffffffffffff" }, lanes: worker.lanes });
  const text = journal({ rows: [row({ worker: "w0", artifact: digestOf("other") }), row()] });
  const both: JournalText = { ...text, lines: text.lines.toSpliced(1, 0, other) };
  expect(reuseOf(both, header, worker, cases)(cell, artifact)).toMatchObject({ reused: "before", artifact });
});

test("without an earlier run nothing is reused", () => {
  expect(reuseOf(undefined, header, worker, cases)).toBe(reuseNothing);
  expect(reuseNothing(cell, artifact)).toBeUndefined();
});
