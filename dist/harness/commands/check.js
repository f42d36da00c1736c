import { printable } from "../model/text.js";
import { declare } from "./declare.js";
import { errorLines, print } from "./output.js";
const verdicts = { 0: "accepted", 1: "not accepted", 2: "not accepted", 3: "not checked: nothing could be run here" };
const reportLines = ({ subject, findings }, style) => {
    const paint = { ok: style.good, failed: style.bad, "not checked": style.warn, note: style.dim };
    return [
        style.bold(subject.shown),
        ...findings.flatMap(({ what, state, detail, lines }) => [
            `  ${paint[state](state.padEnd(11))}  ${what.padEnd(9)}  ${printable(detail)}`,
            ...(state === "ok" ? [] : lines.map((line) => style.dim(`                 ${printable(line)}`))),
        ]),
    ];
};
export const command = declare({
    name: "check",
    words: "[path]",
    about: "check one folder, or everything: manifest, formatting, build, smoke program, all cases in every lane",
    examples: ["gatehouse check languages/c", "gatehouse check workloads/fibonacci/rust", "gatehouse check harness/runtimes/wazero --json"],
    act: async (root, [path], { json }) => {
        const { check } = await import("../contribute/check.js");
        const { exit, subjects, problems, reports, interrupted } = await check(root, path);
        if (interrupted)
            return 130;
        const verdict = verdicts[exit] ?? "";
        print(json, {
            ...{ verdict, exit },
            subjects: subjects.map(({ kind, id, shown }) => ({ kind, id, folder: shown })),
            problems: problems.map(({ code, message, hint, place }) => ({ code, message, hint, place })),
            reports: reports.map(({ subject, findings }) => ({ folder: subject.shown, findings })),
        }, (style) => [...problems.flatMap((problem) => errorLines(problem, style)), ...reports.flatMap((report) => reportLines(report, style)), verdict]);
        return exit;
    },
});
