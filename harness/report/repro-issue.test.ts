import { expect, test } from "vitest";
import { reproOf, runtimeOf, silent } from "./repro.fixture.ts";
import { reproIssue } from "./repro-issue.ts";

const wasmtime = await runtimeOf("wasmtime");
const known = { kind: "failure", cells: "*", pattern: /./, cause: undefined, releases: undefined, until: "2027-01-01" } as const;

test("an issue reads as plain text: a title, what happens, the steps, both sides, versions", () => {
  const state = { is: "judged", verdict: { is: "fail", cause: "exit", detail: "expected exit 0, found exit 3" } } as const;
  const text = reproIssue(reproOf(wasmtime, "49.0.3", silent, { state, blame: { on: "runtime", because: ["it passes elsewhere"] } }));
  expect(text.split("\n").filter((line) => /^\S/.test(line))).toEqual([
    ...["Title:", "A WebAssembly program does not behave as its contract says:", "The verdict says:", "The program must do this:"],
    "The archive with this text holds all that it takes: `sh run.sh` runs this, and compares.",
    ...["Expected:", "Found:", "The same run puts the fault on: runtime.", "Versions:", "To get the release:"],
  ]);
  expect(text).toContain("    wasmtime@49.0.3: Arguments (quotes), c/zig-cc.wasip1: fail by exit: expected exit 0, found exit 3\n");
  expect(text).not.toMatch(/&#\d+;|^#/m);
});

test("a failure that is known upstream has its link, and a dialogue its steps", () => {
  const repro = reproOf(wasmtime, "49.0.3", silent, {
    known: { ...known, reason: "it is told", link: "https://example.org/1" },
    steps: ["run main", "send a"],
  });
  const text = reproIssue(repro);
  expect(text).toContain("This failure is known upstream:\n\n    it is told\n    https://example.org/1\n");
  expect(text).toContain("    1. run main\n    2. send a\n");
  expect(reproIssue({ ...repro, known: undefined })).not.toContain("failure is known");
});
