import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fallOf, foldCoverage, percentOf } from "./coverage.ts";
import type { CoverageRow } from "./generated/coverage.ts";
import { pairOf } from "./trace.ts";

const functions = { wasip1: ["fd_close", "fd_read", "proc_exit"], wasip2: ["wasi:io/poll#poll"] };
const row = (workload: string, language: string, calls: CoverageRow["calls"], target = "wasip1"): CoverageRow => ({
  ...{ kind: "row", target, workload, language, calls },
});

describe("coverage", () => {
  test("tells of each function who saw what", () => {
    const [preview1, component] = foldCoverage(functions, [
      row("files", "c", { fd_read: ["badf", "success"] }),
      row("args", "rust", { fd_read: ["success"], proc_exit: ["exit"] }),
      row("args", "c", { fd_read: ["badf"], unknown: ["success"] }),
    ]);
    expect(preview1).toEqual({
      target: "wasip1",
      functions: [
        { name: "fd_close", outcomes: {} },
        {
          name: "fd_read",
          outcomes: { badf: { workloads: ["args", "files"], languages: ["c"] }, success: { workloads: ["args", "files"], languages: ["c", "rust"] } },
        },
        { name: "proc_exit", outcomes: { exit: { workloads: ["args"], languages: ["rust"] } } },
      ],
      called: 2,
      succeeded: 2,
      pairs: 3,
    });
    expect([component?.called, component?.succeeded, component?.pairs]).toEqual([0, 0, 0]);
  });

  test("an error alone is no success", () => {
    const [own] = foldCoverage(functions, [row("files", "c", { fd_close: ["badf"] })]);
    expect([own?.called, own?.succeeded]).toEqual([1, 0]);
  });

  test("a signal is a success of the function that raises it, and of no other", () => {
    const [own] = foldCoverage({ wasip1: ["fd_close", "proc_raise"] }, [row("process", "c", { fd_close: ["signal"], proc_raise: ["signal"] })]);
    expect([own?.called, own?.succeeded]).toEqual([2, 1]);
    expect(["signal", "trap", "limit"].map((how) => pairOf({ call: "proc_raise" }, how))).toEqual(["proc_raise signal", undefined, undefined]);
    expect(pairOf({ call: "fd_read", errno: "badf" }, "signal")).toBe("fd_read badf");
    // What came of a call that was under way when it returned is told later.
    expect(pairOf({ call: "wasi:clocks/monotonic-clock#wait-for", errno: "pending" })).toBeUndefined();
  });
});

test("coverage falls by what is gone, and by nothing else", () => {
  const anyRow = fc
    .record({
      workload: fc.constantFrom("a", "b"),
      language: fc.constantFrom("c", "rust"),
      outcomes: fc.subarray(["success", "badf", "inval"]),
      name: fc.constantFrom(...functions.wasip1),
    })
    .map(({ workload, language, outcomes, name }) => row(workload, language, { [name]: outcomes }));
  fc.assert(
    fc.property(fc.array(anyRow), fc.array(anyRow), (kept, more) => {
      const [some, all] = [foldCoverage(functions, kept), foldCoverage(functions, [...kept, ...more])];
      expect(fallOf(some, all)).toEqual([]);
      const sum = (each: typeof some): number => each.reduce((total, { pairs }) => total + pairs, 0);
      expect(fallOf(all, some)).toHaveLength(sum(all) - sum(some));
    }),
  );
  expect(fallOf(foldCoverage(functions, [row("a", "c", { fd_read: ["badf"] })]), foldCoverage(functions, []))).toEqual(["wasip1 fd_read badf"]);
});

test("only the whole is 100 percent", () => {
  expect([percentOf(0, 0), percentOf(45, 46), percentOf(46, 46), percentOf(1, 3)]).toEqual([0, 97, 100, 33]);
});
