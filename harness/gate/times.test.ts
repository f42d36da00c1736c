import { describe, expect, test } from "vitest";
import type { Decision } from "../model/change.ts";
import { defaultPolicy as policy } from "../model/policy.ts";
import type { Speed, TimeChange } from "../model/speed.ts";
import { type TimedCase, type Times, withTimes } from "./times.ts";

const counts = { same: 1, fixed: 0, changed: 0, regressed: 0, added: 0, removed: 0, incomparable: 0, unsure: 0 };
const accepted: Decision = {
  candidate: "w@2.0.0",
  baseline: "w@1.0.0",
  run: "r",
  accepted: true,
  refusals: [],
  counts,
  missing: 0,
  changes: [],
  sentences: [],
};
const today = "2026-11-21";

const planned = (name: string, tier: 1 | 2 | 3 = 1): TimedCase => ({
  subject: `${name}/large,c/tool.wasip1`,
  cell: `${name}/large,c/tool.wasip1,w@2.0.0/nil:host-x86_64`,
  language: "c",
  tier,
  again: ["./gatehouse", "bench", `case=${name}/large`],
});
const change = (name: string, is: Speed): TimeChange => ({ ...planned(name), is, detail: `it is ${is}` });
const times = (changes: readonly TimeChange[], rest: Partial<Times> = {}): Times => ({
  planned: changes.map(({ subject, cell, again }) => ({ ...planned("x"), subject, cell, again })),
  changes,
  complete: true,
  ...rest,
});

describe("a decision with times", () => {
  test.each<[Speed, boolean]>([
    ["same", true],
    ["faster", true],
    ["slower", false],
    ["unsure", false],
  ])("%s: accepted is %s", (is, good) => {
    const decision = withTimes(accepted, times([change("x", is), change("y", "same")]), policy, today);
    expect(decision.accepted).toBe(good);
    expect(decision.refusals).toHaveLength(good ? 0 : 2);
    expect(decision.times?.map((each) => [each.is, each.gates])).toEqual([
      [is, !good],
      ["same", false],
    ]);
  });

  test("what was to be measured and was not is unsure, with the command that measures it", () => {
    const decision = withTimes(accepted, { planned: [planned("x"), planned("y")], changes: [change("x", "same")], complete: true }, policy, today);
    expect(decision.accepted).toBe(false);
    expect(decision.times?.[0]).toMatchObject({ is: "unsure", gates: true, subject: planned("y").subject, again: planned("y").again });
  });

  test("nothing measured, or not to its end, is refused", () => {
    expect(withTimes(accepted, times([]), policy, today).refusals).toEqual(["no times were to be measured"]);
    expect(withTimes(accepted, times([change("x", "same")], { complete: false }), policy, today).accepted).toBe(false);
  });

  test("what is slower refuses in tiers that gate, unless it is ignored until its day; unsure may be reported by the policy, slower not", () => {
    const slower = times([change("x", "slower")]);
    const ignored = [{ pattern: /^x\//, reason: "told upstream", until: today }];
    const report = { ...policy, times: { least: 0.02, unsure: "report" as const } };
    const second = { ...slower, planned: slower.planned.map((each) => ({ ...each, tier: 2 as const })) };
    expect(withTimes(accepted, second, policy, today).accepted).toBe(true);
    expect(withTimes(accepted, slower, { ...policy, ignored }, today).accepted).toBe(true);
    expect(withTimes(accepted, slower, { ...policy, ignored }, "2026-11-22").accepted).toBe(false);
    expect(withTimes(accepted, times([change("x", "unsure")]), report, today).accepted).toBe(true);
    expect(withTimes(accepted, slower, report, today).accepted).toBe(false);
  });

  test("a decision that was refused stays so", () => {
    const refused = { ...accepted, accepted: false, refusals: ["1 regressed"] };
    expect(withTimes(refused, times([change("x", "faster")]), policy, today)).toMatchObject({ accepted: false, refusals: ["1 regressed"] });
  });
});
