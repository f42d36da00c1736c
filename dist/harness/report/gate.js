import { printable, shellLine, shorten } from "../model/text.js";
import { findBlame } from "./blame.js";
import { reproduce, takeAway } from "./failures.js";
import { codeBlock, inline } from "./markdown.js";
const order = ["regressed", "unsure", "added", "changed", "incomparable", "removed", "fixed", "same"];
const sameWords = {
    ...{ pass: "pass on both", fail: "fail on both", unsupported: "unsupported on both" },
    ...{ "not-built": "not built", "not-tested": "not tested" },
};
const detailOf = (change) => "detail" in change && change.detail !== undefined ? change.detail : change.is === "incomparable" ? `the ${change.moved} moved` : change.is;
const group = (changes) => {
    const groups = new Map();
    for (const cell of changes.filter(({ change, gates }) => change.is !== "same" && (change.is !== "added" || gates))) {
        const key = JSON.stringify([cell.change.is, detailOf(cell.change).replace(/\d+/g, "#"), cell.blame]);
        groups.set(key, [...(groups.get(key) ?? []), cell]);
    }
    return [...groups.values()]
        .map((cells) => {
        const [first] = cells;
        return { is: first.change.is, detail: detailOf(first.change), blame: first.blame ?? "", evidence: first.evidence, cells };
    })
        .sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || b.cells.length - a.cells.length);
};
/** All cells of a gate in one line: what moved first, then what did not, by what both sides are. */
const counted = ({ counts, changes, missing }) => {
    const both = (is) => changes.filter(({ change }) => change.is === "same" && change.both === is).length + (is === "not-tested" ? missing : 0);
    const told = [
        ...order.filter((is) => is !== "same").map((is) => [counts[is], is]),
        ...Object.entries(sameWords).map(([is, words]) => [both(is), words]),
    ];
    const named = told.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
    return named.join(", ") || "no cell";
};
const shown = 3;
const countedTimes = (times) => ["slower", "unsure", "faster", "same"]
    .map((is) => [is, times.filter((each) => each.is === is).length])
    .filter(([, count]) => count > 0)
    .map(([is, count]) => `${count} ${is}`)
    .join(", ");
const timeLines = ({ times }, style) => times === undefined
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
const timeMarkdown = ({ times }) => times === undefined
    ? []
    : [
        "",
        `### times: ${countedTimes(times)}`,
        ...times
            .filter(({ is }) => is !== "same")
            .flatMap(({ is, subject, detail, again }) => ["", `${is}: ${inline(subject)}, ${inline(detail)}`, "", ...codeBlock(shellLine(again))]),
    ];
/** The decision for a terminal: the verdict first, then regressions by cause, then what is expected to work. */
export const decisionLines = (decision, style) => [
    `${decision.accepted ? style.good("accepted") : style.bad("refused")}  ${style.bold(printable(decision.candidate))} against ${printable(decision.baseline)}: ${counted(decision)}`,
    ...decision.refusals.map((why) => `  ${style.bad("because")} ${printable(why)}`),
    ...group(decision.changes).flatMap((each) => [
        "",
        `${(each.is === "regressed" || each.is === "unsure" || each.is === "added" ? style.bad : each.is === "fixed" ? style.good : style.warn)(each.is)}  ${printable(shorten(each.detail, 300))}  ${style.dim(`(${each.cells.length} ${each.cells.length === 1 ? "cell" : "cells"}${each.blame ? `, blame: ${each.blame}` : ""})`)}`,
        ...(each.evidence.length > 0 ? [`    ${style.dim(`because ${each.evidence.join("; ")}`)}`] : []),
        ...(each.blame === "undetermined" && each.cells[0] ? [`    ${style.dim("to tell whose fault it is:")} ${findBlame(each.cells[0].cell)}`] : []),
        ...(each.cells[0]?.diff ?? []).map((line) => `    ${style.dim("|")} ${printable(line)}`),
        ...each.cells.slice(0, shown).map(({ cell }) => `    ${reproduce(cell)}`),
        ...(each.cells.length > shown ? [style.dim(`    and ${each.cells.length - shown} more`)] : []),
    ]),
    ...decision.changes
        .filter(({ change }) => change.is === "regressed")
        .slice(0, 1)
        .flatMap(({ cell }) => ["", `${style.dim("as a folder that anybody can run:")} ${takeAway(cell)}`]),
    ...timeLines(decision, style),
    "",
    ...decision.sentences.map(printable),
];
/** The decision as Markdown, for a pull request or a step summary. */
export const decisionMarkdown = (decision) => [
    `## Gatehouse: ${decision.accepted ? "accepted" : "**refused**"}`,
    "",
    `${inline(decision.candidate)} against ${inline(decision.baseline)}: ${counted(decision)}.`,
    ...decision.refusals.map((why) => `\n- refused: ${inline(why)}`),
    ...group(decision.changes).flatMap((each) => [
        "",
        `### ${each.is}: ${inline(shorten(each.detail, 300))}`,
        "",
        `${each.cells.length} ${each.cells.length === 1 ? "cell" : "cells"}${each.blame ? `, blame: ${each.blame}` : ""}${each.evidence.length > 0 ? ` (${each.evidence.map(inline).join("; ")})` : ""}`,
        "",
        ...(each.cells[0]?.diff ? [...codeBlock(each.cells[0].diff.join("\n"), "diff"), ""] : []),
        ...codeBlock(each.cells
            .slice(0, shown)
            .map(({ cell }) => reproduce(cell))
            .join("\n")),
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
