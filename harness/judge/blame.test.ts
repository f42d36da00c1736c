import { describe, expect, test } from "vitest";
import { parseCell } from "../model/ids.ts";
import type { Verdict } from "../model/words.ts";
import { blame } from "./blame.ts";
import { groupFailures } from "./failures.ts";
import type { CellRecord, RunRecord } from "./fold.ts";

const fail = (cause: Extract<Verdict, { is: "fail" }>["cause"] = "exit", detail = "found exit 1"): Verdict => ({ is: "fail", cause, detail });
const pass: Verdict = { is: "pass" };

/** A cell said in short: `WORKLOAD LANGUAGE RUNTIME KEEP`. */
const cell = (short: string, verdict: Verdict | "lost" | "inexpressible", rest: Partial<CellRecord> = {}): CellRecord => {
  const [workload, language, runtime, keep = "nil"] = short.split(" ") as [string, string, string, string?];
  const text = `${workload}/a,${language}/tool.wasip1,${runtime}@1.0.0/${keep}:host-x86_64`;
  const state: CellRecord["state"] =
    verdict === "lost" ? { is: "lost" } : verdict === "inexpressible" ? { is: "inexpressible", why: "w" } : { is: "judged", verdict };
  const standing = state.is === "judged" && state.verdict.is === "pass" ? ({ is: "expected" } as const) : ({ is: "unexpected-fail" } as const);
  return { text, id: parseCell(text), state, observation: undefined, artifact: undefined, flaked: 0, standing, ...rest };
};

const blameOf = (failing: CellRecord, ...others: readonly CellRecord[]): string => blame(failing, [...others, failing]).on;

describe("blame", () => {
  const failing = cell("x c w", fail());

  test.each<[string, string, readonly CellRecord[]]>([
    ["undetermined", "alone", []],
    ["runtime", "it passes in another runtime", [cell("x c v", pass)]],
    ["runtime", "it passes in one other runtime and fails in another", [cell("x c v", pass), cell("x c u", fail())]],
    ["toolchain", "it fails everywhere, another language passes here", [cell("x c v", fail()), cell("x rust w", pass)]],
    ["workload", "it fails everywhere, and so does another language", [cell("x c v", fail()), cell("x rust w", fail())]],
    ["undetermined", "it fails everywhere, and no other language ran here", [cell("x c v", fail()), cell("x rust v", pass)]],
    ["keep", "it passes in another Keep of the same runtime", [cell("x c w kvm", pass), cell("x c v", fail())]],
    ["runtime", "it fails in each Keep of the runtime, and passes in another runtime", [cell("x c w kvm", fail()), cell("x c v", pass)]],
    ["undetermined", "only another workload passes elsewhere", [cell("y c v", pass), cell("y rust w", pass)]],
    ["undetermined", "only another language fails here", [cell("x rust w", fail())]],
    [
      "undetermined",
      "elsewhere it was lost, inexpressible or unsupported",
      [cell("x c v", "lost"), cell("x c u", "inexpressible"), cell("x c t", { is: "unsupported", capability: "links", proof: "p" })],
    ],
  ])("is %s where %s", (on, _, others) => {
    expect(blameOf(failing, ...others)).toBe(on);
    expect(blameOf(failing, ...[...others].reverse())).toBe(on);
  });

  test("undetermined names the cells that would decide", () => {
    expect(blame(failing, [failing])).toEqual({ on: "undetermined", run: ["x/a"] });
  });

  test("what broke is the harness's; a build that fails is the workload's only where the toolchain builds another", () => {
    expect(blameOf(cell("x c w", { is: "broken", stage: "launch", detail: "d" }), cell("x c v", pass))).toBe("harness");
    const unbuilt = cell("x c w", fail("build"));
    expect(blameOf(unbuilt, cell("y c w", pass, { artifact: "sha256:0" }))).toBe("workload");
    expect(blameOf(unbuilt, cell("y c w", fail("build")), cell("y rust w", pass, { artifact: "sha256:0" }))).toBe("toolchain");
  });
});

describe("groupFailures", () => {
  const known = {
    kind: "failure",
    cells: "*",
    pattern: /./,
    cause: "exit",
    releases: undefined,
    reason: "told upstream",
    link: undefined,
    until: "2027-01-01",
  } as const;
  const groups = (...cells: readonly CellRecord[]) =>
    groupFailures({ cells } as unknown as RunRecord).map(({ cells: own, ...rest }) => ({ ...rest, count: own.length }));

  test("what passes or cannot be set up is in no group; all else is in one, and in one only", () => {
    const cells = [
      cell("x c w", pass),
      cell("x c v", "inexpressible"),
      cell("y c w", "lost"),
      cell("y c v", { is: "unsupported", capability: "links", proof: "missing import: l" }),
      cell("z c w", { is: "broken", stage: "launch", detail: "gone" }),
      cell("z c v", fail()),
      cell("z c u", pass, { state: { is: "untrusted", because: "must-trap" } }),
    ];
    const found = groups(...cells);
    expect(found.map((group) => group.cause).sort()).toEqual(["broken", "exit", "lost", "unsupported", "untrusted"]);
    expect(found.reduce((all, group) => all + group.count, 0)).toBe(5);
  });

  test("failures that differ in sizes and offsets alone are one, those that differ in exit codes are not", () => {
    const stdout = (size: number): Verdict => fail("stdout", `${size} bytes that are not the expected ones, first difference at byte ${size - 1}`);
    expect(
      groups(
        cell("x c w", stdout(3)),
        cell("x rust w", stdout(40)),
        cell("x go w", fail("exit", "found exit 1")),
        cell("x d w", fail("exit", "found exit 2")),
      ).map(({ cause, count }) => [cause, count]),
    ).toEqual([
      ["stdout", 2],
      ["exit", 1],
      ["exit", 1],
    ]);
  });

  test("the largest comes first, what is known last; what passes unexpectedly is told with its reason", () => {
    const excused = ["a", "b", "c"].map((name) => cell(`${name} c w`, fail(), { standing: { is: "known-failure", known } }));
    const found = groups(
      ...excused,
      cell("d c w", fail("trap", "t")),
      cell("e c w", fail("start", "s")),
      cell("f c w", fail("start", "s")),
      cell("g c w", pass, { standing: { is: "unexpected-pass", known } }),
    );
    expect(found.map(({ cause, count, known: why }) => [cause, count, why])).toEqual([
      ["start", 2, undefined],
      ["trap", 1, undefined],
      ["unexpected-pass", 1, undefined],
      ["exit", 3, "told upstream"],
    ]);
    expect(found[2]?.detail).toContain("told upstream");
  });

  test("a failure whose excuse has ended says so", () => {
    expect(groups(cell("x c w", fail(), { standing: { is: "unexpected-fail", expired: known } }))[0]?.detail).toMatch(/ended on 2027-01-01$/);
  });
});
