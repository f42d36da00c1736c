import type { Both, Decision } from "../model/change.ts";
import { gatehouse } from "../model/command.ts";
import { printable, shellLine, shorten } from "../model/text.ts";
import { findBlame } from "./blame.ts";
import { changeOrder, groupChanges } from "./change-groups.ts";
import { reproduce, takeAwayLines } from "./failures.ts";
import { codeBlock, inline } from "./markdown.ts";
import type { Style } from "./style.ts";

const sameWords: Readonly<Record<Both, string>> = {
  ...{ pass: "pass on both", fail: "fail on both", unsupported: "unsupported on both" },
  ...{ "not-built": "not built", "not-tested": "not tested" },
};

/** All cells of a gate in one line: what moved first, then what did not, by what both sides are. */
const counted = ({ counts, changes, missing }: Decision): string => {
  const both = (is: Both): number => changes.filter(({ change }) => change.is === "same" && change.both === is).length + (is === "not-tested" ? missing : 0);
  const told = [
    ...changeOrder.filter((is) => is !== "same").map((is) => [counts[is], is] as const),
    ...Object.entries(sameWords).map(([is, words]) => [both(is as Both), words] as const),
  ];
  const named = told.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return named.join(", ") || "no cell";
};

const shown = 3;

const countedTimes = (times: NonNullable<Decision["times"]>): string =>
  (["slower", "unsure", "faster", "same"] as const)
    .map((is) => [is, times.filter((each) => each.is === is).length] as const)
    .filter(([, count]) => count > 0)
    .map(([is, count]) => `${count} ${is}`)
    .join(", ");

const timeLines = ({ times }: Decision, style: Style): string[] =>
  times === undefined
    ? []
    : [
        "",
        `${style.bold("times")}: ${countedTimes(times)}`,
        ...times
          .filter(({ is }) => is !== "same")
          .flatMap(({ is, subject, detail, again }) => [
            `${{ slower: style.bad, unsure: style.warn, faster: style.good, same: style.dim }[is](is)}  ${printable(subject)}  ${printable(detail)}`,
            ...(is === "faster" ? [] : [`    ${shellLine(again)}`]),
          ]),
      ];

const timeMarkdown = ({ times }: Decision): string[] =>
  times === undefined
    ? []
    : [
        "",
        `### times: ${countedTimes(times)}`,
        ...times
          .filter(({ is }) => is !== "same")
          .flatMap(({ is, subject, detail, again }) => ["", `${is}: ${inline(subject)}, ${inline(detail)}`, "", ...codeBlock(shellLine(again))]),
      ];

/** The decision for a terminal: the verdict first, then regressions by cause, then what is expected to work. */
export const decisionLines = (decision: Decision, style: Style, portable?: string): string[] => [
  `${decision.accepted ? style.good("accepted") : style.bad("refused")}  ${style.bold(printable(decision.candidate))} against ${printable(decision.baseline)}: ${decision.refusals[0] === undefined ? counted(decision) : printable(shorten(decision.refusals[0], 300))}`,
  ...(decision.refusals.length > 0 ? [`  ${counted(decision)}`] : []),
  ...decision.refusals.slice(1).map((why) => `  ${style.bad("because")} ${printable(why)}`),
  ...groupChanges(decision.changes).flatMap((each) => [
    "",
    `${(each.is === "regressed" || each.is === "unsure" || each.is === "added" ? style.bad : each.is === "fixed" ? style.good : style.warn)(each.is)}  ${printable(shorten(each.detail, 300))}  ${style.dim(`(${each.cells.length} ${each.cells.length === 1 ? "cell" : "cells"}${each.blame ? `, blame: ${each.blame}` : ""})`)}`,
    ...(each.accepted === undefined ? [] : [`    ${printable(each.accepted)}`]),
    ...(each.evidence.length > 0 ? [`    ${style.dim(`because ${each.evidence.join("; ")}`)}`] : []),
    ...(each.blame === "undetermined" && each.cells[0] ? [`    ${style.dim("to tell whose fault it is:")} ${findBlame(each.cells[0].cell)}`] : []),
    ...(each.cells[0]?.diff ?? []).map((line) => `    ${style.dim("|")} ${printable(line)}`),
    ...each.cells.slice(0, shown).map(({ cell }) => `    ${reproduce(cell)}`),
    ...(each.cells.length > shown ? [style.dim(`    and ${each.cells.length - shown} more: ${gatehouse} matrix ${decision.run} --json`)] : []),
  ]),
  ...(portable === undefined ? [] : ["", ...takeAwayLines(portable, style)]),
  ...timeLines(decision, style),
  "",
  ...decision.sentences.map(printable),
];

/** The decision as Markdown, for a pull request or a step summary. */
export const decisionMarkdown = (decision: Decision): string =>
  [
    `## Gatehouse: ${decision.accepted ? "accepted" : "**refused**"}`,
    "",
    `${inline(decision.candidate)} against ${inline(decision.baseline)}: ${counted(decision)}.`,
    ...decision.refusals.map((why) => `\n- refused: ${inline(why)}`),
    ...groupChanges(decision.changes).flatMap((each) => [
      "",
      `### ${each.is}: ${inline(shorten(each.detail, 300))}`,
      "",
      `${each.cells.length} ${each.cells.length === 1 ? "cell" : "cells"}${each.blame ? `, blame: ${each.blame}` : ""}${each.evidence.length > 0 ? ` (${each.evidence.map(inline).join("; ")})` : ""}`,
      "",
      ...(each.accepted === undefined ? [] : [inline(each.accepted), ""]),
      ...(each.cells[0]?.diff ? [...codeBlock(each.cells[0].diff.join("\n"), "diff"), ""] : []),
      ...codeBlock(
        each.cells
          .slice(0, shown)
          .map(({ cell }) => reproduce(cell))
          .join("\n"),
      ),
    ]),
    ...timeMarkdown(decision),
    "",
    "<details><summary>What is expected to work</summary>",
    "",
    ...decision.sentences.map((text) => `- ${inline(text)}`),
    "",
    "</details>",
    "",
  ].join("\n");
