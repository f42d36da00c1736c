import type { Repro } from "../model/repro.ts";
import { shellWord } from "../model/symbolic.ts";
import { printable, shellLine } from "../model/text.ts";
import { isNamedTrap } from "../model/traps.ts";
import { endingLines, exitCondition } from "./repro-ending.ts";
import { neighbourLines, notPlainLines, preludeLines } from "./repro-prelude.ts";

/** Where the script's own places are, in its words: the command runs in again/home. */
const placesOf = (repro: Repro): ((token: string) => string) => {
  const fixed: Record<string, string> = {
    wasm: "../../program.wasm",
    manifest: "../../host",
    prepared: repro.prepared ? "../../prepared" : "../prepared",
    cache: '"$work"/cache',
    config: shellLine([`../../${repro.config ?? ""}`]),
  };
  return (token) => {
    const need = repro.needs.find((each) => each.token === token);
    if (need) return `"$${need.variable}"`;
    return token.startsWith("directory.") ? `../directory-${token.slice("directory.".length)}` : (fixed[token] ?? "''");
  };
};

/** The plain command as a line of shell, as it stands in the script. */
export const plainCommand = (repro: Repro): string => repro.commands.run.argv.map((word) => shellWord(word, placesOf(repro))).join(" ");

const commandLines = (name: string, argv: readonly string[], env: Readonly<Record<string, string>>, places: (token: string) => string): string[] => {
  const words = Object.entries({ HOME: null, TMPDIR: null, ...env }).map(([key, value]) =>
    value === null ? `${key}="$work"/home` : shellWord(`${key}=${value}`, places),
  );
  return [
    `${name}() {`,
    '  cd "$work/home" || exit 126',
    `  exec env -i ${words.join(" ")} \\`,
    `    ${argv.map((word) => shellWord(word, places)).join(" ")}`,
    "}",
  ];
};

// What is standard input and output is one file, which holds the input at first.
const streamsLines = ({ program, runtime }: Repro): string[] => {
  const report = runtime.report ? " 3>again/report" : "";
  return program.stdio === "one-file"
    ? ["cp input/stdin again/stdout || exit 2", "chmod 600 again/stdout", `plain <>again/stdout >&0 2>again/stderr${report} &`]
    : [`plain <input/stdin >again/stdout 2>again/stderr${report} &`];
};

const versionLines = (repro: Repro): string[] => {
  const { version, runtime } = repro.id.lane;
  if (version.startsWith("path:")) return [];
  const argv = repro.commands.version;
  return [
    "# Another release may behave in another way: that is said, and the command runs all the same.",
    ...commandLines("ask_version", argv, {}, placesOf(repro)),
    "version=$(ask_version </dev/null 2>&1 | head -n 5)",
    `case " $version " in`,
    `  *[!0-9.]${shellLine([version])}[!0-9.]*) ;;`,
    `  *) printf '%s\\n' ${shellLine([`note: the run had ${runtime} ${version}, and this engine does not say that it is that`])} ;;`,
    "esac",
  ];
};

const streamLines = (name: "stdout" | "stderr", repro: Repro): string[] => {
  const limit = repro.limits.outputMib * 2 ** 20;
  const size = `"$(wc -c <"$work/${name}" | tr -d ' ')"`;
  const exact = repro.program[name].match === "exact";
  return [
    `size=${size}`,
    `if [ "$size" -ge ${limit} ]; then`,
    `  fail "${name}: $size bytes, and the limit is ${limit}" limit`,
    ...(exact
      ? [
          `elif cmp expected/${name} again/${name} >again/${name}.cmp 2>&1; then`,
          `  pass "${name}: the $size bytes that are expected"`,
          "else",
          `  fail "${name}: $size bytes that are not the expected ones: cmp expected/${name} again/${name}" ${name}`,
        ]
      : ["else", `  printf '%s\\n' "----  ${name}: $size bytes; they are ${repro.program[name].match} by the contract, and not compared here"`]),
    "fi",
  ];
};

const filesFunctions = [
  "# Names and kinds of all that stands below a folder, and where links lead.",
  "list() (",
  "  cd \"$1\" && find . \\( -type d -exec printf 'folder %s\\n' {} \\; \\) -o \\( -type f -exec printf 'file %s\\n' {} \\; \\) -o \\",
  `    \\( -type l -exec sh -c 'printf "link %s to %s\\n" "$1" "$(readlink "$1")"' sh {} \\; \\) -o -exec printf 'other %s\\n' {} \\; | sort`,
  ")",
  "# Whether two folders hold the same: a name with a line end could forge the list, and is never expected.",
  "same_folder() {",
  '  list "$1" >"$2.expected" && list "$2" >"$2.found" && cmp -s "$2.expected" "$2.found" &&',
  '    [ -z "$(find "$2" -name \'*\n*\')" ] &&',
  `    [ -z "$(cd "$1" && find . -type f -exec sh -c 'cmp -s "$1" "$2/$1" || echo differs' sh {} "$here/$2" \\;)" ]`,
  "}",
];

const filesLines = (repro: Repro): string[] =>
  repro.program.directories.flatMap(({ guest }, index) => {
    const shown = shellLine([`files in ${printable(guest)}`]);
    const [expected, found] = [`expected/directory-${index}`, `again/directory-${index}`];
    return [
      `if same_folder ${expected} ${found}; then`,
      `  pass ${shown}': as expected'`,
      "else",
      `  fail ${shown}': not as expected: diff -r ${expected} ${found}' file`,
      "fi",
    ];
  });

const describeExit = (repro: Repro): string => (typeof repro.program.exit === "number" ? `exit ${repro.program.exit}` : repro.program.exit);

/** What the run failed by that a shell cannot see; undefined where there is nothing of the kind. */
export const unseen = (repro: Repro): string | undefined => {
  const { state, observation } = repro;
  const failed = state.is === "judged" && state.verdict.is === "fail" ? state.verdict.cause : undefined;
  if (failed === "trap" && isNamedTrap(repro.program.exit)) return `which trap it was to be: ${repro.program.exit}`;
  if (failed === "nondeterministic") return "its trials differed from each other";
  if (observation?.ending.how === "limit" && observation.ending.limit !== "time" && observation.ending.limit !== "output")
    return `it reached its limit on ${observation.ending.limit}`;
  if (failed !== undefined && repro.notPlain.length > 0) return "it ran in a machine, and the same commands may do otherwise there";
  return failed === "signal" && (observation?.leftProcesses ?? 0) > 0 ? "it left processes behind" : undefined;
};

const lastLines = (repro: Repro): string[] => {
  if (repro.mustFail)
    return [
      `if [ "$cause" = ${repro.mustFail} ]; then`,
      `  echo 'It fails by its ${repro.mustFail}, as it was made to: it tells whether failures are reported as what they are.'`,
      "  exit 0",
      "fi",
      `echo 'It was made to fail by its ${repro.mustFail}, and does not.'`,
      "exit 1",
    ];
  const { state } = repro;
  const recorded = state.is === "judged" && state.verdict.is === "fail" ? state.verdict.cause : undefined;
  const other = unseen(repro);
  return [
    'if [ "$cause" = unsure ]; then',
    "  echo 'How it ended cannot be told here: the rule that tells is none that grep knows.'",
    "  exit 3",
    "fi",
    'if [ -n "$cause" ]; then',
    '  echo "The contract does not hold: $cause."',
    ...(recorded ? [`  [ "$cause" != ${recorded} ] || echo 'That is what the run saw too.'`] : []),
    "  exit 1",
    "fi",
    ...(other
      ? [`echo ${shellLine([`All that is checked here holds, but the run saw what a shell cannot: ${other}.`])}`, "exit 3"]
      : ["echo 'The contract holds.'", "exit 0"]),
  ];
};

/** The script that runs a cell's plain command anywhere: POSIX sh, nothing of this project, the engine by a variable. */
export const reproScript = (repro: Repro): string => {
  const places = placesOf(repro);
  const { run, prepare } = repro.commands;
  const prepares = prepare && repro.prepared === false;
  const seconds = Math.ceil(repro.limits.timeMs / 1000);
  const known = repro.observation?.raw.code ?? null;
  return `${[
    "#!/bin/sh",
    `# ${printable(repro.cell)}`,
    "# Runs the plain command and holds what comes of it against the contract. Limits on memory, silence and processes are not held.",
    "# Ends with 0 where the contract holds, 1 where it does not, 2 where the command cannot be run, and 3 where a shell cannot tell.",
    ...notPlainLines(repro),
    ...preludeLines(repro),
    "cause=",
    "pass() { printf 'PASS  %s\\n' \"$1\"; }",
    'fail() { printf \'FAIL  %s\\n\' "$1"; [ -n "$cause" ] || cause=$2; }',
    "",
    "# A fresh sandbox: what an earlier run left goes.",
    "work=$here/again",
    'rm -rf "$work"',
    'mkdir "$work" "$work/home" "$work/cache" || give_up "$work cannot be made anew"',
    ...repro.program.directories.flatMap(({ fixture, written }, index) => [
      fixture
        ? `cp -RP input/directory-${index} again/directory-${index} || give_up 'the fixtures cannot be copied'`
        : `mkdir again/directory-${index} || exit 2`,
      ...Object.entries(written ?? {}).map(
        ([path, time]) => `${shellLine(["touch", "-h", "-d", time, `again/directory-${index}/${path}`])} || give_up 'the fixtures cannot be dated'`,
      ),
    ]),
    ...(repro.program.directories.length > 0 ? ["cp -RP outside.txt outside again/ || exit 2", ...filesFunctions] : []),
    ...neighbourLines(repro, "again/neighbour"),
    ...versionLines(repro),
    "",
    ...(prepares
      ? [
          ...commandLines("prepare", prepare.argv, prepare.env, places),
          "if ! (prepare </dev/null >again/prepare.out 2>&1); then",
          "  fail 'the artifact cannot be prepared: again/prepare.out' start",
          "  echo 'The contract does not hold: start.'",
          "  exit 1",
          "fi",
        ]
      : []),
    "# The plain command, with all of its environment.",
    ...commandLines("plain", run.argv, run.env, places),
    "ulimit -f 4194304 2>/dev/null || :",
    ...streamsLines(repro),
    "pid=$!",
    `(nap=; trap 'kill $nap; exit 0' TERM; sleep ${seconds} & nap=$!; wait "$nap"; : >"$work/timed-out"; kill -9 "$pid") >/dev/null 2>&1 &`,
    "watch=$!",
    "# Not before: a shell that is forked with a trap may lose the signal that ends it.",
    "trap 'kill -9 \"$pid\" 2>/dev/null; exit 130' INT TERM",
    'wait "$pid"',
    "code=$?",
    'kill "$watch" 2>/dev/null',
    'wait "$watch" 2>/dev/null',
    "",
    ...endingLines({ rules: repro.runtime.endings, report: repro.runtime.report, known, unproven: repro.observation?.ending.says !== undefined }),
    "case $how in",
    '  exit) found="exit $code" ;;',
    `  time) found='no end within ${seconds} s' ;;`,
    '  *) found="$how (exit code $code)" ;;',
    "esac",
    `if ${exitCondition(repro.program.exit)}; then`,
    `  pass "ending: $found, expected: ${describeExit(repro)}"`,
    "else",
    "  case $how in time) by=timeout ;; refused-flag | refused-module) by=start ;; *) by=$how ;; esac",
    `  fail "ending: $found, expected: ${describeExit(repro)}" "$by"`,
    "fi",
    ...streamLines("stdout", repro),
    ...streamLines("stderr", repro),
    ...filesLines(repro),
    ...lastLines(repro),
  ].join("\n")}\n`;
};
