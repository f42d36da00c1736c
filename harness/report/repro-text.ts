import { printLane } from "../model/ids.ts";
import type { Repro } from "../model/repro.ts";
import { formatBytes, shellLine } from "../model/text.ts";
import { codeBlock, inline } from "./markdown.ts";
import { unseen } from "./repro-script.ts";
import { markdownTable } from "./table.ts";

/** A verdict in a few words, and what there is to say of it. */
export const verdictOf = ({ state }: Repro): { readonly short: string; readonly detail: string } => {
  if (state.is === "untrusted") return { short: "untrusted", detail: `its lane is not trusted: ${state.because}` };
  if (state.is !== "judged") return { short: state.is, detail: "" };
  const { verdict } = state;
  switch (verdict.is) {
    case "pass":
      return { short: "pass", detail: "" };
    case "fail":
      return { short: `fail by ${verdict.cause}`, detail: verdict.detail };
    case "unsupported":
      return { short: `unsupported: ${verdict.capability}`, detail: verdict.proof };
    case "broken":
      return { short: `broken at ${verdict.stage}`, detail: verdict.detail };
  }
};

/** How a cell ended, in one line. */
export const endingLine = ({ observation }: Repro): string => {
  if (!observation) return "the command of the case was never reached";
  const { ending, raw } = observation;
  const how = [
    ending.how,
    ending.code ?? ending.signal ?? ending.limit,
    ending.message && `(${ending.message})`,
    ending.says && `(its words say ${ending.says})`,
  ].filter((part) => part !== undefined && part !== "");
  return `${how.join(" ")}; raw: ${raw.signal ?? `exit ${raw.code}`}`;
};

/** How its contract says that it ends. */
export const exitLine = ({ program }: Repro): string => (typeof program.exit === "number" ? `exit ${program.exit}` : program.exit);

/** The release, as people call it. */
export const releaseOf = ({ id, runtime }: Repro): string =>
  `${runtime.name} ${id.lane.version.startsWith("path:") ? "(an unpublished build)" : id.lane.version}${id.lane.variant ? ` +${id.lane.variant}` : ""}`;

const blameLines = ({ blame }: Repro): string[] =>
  blame
    ? [
        `By its siblings in the same run the fault is on: ${blame.on}${blame.on === "undetermined" ? ` (these would tell: ${blame.run.map(inline).join(", ")})` : ""}.`,
        ...blame.because.map((reason) => `- ${inline(reason)}`),
      ]
    : [];

/** What ran, by what, on what: what it is and its version. */
export const versionRows = (repro: Repro): [string, string][] => {
  const { machine, artifact, toolchain, lane, run } = repro;
  const rows: [string, string][] = [
    ["runtime", releaseOf(repro)],
    ["lane", `${printLane(repro.id.lane)} (${lane?.digest ?? "digest unknown"})`],
    ...repro.programs.map(({ path, digest }): [string, string] => [`program ${path.split("/").at(-1)}`, `${digest} (as it is now)`]),
    ["artifact", `${artifact.digest}, ${formatBytes(artifact.size)}`],
    [
      "toolchain",
      `${repro.id.language}/${repro.id.toolchain} ${toolchain?.version ?? "unknown"}, target ${repro.id.target} (${toolchain?.digest ?? "digest unknown"})`,
    ],
    ["launcher", `${repro.id.lane.launcher}${run.supervised ? ", by the launcher program" : ""}`],
    ["machine", `${machine.os}, ${machine.kernel}, ${machine.architecture}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryMib} MiB`],
    ["harness", `Gatehouse ${run.harness}, run ${run.id} of ${run.started}`],
  ];
  return rows;
};

const knownLines = ({ known }: Repro): string[] =>
  known ? ["", `This failure is known: ${inline(known.reason)}${known.link === undefined ? "" : ` Upstream: <${encodeURI(known.link)}>`}`] : [];

const plainLines: readonly string[] = [
  "runs the plain command in a fresh folder `again/` and holds each aspect against the contract. It needs a POSIX shell, `cmp`, `find`, `grep`,",
  "the usual small tools, and the runtime; nothing of what made this folder. It ends with 0 where the contract holds, 1 where it does not, 2 where the",
  "command cannot be run here, 3 where a shell cannot tell. It holds the time limit, and no limits on memory, silence or processes: run it where a program may fail.",
];

const talkLines: readonly string[] = [
  "starts the programs of `dialogue.json` in a fresh folder `again/`, and talks to them by its steps, over plain pipes and sockets. It needs python3 and the",
  "runtime; nothing of what made this folder. It ends with 0 where the contract holds, 1 where it does not, 2 where it cannot be tried here, and 3 where the run saw what it cannot.",
];

/** README.md of the folder: what it is, how to run it, what it was made from. */
export const reproReadme = (repro: Repro): string => {
  const { short, detail } = verdictOf(repro);
  const other = unseen(repro);
  return `${[
    `# ${inline(repro.workload.title)}: ${inline(repro.id.case)}`,
    "",
    `One program in one WebAssembly runtime: ${inline(repro.cell)}. The run that this was taken from says: **${inline(short)}**.`,
    ...(detail ? ["", ...codeBlock(detail)] : []),
    ...knownLines(repro),
    "",
    "```",
    "sh run.sh",
    "```",
    "",
    ...(repro.steps ? talkLines : plainLines),
    ...(repro.notPlain.length > 0 ? ["", ...repro.notPlain.map(inline)] : []),
    ...(other ? [`The run saw what the script cannot: ${inline(other)}.`] : []),
    ...(repro.mustFail ? [`This program breaks its contract on purpose, by its ${repro.mustFail}: the script ends with 0 where that is seen.`] : []),
    "",
    "## The runtime",
    "",
    `${inline(releaseOf(repro))}${repro.runtime.homepage ? `, ${inline(repro.runtime.homepage)}` : ""}. To get it:`,
    "",
    ...(repro.needs.some(({ install }) => install.length > 0) ? codeBlock(repro.needs.flatMap(({ install }) => install).join("\n")) : []),
    "",
    `Where it lies elsewhere: ${repro.needs.map((need) => `\`${need.variable}=…\``).join(", ")}.`,
    "",
    "## What it must do",
    "",
    ...codeBlock(repro.workload.about),
    "",
    "## Files",
    "",
    "- `program.wasm`: the artifact; `source/`: its source as it is now; `input/`: standard input and the folders that the program is given",
    ...(repro.steps ? ["- `dialogue.json`, `talk/`: the steps, and the client script that takes them"] : []),
    "- `expected/`: what the contract says; `actual/`: what the run saw, streams up to 64 KiB; `again/`: what `run.sh` saw",
    "- `issue.md`: a report for whoever can mend it, to paste",
    ...(repro.config === undefined ? [] : [`- ${inline(repro.config)}: the file by which the runtime is told arguments and environment`]),
    ...(repro.prepared ? ["- `prepared/`: what the runtime made of the artifact before it ran"] : []),
    "- `host/`: the runtime's host script, where it has one; `packages/`: lock files, where it takes packages",
    ...(repro.program.directories.length > 0 ? ["- `outside.txt`, `outside`: for a guest that gets out of its folders. A leak must find something"] : []),
    "",
    "## Versions",
    "",
    ...markdownTable(["what", "version"], versionRows(repro)),
    ...(repro.built.length > 0 ? ["", "The source is built by:", "", ...codeBlock(repro.built.join("\n"))] : []),
    ...(repro.observation ? ["", "What ran, without the places of that machine:", "", ...codeBlock(shellLine(repro.observation.argv))] : []),
    ...(repro.blame ? ["", "## Whose fault", "", ...blameLines(repro)] : []),
  ].join("\n")}\n`;
};
