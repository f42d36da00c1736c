import { type Address, printAddress } from "../model/addresses.ts";
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

// Python, as the client script takes it: no shell listens. Where somebody listens already, that one serves.
const neighbourProgram = ({ host, port }: Address): string =>
  [
    "import errno, socket, sys",
    "server = socket.socket()",
    "server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)",
    "try:",
    `    server.bind(("${host}", ${port}))`,
    "    server.listen()",
    "except OSError as error:",
    "    sys.exit(0 if error.errno == errno.EADDRINUSE else 1)",
    'print("listens", flush=True)',
    "while True:",
    "    server.accept()[0].close()",
  ].join("\n");

/** Lines of a script that open the server that no guest may reach, until the script ends; `said` is a file of the script's own. */
export const neighbourLines = ({ neighbour }: Pick<Repro, "neighbour">, said: string): string[] =>
  neighbour
    ? [
        "",
        "# Somebody else's server: what is refused must be refused by the sandbox, not because nobody is there.",
        "command -v python3 >/dev/null || give_up 'python3 is not here: the server that nobody may reach takes it'",
        `: >${said}`,
        `python3 -c '${neighbourProgram(neighbour)}' >${said} &`,
        "neighbour=$!",
        "trap 'kill \"$neighbour\" 2>/dev/null' EXIT",
        `until [ -s ${said} ]; do`,
        `  kill -0 "$neighbour" 2>/dev/null || { wait "$neighbour" && break; give_up 'no server can be opened on ${printAddress(neighbour)}'; }`,
        "  sleep 0.1",
        "done",
      ]
    : [];

/** Comments of a script that say what it does not show. */
export const notPlainLines = ({ notPlain }: Pick<Repro, "notPlain">): string[] => notPlain.map((sentence) => `# ${printable(sentence)}`);

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
    "# Ends with 0 where the contract holds, 1 where it does not, 2 where it cannot be tried, 3 where the run saw what it cannot.",
    ...notPlainLines(repro),
    ...preludeLines(repro),
    "command -v python3 >/dev/null || give_up 'python3 is not here: the client script takes it'",
    ...(repro.neighbour ? ["mkdir -p again", ...neighbourLines(repro, "again/neighbour")] : []),
    `${repro.neighbour ? "" : "exec "}env ${repro.needs.map(({ variable }) => `${variable}="$${variable}"`).join(" ")} python3 -B talk/talk.py`,
  ].join("\n")}\n`;
