import type { Repro, ReproNeed } from "../model/repro.ts";
import { printable, shellLine } from "../model/text.ts";

const quoted = (lines: readonly string[]): string => lines.map((line) => ` \\\n    ${shellLine([line])}`).join("");

const findNeed = (need: ReproNeed): string[] => {
  const { variable, fallback } = need;
  const missing = (what: string): string => `give_up ${shellLine([`${what}; say where with ${variable}=…`])}${quoted(need.install)}`;
  const program = need.token.slice(need.token.indexOf(".") + 1);
  if (need.kind === "program")
    return [
      `${variable}=$(find_program "\${${variable}:-${fallback}}") ||\n  ${missing(`${program} is not here`)}`,
      `case $${variable} in *=*) give_up 'the path of ${program} must hold no = sign' ;; esac`,
    ];
  return [
    `${variable}=\${${variable}:-${fallback ? `$here/${fallback}` : ""}}`,
    `case $${variable} in '') ;; /*) ;; *) ${variable}=$start/$${variable} ;; esac`,
    `[ -d "$${variable}${fallback ? "/node_modules" : ""}" ] ||\n  ${missing(`the packages of ${fallback || "the engine"} are not here`)}`,
  ];
};

/** How each script begins: it finds the folder, and the engine. */
export const preludeLines = (repro: Repro): string[] => [
  "set -u",
  "unset CDPATH",
  "LC_ALL=C",
  "export LC_ALL",
  "umask 022",
  "start=$(pwd)",
  "",
  "give_up() {",
  "  printf '%s\\n' \"$@\" >&2",
  "  exit 2",
  "}",
  "find_program() {",
  '  case $1 in */*) found=$1 ;; *) found=$(command -v "$1") || return 1 ;; esac',
  "  case $found in /*) ;; */*) found=$start/$found ;; *) return 1 ;; esac",
  '  [ -f "$found" ] && [ -x "$found" ] && printf \'%s\\n\' "$found"',
  "}",
  'cd "$(dirname "$0")" || give_up "the folder of $0 cannot be entered"',
  "here=$(pwd)",
  ...repro.needs.flatMap(findNeed),
];

/** The script that finds the engine of a dialogue, and starts the client script. */
export const dialogueScript = (repro: Repro): string =>
  `${[
    "#!/bin/sh",
    `# ${printable(repro.cell)}`,
    "# Starts talk/talk.py, which starts the programs of dialogue.json and talks to them, step by step. It takes python3, and nothing else.",
    "# Ends with 0 where the contract holds, 1 where it does not, 2 where it cannot be tried.",
    ...preludeLines(repro),
    "command -v python3 >/dev/null || give_up 'python3 is not here: the client script takes it'",
    `exec env ${repro.needs.map(({ variable }) => `${variable}="$${variable}"`).join(" ")} python3 -B talk/talk.py`,
  ].join("\n")}\n`;
