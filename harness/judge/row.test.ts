import { describe, expect, test } from "vitest";
import { unclaimedOf } from "../model/claims.ts";
import type { ArtifactRow, CaseLine, RanRow, Row, Verdict, Worker } from "../model/generated/journal.ts";
import type { KeptLine } from "../model/rows.ts";
import { differs } from "./repeat.ts";
import { passTrimmer, RowJudge } from "./row.ts";
import { caseLine, lanePin, observed, seenAs, workerLine } from "./seen.fixture.ts";

const lane = "w@1.0.0/nil:host-x86_64";
const cell = `x/a,c/zig-cc.wasip1,${lane}`;
const failure: Verdict = { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" };
const missing: Verdict = { is: "unsupported", capability: "links", proof: "missing import: path_link" };
const noImport = observed("", { ending: { how: "missing-import", message: "path_link" } });

const worker = (claims: Worker["lanes"][number]["claims"] = {}, id = "w1"): Worker => workerLine({ id, lanes: [lanePin(lane, { claims })] });
const ran = (rest: Partial<RanRow> = {}): RanRow => ({
  kind: "row",
  cell,
  worker: "w1",
  state: "ran",
  artifact: "sha256:a",
  observation: observed(),
  verdict: { is: "pass" },
  ...rest,
});
const own = { kind: "row", cell, worker: "w1" } as const;
const artifact = (outcome: ArtifactRow["outcome"], rest: Partial<ArtifactRow> = {}): ArtifactRow => ({
  ...{ kind: "artifact", build: "x,c/zig-cc.wasip1", worker: "w1", key: "sha256:k", reused: false, milliseconds: 1, outcome },
  ...rest,
});
const failedBuild = (stage: "compile" | "build"): ArtifactRow["outcome"] => ({ state: "failed", stage, message: "line 1: no", command: ["cc"] });

/** What a judge that has learned from these lines says of a row. */
const verdictOn = (row: Row, lines: readonly KeptLine[] = [worker(), caseLine("x/a", { needs: ["links"] })]): Verdict | undefined => {
  const judge = new RowJudge();
  for (const line of lines) judge.learn(line);
  return judge.verdict(row);
};

describe("a row's verdict", () => {
  test.each<[string, Row, Verdict | undefined]>([
    ["of a cell that ran follows from its facts", ran(), { is: "pass" }],
    ["is not read from the row", ran({ observation: seenAs(failure) }), failure],
    ["is not read from the row where that says less than the facts", ran({ verdict: failure }), { is: "pass" }],
    ["of a cell that could not be set up is none", { ...own, state: "inexpressible", why: "no sockets" }, undefined],
    [
      "of a cell that broke is its stage",
      { ...own, state: "broken", stage: "sandbox", detail: "ENOSPC" },
      { is: "broken", stage: "sandbox", detail: "ENOSPC" },
    ],
    [
      "of an artifact that the engine could not prepare is that it does not start",
      { ...own, state: "unprepared", artifact: "sha256:a", detail: "exit 7" },
      { is: "fail", cause: "start", detail: "exit 7" },
    ],
  ])("%s", (_, row, verdict) => {
    expect(verdictOn(row)).toEqual(verdict);
  });

  describe("of a cell that was not built", () => {
    const unbuilt: Row = { ...own, state: "unbuilt", build: "x,c/zig-cc.wasip1" };

    test("is the compiler's, or the harness's own, by the line of its build", () => {
      expect(verdictOn(unbuilt, [artifact(failedBuild("compile"))])).toEqual({ is: "fail", cause: "build", detail: "line 1: no" });
      expect(verdictOn(unbuilt, [artifact(failedBuild("build"))])).toEqual({ is: "broken", stage: "build", detail: "line 1: no" });
    });

    test.each<[string, readonly KeptLine[]]>([
      ["there is no line of its build", []],
      ["that line is another build's", [artifact(failedBuild("compile"), { build: "y,c/zig-cc.wasip1" })]],
      ["that line is another worker's", [artifact(failedBuild("compile"), { worker: "w2" })]],
      ["its build is told to have worked", [artifact({ state: "built", digest: "sha256:a", size: 1, imports: [], exports: [], producers: [] })]],
    ])("is broken where %s", (_, lines) => {
      expect(verdictOn(unbuilt, lines)).toEqual({ is: "broken", stage: "judge", detail: "no line tells why x,c/zig-cc.wasip1 was not built" });
    });

    test("is by the last line of its build, where a run went on", () => {
      expect(verdictOn(unbuilt, [artifact(failedBuild("build")), artifact(failedBuild("compile"))])).toMatchObject({ is: "fail", cause: "build" });
    });
  });

  describe("of a cell that ran", () => {
    const broken: Verdict = { is: "broken", stage: "judge", detail: "no line before its row tells what its cell is held against" };

    test.each<[string, readonly KeptLine[]]>([
      ["no line tells its contract", [worker()]],
      ["only another case's line is there", [worker(), caseLine("x/b")]],
      ["no line tells of its worker", [caseLine("x/a")]],
      ["its worker has no such lane", [workerLine({ lanes: [lanePin("w@2.0.0/nil:host-x86_64")] }), caseLine("x/a")]],
      ["only another worker has the lane", [worker({}, "w2"), caseLine("x/a")]],
    ])("is broken, and no pass, where %s", (_, lines) => {
      expect(verdictOn(ran(), lines)).toEqual(broken);
    });

    test("is unsupported only where its lane does not claim what it needs, for its target", () => {
      const row = ran({ observation: noImport });
      const held = caseLine("x/a", { needs: ["args", "links"] });
      expect(verdictOn(row, [worker({ wasip1: ["args"] }), held])).toEqual(missing);
      expect(verdictOn(row, [worker({ wasip1: ["args", "links"] }), held])).toMatchObject({ is: "fail", cause: "missing-import" });
      expect(verdictOn(row, [worker({ wasip2: ["args", "links"] }), held])).toMatchObject({ is: "unsupported", capability: "args" });
      expect(verdictOn(row, [worker(), caseLine("x/a")])).toMatchObject({ is: "fail", cause: "missing-import" });
    });

    test("is that of the planted failure, where its case tells of one", () => {
      const held = caseLine("x/a", { mustFail: "trap" });
      expect(verdictOn(ran({ observation: seenAs({ is: "pass" }, "trap") }), [worker(), held])).toEqual({ is: "pass" });
      expect(verdictOn(ran(), [worker(), held])).toMatchObject({ is: "fail", cause: "trap" });
    });

    test("is by its own lane, also where the lane's version is a path with what a cell's name has", () => {
      const path = "w@path:/a%2Cb/nil:host-x86_64";
      const lines = [workerLine({ lanes: [lanePin(path)] }), caseLine("x/a")];
      expect(verdictOn(ran({ cell: `x/a,c/zig-cc.wasip1,${path}` }), lines)).toEqual({ is: "pass" });
    });

    test("of trials that differ is nondeterministic, by the facts of the two", () => {
      const trials = { count: 3, cpuMs: 1 };
      const pass: Verdict = { is: "pass" };
      expect(verdictOn(ran({ trials, earlier: [observed()], observation: seenAs(failure) }))).toEqual(differs(pass, failure, 3));
      expect(verdictOn(ran({ trials, earlier: [observed("one")], observation: observed("two") }))).toEqual(differs(pass, pass, 3));
      expect(verdictOn(ran({ trials }))).toEqual(pass);
    });

    test("is that of the last trial of a cell that flaked", () => {
      expect(verdictOn(ran({ earlier: [seenAs(failure)] }))).toEqual({ is: "pass" });
      expect(verdictOn(ran({ earlier: [seenAs(failure)], observation: seenAs(failure) }))).toEqual(failure);
    });

    test("that passed and whose facts were left out stays what it was", () => {
      const { observation: _, ...kept } = ran();
      expect(new RowJudge().verdict(kept)).toEqual({ is: "pass" });
    });
  });
});

test("what a lane does not claim is in the order of the needs", () => {
  expect(unclaimedOf(["udp", "args", "links"], ["args"])).toEqual(["udp", "links"]);
  expect(unclaimedOf([], ["args"])).toEqual([]);
});

describe("passTrimmer", () => {
  const lines: readonly KeptLine[] = [worker(), caseLine("x/a"), { kind: "planned", cells: [cell] }];
  const trimmed = (row: Row, before: readonly (KeptLine | CaseLine)[] = lines): KeptLine => {
    const [trim, judge] = [passTrimmer(), new RowJudge()];
    for (const line of before) {
      judge.learn(line);
      expect(trim(line, undefined)).toBe(line);
    }
    return trim(row, judge.verdict(row));
  };

  test("leaves out the facts of what passed, and nothing else of it", () => {
    const row = ran({ reused: "before", elsewhere: { server: lane }, trials: { count: 2, cpuMs: 1 } });
    const { observation: _, ...rest } = row;
    expect(trimmed(row)).toEqual(rest);
  });

  test.each<[string, Row]>([
    ["failed", ran({ observation: seenAs(failure), verdict: failure })],
    ["fails today, although its worker said that it passed", ran({ observation: seenAs(failure) })],
    ["passes today, although its worker said otherwise: that is told", ran({ verdict: failure })],
    ["did not run", { ...own, state: "broken", stage: "sandbox", detail: "d" }],
  ])("keeps the whole of what %s", (_, row) => {
    expect(trimmed(row)).toBe(row);
  });

  test("keeps the facts of a row whose contract it has not seen", () => {
    const row = ran();
    expect(trimmed(row, [worker()])).toBe(row);
  });
});
