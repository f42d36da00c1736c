import { printable, shellLine, shorten } from "../model/text.js";
import { reproduce } from "./failures.js";
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
const data = (text) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text) => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
const print = ({ level, title, lines }) => `::${level} title=${property(shorten(printable(title), 120))}::${lines.map((line) => data(shorten(printable(line), 400))).join("%0A")}`;
/** A decision as annotations: what refuses is an error, what changed besides a warning; one a group, not one a cell. */
export const decisionAnnotations = (decision) => {
    const groups = new Map();
    for (const change of decision.changes.filter((each) => !["same", "added", "fixed"].includes(each.change.is))) {
        const key = JSON.stringify([change.change.is, change.blame, change.gates, change.language]);
        groups.set(key, [...(groups.get(key) ?? []), change]);
    }
    const times = (decision.times ?? []).filter(({ is }) => is === "slower" || is === "unsure");
    const timed = times.map(({ language, is, subject, detail, again, gates }) => print({
        level: gates ? "error" : "warning",
        title: `${language}: ${is === "slower" ? is : "unsure whether slower"}`,
        lines: [subject, detail, shellLine(again)],
    }));
    const changed = [...groups.values()].map((own) => {
        const [first] = own;
        return print({
            level: first.gates ? "error" : "warning",
            title: `${first.language}: ${own.length} ${first.change.is}${first.blame ? `, blame: ${first.blame}` : ""}`,
            lines: ["detail" in first.change ? first.change.detail : first.change.is, ...first.evidence, reproduce(first.cell)],
        });
    });
    return [...changed, ...timed];
};
/** What did not pass in a run as annotations: known failures are notices. */
export const failureAnnotations = (groups) => groups.map((group) => print({
    level: group.known === undefined ? "error" : "notice",
    title: `${group.cause}: ${group.cells.length} ${group.cells.length === 1 ? "cell" : "cells"}, blame: ${group.blame}`,
    lines: [group.known ?? group.detail.split("\n")[0] ?? "", reproduce(group.cells[0] ?? "")],
}));
