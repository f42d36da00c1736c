import { describe, expect, test } from "vitest";
import { parseCell, parseLane } from "../model/ids.ts";
import type { Capability, Verdict } from "../model/words.ts";
import { blamer } from "./blame.ts";
import { groupFailures } from "./failures.ts";
import type { CellRecord, RunRecord } from "./fold.ts";
import type { BlameGrounds } from "./witness.ts";

const fail = (cause: Extract<Verdict, { is: "fail" }>["cause"] = "exit", detail = "found exit 1"): Verdict => ({ is: "fail", cause, detail });
const pass: Verdict = { is: "pass" };

/** A cell said in short: `WORKLOAD LANGUAGE RUNTIME KEEP`. */
const cell = (short: string, verdict: Verdict | "lost" | "inexpressible", rest: Partial<CellRecord> = {}): CellRecord => {
  const [workload, language, runtime, keep = "nil"] = short.split(" ") as [string, string, string, string?];
  const text = `${workload}/a,${language}/tool.wasip1,${runtime}@1.0.0/${keep}:host-x86_64`;
  const state: CellRecord["state"] =
    verdict === "lost" ? { is: "lost" } : verdict === "inexpressible" ? { is: "inexpressible", why: "w" } : { is: "judged", verdict };
  const standing = state.is === "judged" && state.verdict.is === "pass" ? ({ is: "expected" } as const) : ({ is: "unexpected-fail" } as const);
  return { text, id: parseCell(text), state, observation: undefined, artifact: undefined, contract: undefined, flaked: 0, standing, worker: "w1", ...rest };
};

const nothing: BlameGrounds = { needs: () => [], compiler: ({ id }) => `${id.language}/${id.toolchain}`, foreign: () => [] };
const blameOf = (failing: CellRecord, others: readonly CellRecord[], grounds: Partial<BlameGrounds> = {}): string =>
  blamer([...others, failing], { ...nothing, ...grounds })(failing).on;

describe("blame", () => {
  const failing = cell("x c w", fail());

  test.each<[string, string, readonly CellRecord[]]>([
    ["undetermined", "alone", []],
    ["runtime", "it passes in another runtime", [cell("x c v", pass)]],
    ["runtime", "it passes in one other runtime and fails by another cause in a third", [cell("x c v", pass), cell("x c u", fail("trap"))]],
    ["undetermined", "it fails in two of three runtimes: nobody alone can have done that", [cell("x c v", pass), cell("x c u", fail())]],
    ["undetermined", "it fails everywhere, another language passes here: port or toolchain", [cell("x c v", fail()), cell("x rust w", pass)]],
    ["undetermined", "it fails everywhere alike, in the one Keep that was seen", [cell("x c v", fail()), cell("x rust w", fail())]],
    [
      "workload",
      "it fails alike by two languages, in two runtimes and two Keeps",
      [cell("x c v", fail()), cell("x rust w", fail()), cell("x c w kvm", fail())],
    ],
    ["undetermined", "it fails everywhere, and no other language ran here", [cell("x c v", fail()), cell("x rust v", pass)]],
    ["machine", "it passes in another Keep of the same release", [cell("x c w kvm", pass), cell("x c v", fail())]],
    ["runtime", "it fails in each Keep of the runtime, and passes in another runtime", [cell("x c w kvm", fail()), cell("x c v", pass)]],
    ["undetermined", "only another workload passes elsewhere", [cell("y c v", pass), cell("y rust w", pass)]],
    ["undetermined", "only another language fails here", [cell("x rust w", fail())]],
    [
      "undetermined",
      "elsewhere it was lost, inexpressible or unsupported",
      [cell("x c v", "lost"), cell("x c u", "inexpressible"), cell("x c t", { is: "unsupported", capability: "links", proof: "p" })],
    ],
  ])("is %s where %s", (on, _, others) => {
    expect(blameOf(failing, others)).toBe(on);
    expect(blameOf(failing, [...others].reverse())).toBe(on);
  });

  test("the Keep is blamed where the same release passes in nil", () => {
    expect(blameOf(cell("x c w kvm", fail()), [cell("x c w", pass)])).toBe("keep");
  });

  test("another artifact of the same name tells nothing of this one", () => {
    expect(blameOf(cell("x c w", fail(), { artifact: "sha256:1" }), [cell("x c v", pass, { artifact: "sha256:2" })])).toBe("undetermined");
  });

  describe("where a role ran in another Keep", () => {
    const there = (runtime: string, keep = "kvm"): Pick<CellRecord, "elsewhere"> => ({
      elsewhere: { server: parseLane(`${runtime}@1.0.0/${keep}:host-x86_64`) },
    });
    const pair = cell("x c w", fail("network"), there("w"));
    const needs = (): ["stdout"] => ["stdout"];

    test.each<[string, string, readonly CellRecord[]]>([
      ["undetermined", "alone", []],
      ["undetermined", "the same works in the cell's own Keep, by other cases: that Keep is not the only one", [cell("y c w", pass), cell("z rust w", pass)]],
      ["undetermined", "the same artifact passes in another Keep, with the role in a third", [cell("x c w glass", pass, there("w", "vault"))]],
      [
        "undetermined",
        "the same artifact passes here with the role in a third Keep: this machine or the other Keep",
        [cell("x c w", pass, there("w", "vault"))],
      ],
      ["keep", "that, and this machine has all that the case needs", [cell("x c w", pass, there("w", "vault")), cell("y c w", pass)]],
      [
        "undetermined",
        "it fails alike in every runtime, by every language",
        [cell("x c v", fail("network"), there("v")), cell("x rust w", fail("network"), there("w"))],
      ],
      ["runtime", "another runtime passes in the same two Keeps", [cell("x c v", pass, there("v"))]],
    ])("is %s where %s", (on, _, others) => {
      expect(blameOf(pair, others, { needs })).toBe(on);
    });

    test("tells nothing against this place, nor against its compiler", () => {
      const plain = cell("y c w kvm", fail("network"));
      const failing = [cell("x c w kvm", fail("network"), there("w", "nil")), cell("z c w kvm", fail("network"), there("w", "nil"))];
      const others = [cell("y rust w kvm", fail("network")), cell("y rust v kvm", fail("network"))];
      const asked = (cells: readonly CellRecord[]): string[] => [...blamer([plain, ...cells], { ...nothing, needs })(plain).because];
      expect(asked([...failing, ...others])).toEqual(asked(others));
      const alone = failing.map(({ elsewhere: _, ...own }) => own);
      expect(asked([...alone, ...others])).not.toEqual(asked(others));
    });
  });

  test("the answer tells what it rests on; undetermined names the cells that would decide", () => {
    expect(blamer([failing], nothing)(failing)).toEqual({
      on: "undetermined",
      because: [],
      run: ["x/a,c/tool.wasip1,*", "x/a,*.wasip1,w@1.0.0/nil:host-x86_64"],
    });
    expect(blamer([failing, cell("x c v", pass)], nothing)(failing).because).toEqual(["the same artifact passes in v@1.0.0/nil:host-x86_64"]);
  });

  test("a port is told from its toolchain by what else the toolchain passes, or by another one", () => {
    const everywhere = [cell("x c v", fail()), cell("x rust w", pass)];
    const needs = (): ["stdout"] => ["stdout"];
    expect(blameOf(failing, [...everywhere, cell("y c w", pass)], { needs })).toBe("workload");
    expect(blameOf(failing, [...everywhere, cell("y c w", fail()), cell("y rust w", pass)], { needs })).toBe("toolchain");
    // clang is c's other toolchain here.
    const byClang = (verdict: Verdict): CellRecord => {
      const text = "x/a,c/clang.wasip1,w@1.0.0/nil:host-x86_64";
      return { ...cell("x c w", verdict), text, id: parseCell(text) };
    };
    const onBareMachine = [...everywhere, cell("x c w kvm", fail())];
    expect(blameOf(failing, [...onBareMachine, byClang(pass)])).toBe("toolchain");
    expect(blameOf(failing, [...onBareMachine, byClang(fail())])).toBe("workload");
    expect(blameOf(failing, [...onBareMachine, byClang(fail())], { compiler: () => "one for all" })).toBe("undetermined");
  });

  test("what broke is the harness's; what does not compile is never a lane's", () => {
    expect(blameOf(cell("x c w", { is: "broken", stage: "launch", detail: "d" }), [cell("x c v", pass)])).toBe("harness");
    const unbuilt = cell("x c w", fail("build"));
    const needs = (): ["stdout"] => ["stdout"];
    expect(blameOf(unbuilt, [cell("x rust w", pass), cell("y c w", pass)], { needs })).toBe("workload");
    expect(blameOf(unbuilt, [cell("x rust w", pass), cell("y c w", fail("build")), cell("y rust w", pass)], { needs })).toBe("toolchain");
    expect(blameOf(unbuilt, [])).toBe("undetermined");
  });

  test("an import that the target does not have is named, and no runtime is blamed for it", () => {
    const missing = cell("x c w", fail("missing-import"));
    const answer = blamer([missing], { ...nothing, foreign: () => ["env#abort"] })(missing);
    expect(answer.on).toBe("undetermined");
    expect(answer.because).toEqual(["the artifact imports what wasip1 does not have: env#abort"]);
    const another = cell("x rust w", pass);
    expect(blamer([missing, another, cell("y c w", pass)], { ...nothing, needs: () => ["stdout"], foreign: () => ["env#abort"] })(missing).on).toBe("workload");
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
    groupFailures({ cells } as unknown as RunRecord, nothing).map(({ cells: own, ...rest }) => ({ ...rest, count: own.length }));

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

  test("what explains most comes first, by its smallest program; what is known last; what passes unexpectedly is told with its reason", () => {
    const excused = ["a", "b", "c"].map((name) => cell(`${name} c w`, fail(), { standing: { is: "known-failure", known } }));
    const needs: Readonly<Record<string, readonly Capability[]>> = { d: ["args", "stdout", "env"], e: ["env"], f: ["stdout"], g: ["env", "args"] };
    const cells = [
      ...excused,
      cell("d c w", fail("trap", "t")),
      cell("e c w", fail("exit", "found exit 1: no variable ONE")),
      cell("f c w", fail("start", "s")),
      cell("g c w", pass, { standing: { is: "unexpected-pass", because: `is known to fail: ${known.reason}` } }),
    ];
    const found = groupFailures({ cells } as unknown as RunRecord, { ...nothing, needs: ({ id }) => needs[id.workload] ?? [] });
    expect(found.map(({ cause, cells: own, known: why }) => [cause, own.length, why])).toEqual([
      ["exit", 1, undefined],
      ["start", 1, undefined],
      ["unexpected-pass", 1, undefined],
      ["trap", 1, undefined],
      ["exit", 3, "told upstream"],
    ]);
    expect(found[2]?.detail).toContain("told upstream");
  });

  test("a lane without trust is one group, with what it did in place of a planted failure", () => {
    const state = { is: "untrusted", because: "must-exit-3/three: expected exit 3, found exit 4" } as const;
    const found = groups(cell("x c w", pass, { state }), cell("y rust w", pass, { state: { ...state, because: "must-trap/trap: reported as pass" } }));
    expect(found.map(({ cause, count, detail }) => [cause, count, detail])).toEqual([
      ["untrusted", 2, "w@1.0.0/nil:host-x86_64 is not trusted: must-exit-3/three: expected exit 3, found exit 4"],
    ]);
  });

  test("what two failures say apart, or two engines do, is apart; one trap in the words of two toolchains is one", () => {
    const apart = groups(cell("x c w", fail("exit", "found exit 1: sandbox: ..")), cell("y c w", fail("exit", "found exit 1: rename failed")));
    expect(apart).toHaveLength(2);
    const [left, right] = [cell("x c w", fail()), cell("y c v", fail())];
    const passing = [cell("x c v", pass), cell("y c w", pass)];
    expect(groups(left, right, ...passing).map(({ blame, count }) => [blame, count])).toEqual([
      ["runtime", 1],
      ["runtime", 1],
    ]);
    expect(
      groups(cell("x c w", fail("trap", "found a trap (unreachable)")), cell("y c w", fail("trap", "found a trap (wasm `unreachable` instruction)"))),
    ).toHaveLength(1);
  });

  test("a failure whose excuse has ended says so", () => {
    expect(groups(cell("x c w", fail(), { standing: { is: "unexpected-fail", expired: known } }))[0]?.detail).toMatch(/ended on 2027-01-01$/);
  });
});
