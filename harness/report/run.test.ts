import { describe, expect, test } from "vitest";
import { madeRun, type Told } from "../judge/run.fixture.ts";
import { observed } from "../judge/seen.fixture.ts";
import { isAsExpected, toSummary } from "../judge/summary.ts";
import type { CellView } from "../model/cell-view.ts";
import type { Findings, KeepFindings } from "../model/inspection.ts";
import { cellJson, cellLines } from "./cell.ts";
import { doctorLines } from "./doctor.ts";
import { keepLines } from "./doctor-keeps.ts";
import { runJson, runLines } from "./run.ts";
import { styleOf } from "./style.ts";

const style = styleOf(true);
const grounds = { needs: () => [], compiler: () => "c", foreign: () => [] };
const fail: Told = { verdict: { is: "fail", cause: "exit", detail: "" } };
const summaryOf = (cells: Readonly<Record<string, Told>>, made = {}) => toSummary(madeRun(cells, made), grounds, "/x/journal.ndjson");
const machine = { id: "0123456789ab", os: "Linux", kernel: "linux 6", architecture: "x86_64", cpu: "CPU", cores: 2, memoryMib: 1000, node: "24.0.0" };

describe("a run", () => {
  test("is the matrix, what did not pass, and where its journal is", () => {
    const lines = runLines(summaryOf({ "a/x,c/cc.wasip1": {}, "a/y,c/cc.wasip1": fail }), "results/journal.ndjson", style);
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringContaining("3 cells: 2 passed, 1 failed"), expect.stringMatching(/^exit {2}expected exit 0, found exit 1/)]),
    );
    expect(lines).toContain("0 artifacts compiled, 2 reused");
    expect(lines.at(-1)).toBe("journal: results/journal.ndjson");
    expect(lines).toContain("all that is known of it: ./gatehouse show a/y,c/cc.wasip1,w@1.2.3/nil:host-x86_64");
  });

  test("says what it did not run, and what it could not measure", () => {
    const lines = runLines(summaryOf({ "a/x,c/cc.wasip1": { reused: "r" } }, { worker: { supervised: false } }), "j", style);
    expect(lines).toContain("1 cell did not run: nothing has changed since an earlier run");
    expect(lines.join("\n")).toContain("CPU time and memory are unknown");
  });

  test("is the matrix with failures as JSON, and no more", () => {
    const { failures, totals, journal } = runJson(summaryOf({ "a/y,c/cc.wasip1": fail }));
    expect(failures.map(({ cause, cells }) => [cause, cells.length])).toEqual([["exit", 1]]);
    expect([totals.failed, journal]).toEqual([1, "/x/journal.ndjson"]);
  });

  test.each<[string, Told, object, boolean]>([
    ["passed", {}, {}, true],
    ["could not be set up", { state: "inexpressible", why: "no" }, {}, true],
    ["is unsupported with a proof", { verdict: { is: "unsupported", capability: "links", proof: "ENOSYS" } }, {}, true],
    ["failed", fail, {}, false],
    ["was lost", "lost", {}, false],
    ["broke", { state: "broken", stage: "sandbox", detail: "x" }, {}, false],
    ["ran in a lane that is not trusted", {}, { trust: fail }, false],
    ["passed in a run that was interrupted", {}, { footer: "interrupted" }, false],
    ["passed in a run without an end", {}, { footer: "none" }, false],
  ])("whose cell %s is as expected or not", (_, told, made, expected) => {
    expect(isAsExpected(summaryOf({ "a/x,c/cc.wasip1": told }, made))).toBe(expected);
  });
});

describe("a cell", () => {
  const view = (more: Partial<CellView> = {}): CellView => ({
    ...{ cell: "a/x,c/cc.wasip1,w@1.2.3/nil:host-x86_64", run: "r", lane: "w@1.2.3/nil:host-x86_64", passed: true },
    ...{ state: { is: "judged", verdict: { is: "pass" } }, standing: { is: "expected" }, blame: undefined, observation: observed(), elsewhere: {} },
    ...{ portable: true, said: { stdout: "hello\n", stderr: undefined }, artifact: undefined },
    ...more,
  });

  test("that passed shows how it ended, what it took and wrote, and the commands", () => {
    const lines = cellLines(view(), style);
    expect(lines.slice(0, 4)).toEqual([
      view().cell,
      "pass",
      "ended  exit 0 (raw: exit 0)",
      expect.stringMatching(/^took {2}.* wall, CPU unknown, peak 100\.0 KiB|^took/),
    ]);
    expect(lines).toContain("  | hello");
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^again {2}\.\/gatehouse run /), expect.stringMatching(/^elsewhere {2}\.\/gatehouse repro /)]),
    );
  });

  test("whose artifact and command hold what moves a terminal or tells a CI service to do something is shown in plain words", () => {
    const evil = "\u001b[2J\n::error::forged\n##[error]x";
    const artifact = { state: "built" as const, digest: observed().stdout.digest, size: 1, imports: [evil], exports: [], producers: [], features: [evil] };
    const lines = cellLines(
      view({ artifact, observation: observed("", { argv: ["engine", evil, "x".repeat(5000)] }), said: { stdout: evil, stderr: evil } }),
      style,
    );
    expect(lines.join("\n")).not.toMatch(/[\u001b\r]|^\s*::|##\[/mu);
    expect(lines.find((line) => line.startsWith("  imports: "))).toBe("  imports: \\x1b[2J\\n::error::forged\\n#\\x23[error]x");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(4200);
  });

  test("that failed shows cause, blame and detail", () => {
    const blame = { on: "runtime", because: ["it passes in v"] } as const;
    const lines = cellLines(view({ passed: false, state: { is: "judged", verdict: { is: "fail", cause: "stdout", detail: "two\nlines" } }, blame }), style);
    expect(lines).toEqual(expect.arrayContaining(["fail (stdout, blame: runtime)", "because it passes in v", "  two", "  lines"]));
  });

  test("that could not be set up shows why, and no command to take away", () => {
    const lines = cellLines(view({ passed: false, state: { is: "inexpressible", why: "no sockets" }, portable: false, observation: undefined }), style);
    expect(lines).toEqual([view().cell, "inexpressible", "  no sockets", expect.stringMatching(/^again/)]);
  });

  test("with roles in two Keeps says which ran where", () => {
    expect(cellLines(view({ elsewhere: { client: "w@1.2.3/kvm:qemu:kvm-x86_64" } }), style)[2]).toBe(
      "where  client ran in w@1.2.3/kvm:qemu:kvm-x86_64, the rest in w@1.2.3/nil:host-x86_64",
    );
    expect(cellJson(view({ elsewhere: { client: "x" } })).elsewhere).toEqual({ client: "x" });
    expect(cellJson(view()).elsewhere).toBeUndefined();
  });

  test("shows nothing of what a program wrote as it is", () => {
    expect(cellLines(view({ said: { stdout: "\u001b[2J", stderr: "\u009b" } }), style).join("")).not.toMatch(/[\u001b\u009b]/);
  });
});

describe("a machine", () => {
  const found: Findings = {
    ...{
      machine,
      supervised: false,
      clients: [{ id: "go", ok: true, version: "1.22", evidence: [{ name: "for Go", pass: true, info: "/usr/bin/go", hint: "" }] }],
    },
    toolchains: [{ id: "rust/rustc", ok: false, evidence: [{ name: "rustc is there", pass: false, info: "not found", hint: "install it" }] }],
    lanes: [{ id: "w@1.2.3/nil:host-x86_64", ok: true, version: "1.2.3", evidence: [] }],
  };

  test("is told with what is missing, why, and what to do", () => {
    const lines = doctorLines(found, style);
    expect(lines[0]).toBe("Linux, linux 6, x86_64, 2 cores, 1000 MiB, Node 24.0.0");
    expect(lines[1]).toContain("CPU time and memory stay unknown");
    expect(lines).toEqual(expect.arrayContaining(["  ok       go 1.22  /usr/bin/go", "  missing  rust/rustc", "  ok       w@1.2.3/nil:host-x86_64"]));
    expect(lines.join("\n")).toContain("rustc is there: not found\n           do: install it");
  });

  test.each([
    ["runs", false],
    ["unattested", "none of their cells counts"],
    ["unproven", "./gatehouse run --profile deep --list keep=k launcher=host"],
    ["missing", "do: load it"],
  ] as const)("has a way into a Keep that is %s", (state, more) => {
    const way = { keep: "k", launcher: "host", architecture: "x86_64", state, runtimes: ["w"] };
    const evidence = [{ name: "/dev/kvm", pass: state !== "missing", hint: "load it" }];
    const keeps: KeepFindings = { machine, keeps: [{ id: "k", name: "K", about: "is kept", confidential: true, ways: [{ ...way, evidence }] }] };
    const text = keepLines(keeps, style).join("\n");
    expect(text).toContain(`  ${state.padEnd(10)}  k:host-x86_64  by w`);
    expect(text).toContain("K (claims to be confidential): is kept");
    if (more) expect(text).toContain(more);
    else expect(text).not.toContain("do:");
  });

  test("without a way into a Keep says so", () => {
    const keeps = [{ id: "k", name: "K", about: "is kept", confidential: false, ways: [] }];
    expect(keepLines({ machine, keeps }, style)).toContain("  missing     no runtime goes there from this machine");
  });
});
