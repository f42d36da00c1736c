import type { ChangedCell, Decision } from "../model/change.ts";
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

/** The decision as JUnit XML: a test case per case and route; what refuses the candidate is a failure. */
export const decisionJunit = (decision: Decision): string => {
  const failures = decision.changes.filter((cell) => cell.gates).length;
  const skipped = decision.changes.filter((cell) => !cell.gates && !["same", "fixed", "added"].includes(cell.change.is)).length;
  const totals = `tests="${decision.changes.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gatehouse" ${totals}>`,
    `  <testsuite name="${escapeXml(`${decision.candidate} against ${decision.baseline}`)}" ${totals}>`,
    ...decision.changes.map(testCase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
};
