import { describe, expect, test } from "vitest";
import type { Selection } from "../engine/select.ts";
import { type Made, madeRun, type Told } from "../judge/run.fixture.ts";
import type { PlannedCell } from "../plan/planned.ts";
import type { Attempt } from "./attempt.ts";
import { codeOf } from "./check.ts";
import { attemptFindings, type Finding } from "./findings.ts";
import type { Subject } from "./subject.ts";

const subject = (kind: Subject["kind"], id: string): Subject => ({ kind, id, folder: `/p/${id}`, shown: `somewhere/${id}` });
const fail: Told = { verdict: { is: "fail", cause: "trap", detail: "out of bounds\nat 0x40" } };

/** An attempt of which this run came, with these planned cells besides. */
const attemptOf = (cells: Readonly<Record<string, Told>>, made: Made = {}, more: Partial<Attempt> = {}): Attempt => ({
  record: madeRun(cells, made),
  grounds: { needs: () => [], compiler: () => "c", foreign: () => [] },
  selection: { cells: [], toolchains: [], lanes: [], unavailable: [] } as unknown as Selection,
  said: new Map(),
  ...more,
});
const find = (findings: readonly Finding[], what: string): Finding | undefined => findings.find((each) => each.what === what);

describe("what an attempt shows of a workload", () => {
  const good = attemptFindings(attemptOf({ "args/none,c/cc.wasip1": {}, "args/plain,c/cc.wasip1": {} }), subject("workload", "args"));

  test("is that all of it passes, without the programs by which lanes are tried", () => {
    expect(good.ran).toBe(true);
    expect(find(good.findings, "cells")).toMatchObject({ state: "ok", detail: "2 of 2 cells pass in w@1.2.3/nil:host-x86_64, built by c/cc.wasip1" });
    expect(find(good.findings, "build")).toMatchObject({ state: "ok", detail: expect.stringMatching(/^1 of 1 programs/) });
  });

  test("is what failed, with what the program wrote and the command that shows it again", () => {
    const cell = "args/plain,c/cc.wasip1,w@1.2.3/nil:host-x86_64";
    const tried = attemptOf(
      { "args/none,c/cc.wasip1": {}, "args/plain,c/cc.wasip1": fail },
      {},
      { said: new Map([[cell, { stdout: "one\ntwo\n", stderr: "" }]]) },
    );
    const { findings } = attemptFindings(tried, subject("workload", "args"));
    expect(find(findings, "cells")?.state).toBe("failed");
    const failed = find(findings, "trap");
    expect(failed).toMatchObject({ state: "failed", detail: expect.stringMatching(/^expected exit 0, found a trap \(out of bounds \(1 cell, blame: /) });
    expect(failed?.lines).toEqual(["at 0x40)", "stdout:", "| one", "| two", `./gatehouse run ${cell}`]);
  });

  test("counts what is unsupported, inexpressible and known apart", () => {
    const { findings } = attemptFindings(
      attemptOf({
        "args/none,c/cc.wasip1": { verdict: { is: "unsupported", capability: "links", proof: "ENOSYS" } },
        "args/plain,c/cc.wasip1": { state: "inexpressible", why: "no" },
      }),
      subject("workload", "args"),
    );
    expect(find(findings, "cells")?.detail).toMatch(/^0 of 2 cells pass .*, 1 unsupported, 1 inexpressible$/);
  });

  test("is nothing where no cell was judged", () => {
    const told = { "args/none,c/cc.wasip1": { state: "inexpressible", why: "no" }, "args/plain,c/cc.wasip1": "lost" } as const;
    expect(attemptFindings(attemptOf(told), subject("workload", "args")).ran).toBe(false);
  });
});

test("a trust workload is told by its own planted cells", () => {
  const { findings, ran } = attemptFindings(attemptOf({ "smoke-wat/hello,wat/tools.wasip1": {} }), subject("workload", "must-trap"));
  expect(find(findings, "cells")?.detail).toMatch(/^1 of 1 cells pass/);
  expect(ran).toBe(true);
});

test("a language's smoke program is checked again, and not run by its name, which no project has", () => {
  const { findings } = attemptFindings(attemptOf({ "smoke-c/hello,c/cc.wasip1": fail }), subject("language", "c"));
  expect(find(findings, "smoke")?.state).toBe("failed");
  expect(find(findings, "trap")?.lines).toContain("./gatehouse check somewhere/c");
});

test("a runtime is told by the planted failures too", () => {
  const { findings } = attemptFindings(
    attemptOf({ "args/none,c/cc.wasip1": {} }, { trust: { verdict: { is: "fail", cause: "exit", detail: "0" } } }),
    subject("runtime", "w"),
  );
  expect(find(findings, "trust")).toMatchObject({ state: "failed", detail: expect.stringMatching(/^0 of 1/) });
  expect(find(findings, "untrusted")?.state).toBe("failed");
});

test("a runtime that passes what it does not claim should say so", () => {
  const record = madeRun({ "args/none,c/cc.wasip1": {} });
  const planned = record.cells.map(({ text, id }) => ({ text, id, unclaimed: ["links"] })) as unknown as PlannedCell[];
  const selection = { cells: planned, toolchains: [], lanes: [], unavailable: [] } as unknown as Selection;
  const { findings } = attemptFindings(attemptOf({ "args/none,c/cc.wasip1": {} }, {}, { selection }), subject("runtime", "w"));
  expect(find(findings, "claims")).toMatchObject({ state: "note", detail: "passes what it does not claim: wasip1 links" });
});

describe("the exit code of a check", () => {
  const report = (state: Finding["state"], ran: boolean | undefined) => ({
    subject: subject("workload", "x"),
    findings: [{ what: "x", state, detail: "", lines: [] }],
    ran,
  });

  test.each<[string, ReturnType<typeof report>[], number]>([
    ["all is well", [report("ok", true)], 0],
    ["notes and what was not checked harm nobody", [report("note", true), report("not checked", undefined)], 0],
    ["one subject failed", [report("ok", true), report("failed", true)], 1],
    ["something failed where nothing ran", [report("failed", false)], 1],
    ["nothing ran", [report("not checked", false)], 3],
    ["one of two ran", [report("not checked", false), report("ok", true)], 0],
    ["there was nothing to run", [report("ok", undefined)], 0],
    ["nothing was asked", [], 0],
  ])("where %s", (_, reports, code) => {
    expect(codeOf(reports)).toBe(code);
  });
});
