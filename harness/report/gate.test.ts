import { describe, expect, test } from "vitest";
import type { ChangedCell, Decision, GatedTime } from "../model/change.ts";
import { groupChanges } from "./change-groups.ts";
import { decisionLines, decisionMarkdown } from "./gate.ts";
import { decisionJunit } from "./junit.ts";
import { styleOf } from "./style.ts";

const changed = (more: Partial<ChangedCell> = {}): ChangedCell => ({
  ...{ subject: "x/a,c/cc.wasip1,w/nil:host-x86_64", language: "c", tier: 1, cell: "x/a,c/cc.wasip1,w@2.0.0/nil:host-x86_64" },
  ...{ change: { is: "regressed", detail: "passed, now fail by stdout: <b>" }, blame: "runtime", evidence: ["it passes on the baseline"], gates: true },
  ...more,
});
const time = (is: GatedTime["is"], gates = false): GatedTime => ({
  ...{ subject: "sort/large,c/cc.wasip1", is, cell: "sort/large,c/cc.wasip1,w@2.0.0/nil:host-x86_64", detail: "CPU time +12 %" },
  ...{ again: ["./gatehouse", "bench"], language: "c", tier: 1, gates },
});
const decision = (changes: readonly ChangedCell[], more: Partial<Decision> = {}): Decision => ({
  ...{ candidate: "w@2.0.0", baseline: "w@1.0.0", run: "r", accepted: false, refusals: ["x/a broke", "1 regressed"] },
  counts: { same: 0, fixed: 0, changed: 0, regressed: changes.length, added: 0, removed: 0, incomparable: 0, unsure: 0 },
  ...{ missing: 0, changes, sentences: ["C: args and stdout work in w@2.0.0"] },
  ...more,
});

describe("a decision for a terminal", () => {
  const lines = decisionLines(decision([changed(), changed({ change: { is: "changed", detail: "stdout" }, gates: false, diff: ["-a", "+b"] })]), styleOf(true));

  test("says first whether the candidate is let through, and why not", () => {
    expect(lines.slice(0, 3)).toEqual(["refused  w@2.0.0 against w@1.0.0: x/a broke", "  2 regressed", "  because 1 regressed"]);
  });

  test("tells in one line what became of every cell, with what fails on both sides apart from what passes", () => {
    const same = (["pass", "pass", "fail", "unsupported", "not-built", "not-tested"] as const).map((both) => changed({ change: { is: "same", both } }));
    expect(decisionLines(decision([changed(), ...same], { counts: { ...decision([changed()]).counts, same: 6 }, missing: 12 }), styleOf(true))[1]).toBe(
      "  1 regressed, 2 pass on both, 1 fail on both, 1 unsupported on both, 1 not built, 13 not tested",
    );
  });

  test("has each change once, with its blame and the command that shows it", () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        "regressed  passed, now fail by stdout: <b>  (1 cell, blame: runtime)",
        "    because it passes on the baseline",
        `    ./gatehouse run ${changed().cell}`,
        "    | -a",
        "    | +b",
      ]),
    );
    expect(lines.at(-1)).toBe("C: args and stdout work in w@2.0.0");
  });
});

test("a lane without trust is one change, whatever its cells did", () => {
  const untrusted = (name: string, because: string): ChangedCell =>
    changed({ cell: `${name}/a,c/cc.wasip1,w@2.0.0/nil:host-x86_64`, change: { is: "regressed", detail: `passed, now untrusted: ${because}` } });
  const all = [untrusted("x", "must-exit-3/three: found exit 4"), untrusted("y", "must-exit-3/three: found exit 4"), untrusted("z", "must-trap/trap: pass")];
  expect(groupChanges(all).map(({ detail, cells }) => [detail, cells.length])).toEqual([
    ["w@2.0.0/nil:host-x86_64 is not trusted: must-exit-3/three: found exit 4", 3],
  ]);
});

describe("a decision in Markdown", () => {
  test("takes nothing that a program said for markup", () => {
    const text = decisionMarkdown(decision([changed({ diff: ["```", "-a"] })]));
    expect(text).toContain("## Gatehouse: **refused**");
    expect(text).not.toContain("<b>");
    expect(text).toContain("````diff\n```\n-a\n````");
  });

  test("says that a candidate is accepted", () => {
    expect(decisionMarkdown(decision([], { accepted: true, refusals: [] }))).toMatch(/^## Gatehouse: accepted\n/);
  });
});

describe("a decision as JUnit XML", () => {
  test("has what refuses as failures, what is good as passes, and the rest as skipped", () => {
    const others = [{ is: "same", both: "pass" } as const, { is: "added" } as const].map((change) => changed({ change, gates: false }));
    const xml = decisionJunit([
      decision([changed(), ...others, changed({ change: { is: "removed" }, gates: false })], { times: [time("slower", true), time("same"), time("unsure")] }),
    ]);
    expect(xml).toContain('<testsuite name="w@2.0.0 against w@1.0.0" tests="7" failures="2" errors="0" skipped="2">');
    expect(xml).toContain('<failure type="regressed" message="regressed: passed, now fail by stdout: &lt;b&gt;">');
    expect(xml).toContain(
      '<testcase classname="times c/cc.wasip1" name="sort/large"><failure type="slower" message="CPU time +12 %">./gatehouse bench</failure>',
    );
    expect(xml).toContain('<skipped message="removed"/>');
    expect(xml).toContain('<skipped message="unsure: CPU time +12 %"/>');
  });

  test("has a suite for each baseline, and an accepted loss as skipped, with the reason", () => {
    const xml = decisionJunit([
      decision([changed()]),
      decision([changed({ accepted: "accepted on 2026-01-01, since 2.0.0: nobody uses it", gates: false })], { baseline: "w@0.9.0" }),
    ]);
    expect([...xml.matchAll(/<testsuite name="([^"]+)"/g)].map(([, name]) => name)).toEqual(["w@2.0.0 against w@1.0.0", "w@2.0.0 against w@0.9.0"]);
    expect(xml).toMatch(/<skipped message="regressed: [^"]*\(accepted on 2026-01-01, since 2\.0\.0: nobody uses it\)"\/>/);
  });

  test("has what fails on both sides, was not built or was not tested as skipped, never as a pass", () => {
    for (const both of ["fail", "unsupported", "not-built", "not-tested"] as const) {
      const xml = decisionJunit([decision([changed({ change: { is: "same", both, detail: "fail by trap: oh" }, gates: false })])]);
      expect(xml).toContain(`<skipped message="${both} on both: fail by trap: oh"/>`);
    }
  });

  test("of nothing is a suite of none", () => {
    expect(decisionJunit([decision([])])).toContain('tests="0" failures="0" errors="0" skipped="0"');
  });
});
