import type { Decision, GatedTime } from "../model/change.ts";
import type { Policy } from "../model/policy.ts";
import type { Speed, TimeChange } from "../model/speed.ts";

/** A case by a route whose time was to be measured on both sides. */
export interface TimedCase {
  /** WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET. */
  readonly subject: string;
  /** The candidate's. */
  readonly cell: string;
  readonly language: string;
  readonly tier: 1 | 2 | 3;
  /** Words of the command that measures it. */
  readonly again: readonly string[];
}

/** What was measured, of all that was to be. */
export interface Times {
  readonly planned: readonly TimedCase[];
  readonly changes: readonly TimeChange[];
  /** Whether measuring came to its end. */
  readonly complete: boolean;
}

const order: readonly Speed[] = ["slower", "unsure", "faster", "same"];

const toGated = (own: TimedCase, found: TimeChange | undefined, policy: Policy, today: string): GatedTime => {
  const change: TimeChange = found ?? { subject: own.subject, cell: own.cell, is: "unsure", detail: "it was not measured on both sides", again: own.again };
  const refuses = change.is === "slower" || (change.is === "unsure" && policy.times.unsure === "refuse");
  const ignored = policy.ignored.some(({ until, pattern }) => until >= today && pattern.test(own.cell));
  return { ...change, language: own.language, tier: own.tier, gates: refuses && policy.tiers.includes(own.tier) && !ignored };
};

/**
 * Adds to a decision how times changed: what is slower refuses, and so does what cannot be told, unless the policy has it
 * reported. What was to be measured and was not cannot be told either. Pure and total.
 */
export const withTimes = (decision: Decision, { planned, changes, complete }: Times, policy: Policy, today: string): Decision => {
  const found = new Map(changes.map((change) => [change.cell, change]));
  const times = planned
    .map((own) => toGated(own, found.get(own.cell), policy, today))
    .sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || (a.subject < b.subject ? -1 : 1));
  const count = (is: Speed): number => times.filter((each) => each.gates && each.is === is).length;
  const worst = times.find(({ gates }) => gates);
  const refusals = [
    ...decision.refusals,
    ...(worst ? [`${worst.subject} is ${worst.is === "slower" ? "slower" : "perhaps slower"}: ${worst.detail}`] : []),
    ...(count("slower") > 0 ? [`${count("slower")} slower`] : []),
    ...(count("unsure") > 0 ? [`of ${count("unsure")} it cannot be told whether they are slower`] : []),
    ...(times.length === 0 ? ["no times were to be measured"] : []),
    ...(complete ? [] : ["measuring did not come to its end"]),
  ];
  return { ...decision, accepted: refusals.length === 0, refusals, times };
};
