import { describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import type { JournalLine, RanRow, Verdict, Worker } from "../model/generated/journal.ts";
import { cases, cell, failed, fold, footer, header, lanes, pass, row, stateOf, worker } from "./fold.fixture.ts";
import { foldRun } from "./fold.ts";
import { lanePin, seenAs } from "./seen.fixture.ts";

describe("foldRun", () => {
  test("a planned cell without a row is lost; an inexpressible one says why", () => {
    const lines: JournalLine[] = [row(cell("y")), { kind: "row", cell: cell("z"), worker: "w1", state: "inexpressible", why: "no sockets" }];
    const record = fold([cell("x"), cell("y"), cell("z")], lines);
    expect([cell("x"), cell("y"), cell("z")].flatMap((text) => stateOf(record, text))).toEqual([
      { is: "lost" },
      pass,
      { is: "inexpressible", why: "no sockets" },
    ]);
    expect(record.cells.find((each) => each.text === cell("x"))).toMatchObject({ standing: { is: "unexpected-fail" }, worker: undefined });
  });

  test("a row that nobody planned, and a second row of a cell, do not count", () => {
    const record = fold([cell("x")], [row(cell("x"), failed), row(cell("x")), row(cell("unplanned")), footer(5)]);
    expect(stateOf(record, cell("x"))).toEqual([{ is: "judged", verdict: failed }]);
    expect(record.cells.map((each) => each.text)).not.toContain(cell("unplanned"));
  });

  test.each<[boolean, string, readonly JournalLine[]]>([
    [true, "a footer", [footer(1)]],
    [false, "no footer", []],
    [false, "an interrupted footer", [footer(1, true)]],
    [false, "lines after a footer", [footer(1, true), { kind: "resumed", at: "2026-01-01T13:00:00Z" }]],
    [true, "a second footer, of the run that went on", [footer(1, true), { kind: "resumed", at: "2026-01-01T13:00:00Z" }, footer(1)]],
  ])("complete is %j with %s", (complete, _, lines) => {
    expect(fold([cell("x")], [row(cell("x")), ...lines]).complete).toBe(complete);
  });

  test("a cell that is no cell is an error, not a row that goes away", () => {
    expect(() => fold(["x/a,c/zig-cc.wasip1"], [])).toThrow(GatehouseError);
  });

  test("of two builds of one program, before and after a run went on, the last counts", () => {
    const artifact = (reused: boolean): JournalLine => ({
      kind: "artifact",
      build: "x,c/zig-cc.wasip1",
      worker: "w1",
      key: `sha256:${"0".repeat(64)}`,
      reused,
      milliseconds: 1,
      outcome: { state: "failed", stage: "compile", message: "", command: [] },
    });
    expect(fold([cell("x")], [artifact(false), artifact(true)]).artifacts.map((each) => each.reused)).toEqual([true]);
  });

  test("facts decide, and not the verdict that stands beside them; where the two differ, the cell is listed", () => {
    const lines = [
      row(cell("x"), { is: "pass" }, { observation: seenAs(failed) }),
      row(cell("z"), failed, { observation: seenAs({ is: "pass" }) }),
      row(cell("y")),
    ];
    const record = fold([cell("x"), cell("y"), cell("z")], lines);
    expect([cell("x"), cell("y"), cell("z")].flatMap((text) => stateOf(record, text))).toEqual([{ is: "judged", verdict: failed }, pass, pass]);
    expect(record.rejudged).toEqual([
      { cell: cell("x"), told: { is: "pass" }, now: failed },
      { cell: cell("z"), told: failed, now: { is: "pass" } },
    ]);
  });

  test("a pass whose facts were left out of memory stays a pass", () => {
    const { observation: _, ...passed } = row(cell("x")) as RanRow;
    const own = header(2);
    const record = foldRun(own, [own, worker(), ...cases, { kind: "planned", cells: [cell("must-trap"), cell("x")] }, row(cell("must-trap")), passed]);
    expect(record.cells.map(({ state, observation }) => [state, observation !== undefined])).toEqual([
      [pass, true],
      [pass, false],
    ]);
  });

  test("flakes are the trials before the one that counts; those of a repeated cell are none", () => {
    const earlier = [seenAs(failed), seenAs(failed)];
    const record = fold(
      [cell("x"), cell("z")],
      [row(cell("x"), { is: "pass" }, { earlier }), row(cell("z"), { is: "pass" }, { trials: { count: 3, cpuMs: 1 } })],
    );
    expect(record.cells.slice(2).map(({ flaked }) => flaked)).toEqual([2, 0]);
  });
});

describe("several workers", () => {
  const there = worker({ id: "w2", machine: { ...worker().machine, id: "ffffffffffff" }, lanes: [lanePin(lanes[0])] });
  const asked = cell("must-trap");
  const own = (text: string, verdict?: Verdict): JournalLine => row(text, verdict, { worker: "w2" });
  const told = (lines: readonly JournalLine[], workers: readonly Worker[] = [worker(), there]) =>
    fold([cell("x"), cell("y"), cell("y", lanes[1])], [row(cell("x")), own(cell("y")), row(cell("y", lanes[1])), ...lines], workers);
  const states = (record: ReturnType<typeof fold>): string[] => record.cells.map(({ state }) => (state.is === "judged" ? state.verdict.is : state.is));

  test("answer one plan: each cell tells by whom, lanes and toolchains are listed once", () => {
    const record = told([own(asked)]);
    expect(states(record)).toEqual(["pass", "pass", "pass", "pass", "pass"]);
    expect(record.cells.map((each) => each.worker)).toEqual(["w1", "w1", "w1", "w2", "w1"]);
    expect([record.workers.map(({ id }) => id), record.lanes.map(({ id }) => id), record.toolchains.map(({ id }) => id)]).toEqual([
      ["w1", "w2"],
      lanes,
      ["c/zig-cc"],
    ]);
  });

  test("a trust cell that failed at one of them distrusts the lane, in whatever order the two were told", () => {
    const lines = (...all: JournalLine[]) => fold([cell("x"), cell("y")], [row(cell("x")), own(cell("y")), ...all], [worker(), there]);
    expect(states(lines(own(asked, failed)))).toEqual(["fail", "pass", "untrusted", "untrusted"]);
    const first = header(3);
    const record = foldRun(first, [
      first,
      worker(),
      there,
      ...cases,
      { kind: "planned", cells: [asked, cell("x"), cell("y")] },
      own(asked, failed),
      row(asked),
      row(cell("x")),
      own(cell("y")),
    ]);
    expect(states(record)).toEqual(["fail", "untrusted", "untrusted"]);
    expect(record.distrusted).toEqual([{ lane: lanes[0], target: "wasip1", because: ["must-trap/a: planted to fail by trap, reported as pass"] }]);
  });

  test("a lane that one of them never tried does not count, though another did; a worker without the trust program's toolchain cannot try it", () => {
    expect(states(told([]))).toEqual(["lost", "pass", "untrusted", "untrusted", "pass"]);
    expect(states(told([], [worker(), { ...there, toolchains: [] }]))).toEqual(["pass", "pass", "pass", "pass", "pass"]);
    expect(states(told([], [worker()]))).toEqual(["pass", "pass", "pass", "broken", "pass"]);
  });

  test("a lane whose Keep is proven at one of them and not at the other counts for nothing", () => {
    const unproven = { ...there, lanes: [lanePin(lanes[0], { unattested: "nobody has verified it" })] };
    expect(states(told([own(asked)], [worker(), unproven]))).toEqual(["pass", "pass", "untrusted", "untrusted", "pass"]);
  });

  test("a pass of what the lane does not claim is red: its claims or the case's needs are wrong; of a trust cell it is not", () => {
    const record = fold([cell("y"), cell("x")], [row(cell("y")), row(cell("x"))]);
    expect(record.cells.map(({ text, standing }) => [text, standing.is])).toEqual([
      ...lanes.map((lane) => [cell("must-trap", lane), "expected"]),
      [cell("y"), "unexpected-pass"],
      [cell("x"), "expected"],
    ]);
  });

  test("a cell is held against the claims of its own worker's lane", () => {
    const links: Verdict = { is: "unsupported", capability: "links", proof: "missing import: m" };
    const claiming = { ...there, lanes: [lanePin(lanes[0], { claims: { wasip1: ["links"] } })] };
    const at = (id: string) => fold([cell("y")], [own(asked), row(cell("y"), links, { worker: id })], [worker(), claiming]).cells.at(-1)?.state;
    expect(at("w1")).toMatchObject({ verdict: { is: "unsupported", capability: "links" } });
    expect(at("w2")).toMatchObject({ verdict: { is: "fail", cause: "missing-import" } });
  });
});

describe("trust", () => {
  const distrusted = (lines: readonly JournalLine[], trust: string[] = ["must-trap"]) => {
    const own = header(3, { trust });
    const planned = [cell("must-trap"), cell("x"), cell("x", lanes[1])];
    const record = foldRun(own, [own, worker(), ...cases, { kind: "planned", cells: planned }, ...lines]);
    return record.cells.map(({ state }) => (state.is === "judged" ? state.verdict.is : state.is));
  };
  const passing = [row(cell("x")), row(cell("x", lanes[1]))];

  test("a lane that reported the planted failure counts; one that was never asked does not", () => {
    expect(distrusted([row(cell("must-trap")), ...passing])).toEqual(["pass", "pass", "untrusted"]);
  });

  test("a lane that did not, or whose trust cell was lost, counts for nothing; the trust cell keeps its verdict", () => {
    expect(distrusted([row(cell("must-trap"), failed), ...passing])).toEqual(["fail", "untrusted", "untrusted"]);
    expect(distrusted(passing)).toEqual(["lost", "untrusted", "untrusted"]);
    expect(distrusted([row(cell("must-trap"), { is: "unsupported", capability: "traps", proof: "p" }), ...passing])[1]).toBe("untrusted");
  });

  test("a lane that refuses all of a target has nothing to be tried with: what it refuses is unsupported", () => {
    const there = cell("y", lanes[1]);
    const refused = row(there, { is: "unsupported", capability: "links", proof: "missing import: stream" });
    const own = header(3, { trust: ["must-trap"] });
    const told = (lines: readonly JournalLine[], planned: readonly string[]): string[] =>
      foldRun(own, [own, worker(), ...cases, { kind: "planned", cells: [...planned] }, ...lines]).cells.map(({ state }) =>
        state.is === "judged" ? state.verdict.is : state.is,
      );
    expect(told([refused], [there])).toEqual(["unsupported"]);
    // One that runs anything of it is asked all the same.
    const other = cell("x", lanes[1]);
    expect(told([refused, row(other)], [there, other])).toEqual(["untrusted", "untrusted"]);
  });

  test("a cell with a role in another Keep counts only where that lane is trusted too", () => {
    const there = "w@1.0.0/kvm:qemu:tcg-x86_64";
    const [pair, asked] = [cell("pair"), cell("must-trap", there)];
    const told = (lines: readonly JournalLine[], planned: readonly string[] = [pair, asked], rest: Parameters<typeof lanePin>[1] = {}) => {
      const own = worker({ lanes: [...lanes.map((id) => lanePin(id)), lanePin(there, rest)] });
      const record = fold(planned, [row(pair, { is: "pass" }, { elsewhere: { server: there } }), ...lines], [own]);
      return [stateOf(record, pair)[0], record.distrusted];
    };
    expect(told([row(asked)])).toEqual([pass, []]);
    expect(told([row(asked, failed)])[0]).toEqual({ is: "untrusted", because: expect.stringMatching(/^w@1\.0\.0\/kvm:qemu:tcg-x86_64: must-trap\/a: /) });
    expect(told([])[0]).toEqual({ is: "untrusted", because: expect.stringMatching(/^w@1\.0\.0\/kvm:qemu:tcg-x86_64: must-trap\/a: /) });
    const never = { lane: there, target: "wasip1", because: ["no trust cell ran in it"] };
    expect(told([], [pair])).toEqual([{ is: "untrusted", because: `${there}: no trust cell ran in it` }, [never]]);
    expect(told([row(asked)], [pair, asked], { unattested: "nobody has verified it" })[0]).toEqual({
      is: "untrusted",
      because: `${there}: nobody has verified it`,
    });
  });

  test("trust is by target: a lane may be believed for one and not for the other", () => {
    const own = header(3);
    const [asked, one, two] = [cell("must-trap"), cell("x"), cell("x", lanes[0], "c/zig-cc.wasip2")] as const;
    const record = foldRun(own, [own, worker(), ...cases, { kind: "planned", cells: [asked, one, two] }, row(asked), row(one), row(two)]);
    expect(record.cells.map((each) => each.state.is)).toEqual(["judged", "judged", "untrusted"]);
    expect(record.distrusted).toEqual([{ lane: lanes[0], target: "wasip2", because: ["no trust cell ran in it"] }]);
  });
});
