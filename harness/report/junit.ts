import type { ChangedCell, Decision, GatedTime } from "../model/change.ts";
import { type JunitCase, junitXml } from "./junit-xml.ts";

// What fails on both sides, or did not run, is no pass.
const isGood = ({ change }: ChangedCell): boolean =>
  change.is === "same" ? change.both === "pass" : change.is === "fixed" || (change.is === "added" && !change.detail);

const describe = ({ change }: ChangedCell): string => {
  const detail = "detail" in change && change.detail ? `: ${change.detail}` : change.is === "incomparable" ? `: the ${change.moved} moved` : "";
  return `${change.is === "same" ? `${change.both} on both` : change.is}${detail}`;
};

const names = (subject: string): { readonly name: string; readonly route: string } => {
  const [name = "", route = ""] = subject.split(",");
  return { name, route };
};

const changeCase = (own: ChangedCell): JunitCase => {
  const { subject, change, gates, blame, evidence, cell } = own;
  const { name, route } = names(subject);
  const text = `blame: ${blame}\n${evidence.join("\n")}\n${cell}`;
  if (gates) return { classname: route, name, outcome: { is: "failure", type: change.is, message: describe(own), text } };
  const message = own.accepted === undefined ? describe(own) : `${describe(own)} (${own.accepted})`;
  return { classname: route, name, outcome: isGood(own) ? { is: "passed" } : { is: "skipped", message } };
};

const timeCase = ({ subject, is, detail, again, gates }: GatedTime): JunitCase => {
  const { name, route } = names(subject);
  const classname = `times ${route}`;
  if (gates) return { classname, name, outcome: { is: "failure", type: is, message: detail, text: again.join(" ") } };
  return { classname, name, outcome: is === "same" || is === "faster" ? { is: "passed" } : { is: "skipped", message: `${is}: ${detail}` } };
};

/** Decisions as JUnit XML, a suite for each: a test case per case and route; what refuses the candidate is a failure. */
export const decisionJunit = (decisions: readonly Decision[]): string =>
  junitXml(
    decisions.map(({ candidate, baseline, changes, times = [] }) => ({
      name: `${candidate} against ${baseline}`,
      cases: [...changes.map(changeCase), ...times.map(timeCase)],
    })),
  );
