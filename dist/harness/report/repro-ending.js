import { shellLine } from "../model/text.js";
const emptyBranch = /(^|[(|])(?=[|)]|$)/;
/** A regular expression of JavaScript as one for `grep -E`, which tells of the same lines; undefined where that is not sure. */
export const toExtended = (pattern) => {
    if (!/^[\x20-\x7e]*$/.test(pattern))
        return undefined;
    let result = "";
    for (let at = 0; at < pattern.length;) {
        const rest = pattern.slice(at);
        const [group, bounds, set, escaped] = [/^\(\?:/, /^\{\d+(,\d*)?\}/, /^\[[^\]^[\\][^\][\\]*\]/, /^\\(.)/].map((form) => form.exec(rest));
        const lazy = /^([*+?]|\{\d+(,\d*)?\})\?/.exec(rest);
        const [taken, given] = group
            ? [3, "("]
            : lazy
                ? [lazy[0].length, lazy[1]]
                : bounds
                    ? [bounds[0].length, bounds[0]]
                    : set
                        ? [set[0].length, set[0]]
                        : escaped
                            ? [2, plain(escaped[1])]
                            : [1, /^(\(\?|[[{}\]])/.test(rest) ? undefined : rest[0]];
        if (given === undefined)
            return undefined;
        result += given;
        at += taken;
    }
    return pattern !== "" && emptyBranch.test(result) ? undefined : result;
};
const plain = (character) => {
    if (character === "d")
        return "[0-9]";
    if (character === "w")
        return "[A-Za-z0-9_]";
    if (/[A-Za-z0-9]/.test(character))
        return undefined;
    return /[.[\]\\*^$+?(){}|]/.test(character) ? `\\${character}` : character;
};
/**
 * Lines of a shell script that turn `$code` (128 + n where signal n ended it) and standard error into `$how`, by a runtime's
 * rules. A rule that grep cannot hold makes it `unsure` for its code. A code that may stand for a signal counts as one,
 * unless `known` says that the run saw it as a code.
 */
export const endingLines = (rules, known) => [
    "how=exit",
    'if [ -f "$work/timed-out" ]; then',
    "  how=time",
    `elif { [ "$code" -eq 126 ] || [ "$code" -eq 127 ]; } && head -n 1 "$work/stderr" | grep -q '^env: '; then`,
    "  how=start",
    ...rules.flatMap((rule) => {
        const pattern = toExtended(rule.stderr ?? "");
        const said = rule.stderr ? ` && tail -c 4096 "$work/stderr" | grep -E -q -e ${shellLine([pattern ?? ""])}` : "";
        return [`elif [ "$code" -eq ${rule.exit} ]${pattern === undefined ? "" : said}; then`, `  how=${pattern === undefined ? "unsure" : rule.means}`];
    }),
    `elif [ "$code" -gt 128 ] && [ "$code" -lt 193 ]${known === null ? "" : ` && [ "$code" -ne ${known} ]`}; then`,
    "  how=signal",
    "fi",
];
/** The condition under which an ending fits a contract. */
export const exitCondition = (contract) => {
    const exit = '[ "$how" = exit ]';
    if (contract === "trap")
        return '[ "$how" = trap ]';
    if (contract === "nonzero")
        return `${exit} && [ "$code" -ne 0 ]`;
    if (contract === "failure")
        return `[ "$how" = trap ] || { ${exit} && [ "$code" -ne 0 ]; }`;
    return `${exit} && [ "$code" -eq ${contract} ]`;
};
