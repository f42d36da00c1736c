import type { Decision } from "../model/change.ts";
import { printable, several, shellLine, shorten } from "../model/text.ts";
import { findBlame } from "../report/blame.ts";
import { changeOrder, groupChanges } from "../report/change-groups.ts";
import { reproduce } from "../report/failures.ts";
import { h, mark, table, toDocument, type VNode } from "./html.ts";

/** Cells of a group whose commands are shown. */
const shown = 5;

const codes: Readonly<Record<string, string>> = {
  regressed: "f",
  unsure: "x",
  added: "f",
  changed: "k",
  incomparable: "x",
  removed: "n",
  fixed: "p",
  same: "p",
};

const commandLine = (text: string): VNode => h("pre", { class: "said" }, text);

const groupSection = ({ is, detail, blame, evidence, cells, accepted }: ReturnType<typeof groupChanges>[number], at: string): VNode =>
  h(
    "section",
    { "aria-labelledby": `change-${at}` },
    h("h2", { id: `change-${at}` }, mark(codes[is] ?? "n"), ` ${is}: ${printable(shorten(detail, 300))}`),
    h("p", null, `${several(cells.length, "cell")}${blame ? `, blame: ${blame}` : ""}${cells.some(({ gates }) => gates) ? ". It refuses the candidate" : ""}.`),
    accepted === undefined ? null : h("p", null, accepted),
    evidence.length > 0
      ? h(
          "ul",
          null,
          evidence.map((text) => h("li", null, printable(text))),
        )
      : null,
    cells[0]?.diff ? h("pre", { class: "diff" }, cells[0].diff.map(printable).join("\n")) : null,
    h("h3", null, "What to type"),
    blame === "undetermined" && cells[0] ? commandLine(findBlame(cells[0].cell)) : null,
    cells.slice(0, shown).map(({ cell }) => commandLine(reproduce(cell))),
    cells.length > shown
      ? h(
          "details",
          null,
          h("summary", null, `${cells.length - shown} more`),
          cells.slice(shown).map(({ cell }) => commandLine(reproduce(cell))),
        )
      : null,
  );

const timesSection = ({ times }: Decision, at: number): VNode | null =>
  times === undefined
    ? null
    : h(
        "section",
        { "aria-labelledby": `times-${at}` },
        h("h2", { id: `times-${at}` }, "Times"),
        table(
          "Times by case",
          ["case", "verdict", "how much", "measure again"],
          times.map(({ subject, is, detail, again }) => [printable(subject), is, printable(detail), h("code", null, shellLine(again))]),
        ),
      );

const decisionArticle = (decision: Decision, at: number): VNode => {
  const { accepted, candidate, baseline, refusals, counts, missing, sentences, run } = decision;
  const counted = changeOrder
    .filter((is) => counts[is] > 0)
    .map((is): readonly (VNode | string)[] => [h("span", null, mark(codes[is] ?? "n"), ` ${is}`), String(counts[is])]);
  const groups = groupChanges(decision.changes).filter(({ is }) => is !== "same");
  return h(
    "article",
    null,
    h("h1", null, `${printable(candidate)} against ${printable(baseline)}`),
    h(
      "p",
      { class: `verdict ${accepted ? "good" : "bad"}` },
      mark(accepted ? "p" : "f"),
      " ",
      h("strong", null, accepted ? "accepted" : "refused"),
      ` Run ${run}.`,
    ),
    refusals.length > 0
      ? [
          h("h2", null, "Why it was refused"),
          h(
            "ul",
            null,
            refusals.map((why) => h("li", null, printable(why))),
          ),
        ]
      : null,
    h("h2", null, "What changed"),
    table("Changes by kind", ["change", "cells"], counted),
    missing > 0 ? h("p", null, `${several(missing, "cell")} could not be run: no toolchain was here for them.`) : null,
    groups.map((group, own) => groupSection(group, `${at}-${own}`)),
    timesSection(decision, at),
    h("h2", null, "What is expected to work"),
    h(
      "ul",
      null,
      sentences.map((text) => h("li", null, printable(text))),
    ),
  );
};

/** Decisions on one candidate, one for each baseline, as a page that needs no other file; `style` is its sheet. */
export const gatePage = (decisions: readonly [Decision, ...Decision[]], style: string): string => {
  const accepted = decisions.every((each) => each.accepted);
  return toDocument(
    `${accepted ? "accepted" : "refused"}: ${printable(decisions[0].candidate)}`,
    "default-src 'none'; style-src 'unsafe-inline'",
    // A double quote would be written as a character reference, which has no meaning in a sheet.
    h("style", null, style.replaceAll('"', "'")),
    h("body", null, h("main", { id: "main" }, decisions.map(decisionArticle))),
  );
};
