import type { ChangedCell, Decision, GatedTime } from "../model/change.ts";
import { printable } from "../model/text.ts";

const markup: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (text: string): string => printable(text).replace(/[&<>"]/g, (character) => markup[character] as string);

const detailOf = ({ change }: ChangedCell): string => ("detail" in change ? change.detail : change.is);

const testCase = (cell: ChangedCell): string => {
  const [name = "", route = ""] = cell.subject.split(",");
  const open = `    <testcase classname="${escapeXml(route)}" name="${escapeXml(name)}"`;
  if (cell.gates)
    return `${open}><failure type="${cell.change.is}" message="${escapeXml(detailOf(cell))}">${escapeXml(`blame: ${cell.blame}\n${cell.evidence.join("\n")}\n${cell.cell}`)}</failure></testcase>`;
  if (cell.change.is === "same" || cell.change.is === "fixed" || cell.change.is === "added") return `${open}/>`;
  return `${open}><skipped message="${escapeXml(`${cell.change.is}: ${detailOf(cell)}`)}"/></testcase>`;
};

const timeCase = ({ subject, is, detail, again, gates }: GatedTime): string => {
  const [name = "", route = ""] = subject.split(",");
  const open = `    <testcase classname="${escapeXml(`times ${route}`)}" name="${escapeXml(name)}"`;
  if (gates) return `${open}><failure type="${is}" message="${escapeXml(detail)}">${escapeXml(again.join(" "))}</failure></testcase>`;
  return is === "same" || is === "faster" ? `${open}/>` : `${open}><skipped message="${escapeXml(`${is}: ${detail}`)}"/></testcase>`;
};

/** The decision as JUnit XML: a test case per case and route; what refuses the candidate is a failure. */
export const decisionJunit = (decision: Decision): string => {
  const { changes, times = [] } = decision;
  const failures = [...changes, ...times].filter(({ gates }) => gates).length;
  const good = ["same", "fixed", "added", "faster"];
  const skipped = [...changes.map(({ gates, change }) => ({ gates, is: change.is })), ...times].filter(({ gates, is }) => !gates && !good.includes(is)).length;
  const totals = `tests="${changes.length + times.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gatehouse" ${totals}>`,
    `  <testsuite name="${escapeXml(`${decision.candidate} against ${decision.baseline}`)}" ${totals}>`,
    ...changes.map(testCase),
    ...times.map(timeCase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
};
