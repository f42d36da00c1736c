import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BlameGrounds } from "../judge/witness.ts";
import { type Fault, holdsUp, whyUnfound } from "../model/fault.ts";
import { parseCell } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { faultyLane, type Outcome } from "./cells.ts";
import { inTurns, mayMeet, type Passing, type Search, seek } from "./seek.ts";

const fault = (on: string, after?: readonly string[]): Fault => ({ id: "f", on, way: "wrong-errno", about: "it is wrong", ...(after ? { after } : {}) });

test.each<[string, readonly string[] | undefined, readonly string[], boolean]>([
  ["fd_read", undefined, ["fd_read 0"], true],
  ["fd_read", undefined, ["fd_readdir 0", "fd_write 8"], false],
  ["fd_read", ["8"], ["fd_read 0"], false],
  ["fd_read", ["8", "21"], ["fd_read 0", "fd_read 21"], true],
  ["wasi:io/streams#[method]input-stream.read", ["closed"], ["wasi:io/streams#[method]input-stream.read closed"], true],
  ["proc_exit", undefined, ["proc_exit end"], true],
])("a fault of %s after %j meets %j: %j", (on, after, calls, meets) => {
  expect(mayMeet(fault(on, after), calls)).toBe(meets);
});

const passing = (text: string, wallMs: number, calls: readonly string[] = [], args: readonly string[] = []): Passing =>
  ({
    ...{ cell: { text, id: parseCell(`${text},c/zig-cc.wasip1,faulty@1/nil:host-x86_64`) }, wallMs, calls },
    ready: { case: { programs: { main: { args } } } },
  }) as unknown as Passing;

test("cells that are told the function come first, whatever their workload", () => {
  const order = inTurns([passing("a/1", 1), passing("b/1", 9, [], ["fd_close 9"]), passing("b/2", 8, [], ["fd_open", "fd_close 1"])], "fd_close");
  expect(order.map(({ cell }) => cell.text)).toEqual(["b/2", "b/1", "a/1"]);
});

test("a function of WASI 0.2 is told without its interface", () => {
  const cells = [passing("a/1", 1), passing("b/1", 9, [], ["stat /data"])];
  expect(inTurns(cells, "wasi:filesystem/types#[method]descriptor.stat")[0]?.cell.text).toBe("b/1");
});

test("cells take turns by workload: those in which most comes of the function, then the quickest", () => {
  const order = inTurns([passing("a/1", 5), passing("a/2", 1), passing("b/1", 9), passing("a/3", 7), passing("b/2", 8, ["f 0", "f 8"])], "f");
  expect(order.map(({ cell }) => cell.text)).toEqual(["b/2", "a/2", "a/1", "a/3", "b/1"]);
});

test("a cell that calls little else comes soon, however many of its workload are before it", () => {
  const many = Array.from({ length: 30 }, (_, index) => passing(`${index < 20 ? "a" : "b"}/${index}`, index, ["f 0", "f 1", "g 0", "h 0"]));
  const order = inTurns([...many, passing("a/own", 99, ["f 0"])], "f").map(({ cell }) => cell.text);
  expect(order.indexOf("a/own")).toBe(1);
  expect(order).toHaveLength(31);
});

test("turns lose no cell and add none", () => {
  const cells = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(99)));
  fc.assert(
    fc.property(cells, (drawn) => {
      const own = drawn.map(([workload, wallMs], index) => passing(`${workload}/${index}`, wallMs));
      expect(new Set(inTurns(own, "f"))).toEqual(new Set(own));
      expect(inTurns(own, "f")).toHaveLength(own.length);
    }),
  );
});

test("why nobody finds a fault follows from how near anybody comes", () => {
  expect(whyUnfound({ calls: 0, struck: 0 })).toMatch("no program calls the function");
  expect(whyUnfound({ calls: 1, struck: 0 })).toBe("1 cell calls the function, and none where the fault changes anything");
  expect(whyUnfound({ calls: 12, struck: 3, why: "the text allows it" })).toBe("the text allows it");
  expect(whyUnfound({ calls: 12, struck: 3 })).toBe("12 cells call the function, the fault changes something in 3, and none notices");
  expect(["stuck", "slow", "no-op"].map((way) => holdsUp({ way }))).toEqual([true, true, false]);
});

const lane = {
  id: parseCell("a/b,c/zig-cc.wasip1,faulty@1/nil:host-x86_64").lane,
  text: "faulty@1/nil:host-x86_64",
  runtime: { variant: {} },
} as unknown as Lane;
const grounds: BlameGrounds = { needs: () => [], compiler: () => "c", foreign: () => [] };
const reader = (text: string, wallMs = 10): Passing => ({ ...passing(text, wallMs, ["fd_read 0"]), artifact: `sha256:${text}` });
const fails = (cause: string): Outcome => ({
  verdict: { is: "fail", cause, detail: `${cause} it is` } as Outcome["verdict"],
  wallMs: 1,
  told: { calls: [], struck: 1 },
});
const passes: Outcome = { verdict: { is: "pass" }, wallMs: 1, told: { calls: [], struck: 0 } };

/** Seeks a fault among readers, each of which has an outcome by its name; gives the answer, and what was run with which limit. */
const seekAmong = async (outcomes: Readonly<Record<string, Outcome | readonly Outcome[]>>, own: Partial<Fault> = {}, more: Partial<Search> = {}) => {
  const asked: string[] = [];
  const left = new Map(Object.entries(outcomes).map(([name, each]) => [name, [each].flat()]));
  const run: Search["run"] = async ({ cell }, where, mostMs) => {
    asked.push(`${cell.text} ${where.id.variant}${mostMs === undefined ? "" : ` ${mostMs}`}`);
    return left.get(cell.text)?.shift() ?? passes;
  };
  const signal = new AbortController().signal;
  const search: Search = {
    lane,
    passing: Object.keys(outcomes).map((name) => reader(name)),
    grounds,
    run,
    signal,
    enough: 1,
    isFinder: () => false,
    sharp: new Map(),
    ...more,
  };
  return { answer: await seek({ ...fault("fd_read"), ...own }, search), asked, search };
};

describe("seek", () => {
  test("the first cell that has another verdict finds the fault, and the runtime has the blame", async () => {
    const { answer, asked } = await seekAmong({ "a/1": passes, "b/1": fails("stdout"), "c/1": fails("exit") });
    expect(answer).toMatchObject({ kind: "fault", id: "f", calls: 3, struck: 1 });
    expect(answer.found).toEqual([{ case: "b/1", route: "c/zig-cc.wasip1", cause: "stdout", detail: "stdout it is", blame: "runtime" }]);
    expect(asked).toEqual(["a/1 f 4000", "b/1 f 4000"]);
  });

  test("it goes on until enough have found it", async () => {
    const { answer } = await seekAmong({ "a/1": fails("exit"), "b/1": passes, "c/1": fails("file"), "d/1": fails("exit") }, {}, { enough: 2 });
    expect(answer.found.map((each) => each.case)).toEqual(["a/1", "c/1"]);
  });

  test("whoever has found a fault of the function is asked first", async () => {
    const { search } = await seekAmong({ "a/1": passes, "b/1": fails("stdout") });
    const { asked } = await seekAmong({ "a/1": passes, "b/1": fails("stdout") }, {}, { sharp: search.sharp });
    expect(asked).toEqual(["b/1 f 4000"]);
  });

  test("whoever is known to find the fault is asked before all others", async () => {
    const outcomes = { "a/1": fails("exit"), "b/1": fails("stdout"), "c/1": passes };
    const isFinder: Search["isFinder"] = ({ id }, { text }) => id === "f" && text === "b/1";
    const { asked } = await seekAmong(outcomes, {}, { isFinder, sharp: new Map([["a/1 fd_read", 9]]) });
    expect(asked).toEqual(["b/1 f 4000"]);
  });

  test("what came to a limit tells little: another cell is asked, and it counts where there is none", async () => {
    const both = await seekAmong({ "a/1": fails("limit"), "b/1": fails("exit") });
    expect(both.answer.found.map(({ cause }) => cause)).toEqual(["exit"]);
    const alone = await seekAmong({ "a/1": fails("limit"), "b/1": passes });
    expect(alone.answer.found.map(({ cause }) => cause)).toEqual(["limit"]);
  });

  test("a cell that is late may have all its time; with a fault that never ends it need not", async () => {
    const late = await seekAmong({ "a/1": [fails("timeout"), passes] });
    expect([late.answer.found, late.asked]).toEqual([[], ["a/1 f 4000", "a/1 f"]]);
    const stuck = await seekAmong({ "a/1": fails("timeout") }, { way: "stuck" });
    expect([stuck.answer.found.length, stuck.asked]).toEqual([1, ["a/1 f 4000"]]);
    expect((await seekAmong({ "a/1": fails("timeout") }, { way: "slow" })).asked).toEqual(["a/1 f"]);
  });

  test("nobody is asked who cannot meet it, nor anybody once it was stopped", async () => {
    expect((await seekAmong({ "a/1": fails("exit") }, { after: ["8"] })).answer).toMatchObject({ found: [], calls: 0, struck: 0 });
    const stopped = AbortSignal.abort();
    expect((await seekAmong({ "a/1": fails("exit") }, {}, { signal: stopped })).asked).toEqual([]);
  });

  test("the fault is a variant of the lane, which says how it is switched on", () => {
    const own = faultyLane(lane, fault("fd_read"));
    expect([own.text, own.id.variant, own.runtime.variant]).toEqual(["faulty@1+f/nil:host-x86_64", "f", { f: { about: "it is wrong", argv: ["--fault=f"] } }]);
    expect(lane.id.variant).toBeUndefined();
  });
});
