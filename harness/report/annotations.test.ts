import { expect, test } from "vitest";
import type { ChangedCell, Decision } from "../model/change.ts";
import { decisionAnnotations, failureAnnotations } from "./annotations.ts";

const changed = (more: Partial<ChangedCell>): ChangedCell => ({
  subject: "x/a,c/cc.wasip1,w/nil:host-x86_64",
  language: "c",
  tier: 1,
  change: { is: "regressed", detail: "passed, now fail by stdout: ::error::50% of it,\nwas lost" },
  cell: "x/a,c/cc.wasip1,w@2.0.0/nil:host-x86_64",
  blame: "runtime",
  evidence: ["it passes on the baseline"],
  gates: true,
  ...more,
});
const decision = (changes: readonly ChangedCell[]): Decision => ({
  candidate: "w@2.0.0",
  baseline: "w@1.0.0",
  run: "r",
  accepted: false,
  refusals: ["1 regressed"],
  counts: { same: 0, fixed: 0, changed: 0, regressed: changes.length, added: 0, removed: 0, incomparable: 0, unsure: 0 },
  missing: 0,
  changes,
  sentences: [],
});

test("one annotation a group; what a guest says cannot begin another", () => {
  const lines = decisionAnnotations(
    decision([
      changed({}),
      changed({ gates: false }),
      changed({ change: { is: "changed", detail: "both pass, but stderr is another" }, gates: false }),
      changed({ change: { is: "same", both: "pass" } }),
    ]),
  );
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^::error title=2 regressed%2C blame%3A runtime::passed, now fail by stdout: ::error::50%25 of it,/);
  expect(lines[1]).toMatch(/^::warning title=1 changed/);
  for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
});

test("known failures are notices, others errors", () => {
  const group = {
    cause: "exit",
    detail: "found exit 1\nmore",
    blame: "runtime",
    cells: ["x/a,c/cc.wasip1,w@2.0.0/nil:host-x86_64"],
    known: undefined,
  } as const;
  expect(failureAnnotations([group, { ...group, known: "told upstream" }]).map((line) => line.split("::")[1]?.split(" ")[0])).toEqual(["error", "notice"]);
});
