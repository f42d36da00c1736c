import type { Decision } from "../model/change.ts";
import type { FailureGroup } from "../model/matrix.ts";
import { printable, shellLine, shorten } from "../model/text.ts";
import { groupChanges } from "./change-groups.ts";
import { reproduce } from "./failures.ts";

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
const data = (text: string): string => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text: string): string => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");

/** What a log line of a CI service draws attention to. */
interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly lines: readonly string[];
}

const print = ({ level, title, lines }: Annotation): string =>
  `::${level} title=${property(shorten(printable(title), 120))}::${lines.map((line) => data(shorten(printable(line), 400))).join("%0A")}`;

/** A decision as annotations: what refuses is an error, what changed besides a warning; one a group, not one a cell. */
export const decisionAnnotations = (decision: Decision): string[] => {
  const times = (decision.times ?? []).filter(({ is }) => is === "slower" || is === "unsure");
  const timed = times.map(({ language, is, subject, detail, again, gates }) =>
    print({
      level: gates ? "error" : "warning",
      title: `${language}: ${is === "slower" ? is : "unsure whether slower"}`,
      lines: [subject, detail, shellLine(again)],
    }),
  );
  const shown = groupChanges(decision.changes).filter(({ is }) => is !== "fixed");
  const changed = shown.map(({ is, detail, blame, evidence, cells }) => {
    const [first] = cells as [(typeof cells)[number]];
    return print({
      level: cells.some(({ gates }) => gates) ? "error" : "warning",
      title: `${cells.length} ${is}${blame ? `, blame: ${blame}` : ""}`,
      lines: [detail, ...evidence, reproduce(first.cell)],
    });
  });
  return [...changed, ...timed];
};

/** What did not pass in a run as annotations: known failures are notices. */
export const failureAnnotations = (groups: readonly FailureGroup[]): string[] =>
  groups.map((group) =>
    print({
      level: group.known === undefined ? "error" : "notice",
      title: `${group.cause}: ${group.cells.length} ${group.cells.length === 1 ? "cell" : "cells"}, blame: ${group.blame}`,
      lines: [group.known ?? group.detail.split("\n")[0] ?? "", reproduce(group.cells[0] ?? "")],
    }),
  );
