import type { EndingRule } from "../model/generated/runtime.ts";
import type { ExitContract } from "../model/generated/workload.ts";
import { shellLine } from "../model/text.ts";
import { isNamedTrap } from "../model/traps.ts";

const emptyBranch = /(^|[(|])(?=[|)]|$)/;

/** A regular expression of JavaScript as one for `grep -E`, which tells of the same lines; undefined where that is not sure. */
export const toExtended = (pattern: string): string | undefined => {
  if (!/^[\x20-\x7e]*$/.test(pattern)) return undefined;
  let result = "";
  for (let at = 0; at < pattern.length; ) {
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
              ? [2, plain(escaped[1] as string)]
              : [1, /^(\(\?|[[{}\]])/.test(rest) ? undefined : rest[0]];
    if (given === undefined) return undefined;
    result += given;
    at += taken as number;
  }
  return pattern !== "" && emptyBranch.test(result) ? undefined : result;
};

const plain = (character: string): string | undefined => {
  if (character === "d") return "[0-9]";
  if (character === "w") return "[A-Za-z0-9_]";
  if (/[A-Za-z0-9]/.test(character)) return undefined;
  return /[.[\]\\*^$+?(){}|]/.test(character) ? `\\${character}` : character;
};

/** What a script tells an ending by. */
export interface EndingGrounds {
  /** A runtime's rules. */
  readonly rules: readonly EndingRule[];
  /** Its host script tells in a file, `$work/report`. */
  readonly report: boolean;
  /** The exit code that the run saw. */
  readonly known: number | null;
  /** What words said in the run, and nothing proved. */
  readonly unproven: boolean;
}

const reported = ["exit", "trap", "missing-import", "refused-module", "start"] as const;

const ruleLines = (rule: EndingRule): string[] => {
  const words = rule.proof === "status" ? "" : (rule.stderr ?? "");
  const pattern = toExtended(words);
  const said = words ? ` && tail -c 4096 "$work/stderr" | grep -E -q -e ${shellLine([pattern ?? ""])}` : "";
  return [`elif [ "$code" -eq ${rule.exit} ]${pattern === undefined ? "" : said}; then`, `  how=${pattern === undefined ? "unsure" : rule.means}`];
};

/**
 * Lines of a shell script that turn `$code` (128 + n where signal n ended it), standard error and the host script's report into `$how`,
 * by a runtime's rules. A rule that grep cannot hold makes it `unsure` for its code. What takes another run to prove is taken as the run
 * found it. A code that may stand for a signal counts as one, unless `known` says that the run saw it as a code.
 */
export const endingLines = ({ rules, report, known, unproven }: EndingGrounds): string[] => [
  "how=exit",
  'if [ -f "$work/timed-out" ]; then',
  "  how=time",
  `elif { [ "$code" -eq 126 ] || [ "$code" -eq 127 ]; } && head -n 1 "$work/stderr" | grep -q '^env: '; then`,
  "  how=start",
  ...(report
    ? reported.flatMap((how) => [`elif grep -q '^{"how":"${how}"' "$work/report"; then`, `  how=${how}`])
    : rules.filter(({ proof }) => !(unproven && (proof === "mute" || proof === "named"))).flatMap(ruleLines)),
  `elif [ "$code" -gt 128 ] && [ "$code" -lt 193 ]${known === null ? "" : ` && [ "$code" -ne ${known} ]`}; then`,
  "  how=signal",
  ...(report ? ["else", "  how=start"] : []),
  "fi",
];

/** The condition under which an ending fits a contract. */
export const exitCondition = (contract: ExitContract): string => {
  const exit = '[ "$how" = exit ]';
  if (contract === "trap" || isNamedTrap(contract)) return '[ "$how" = trap ]';
  if (contract === "nonzero") return `${exit} && [ "$code" -ne 0 ]`;
  if (contract === "failure") return `[ "$how" = trap ] || { ${exit} && [ "$code" -ne 0 ]; }`;
  return `${exit} && [ "$code" -eq ${contract} ]`;
};
