import { printLane, printRelease, printRoute } from "../model/ids.ts";
import type { Repro, ReproStream } from "../model/repro.ts";
import { formatBytes, shellLine, shorten } from "../model/text.ts";
import { codeBlock, inline } from "./markdown.ts";
import { plainCommand, unseen } from "./repro-script.ts";
import { markdownTable } from "./table.ts";

const excerpt = 2000;

const verdictOf = ({ state }: Repro): { readonly short: string; readonly detail: string } => {
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

const exitLine = ({ program }: Repro): string => (typeof program.exit === "number" ? `exit ${program.exit}` : program.exit);

const releaseOf = ({ id, runtime }: Repro): string =>
  `${runtime.name} ${id.lane.version.startsWith("path:") ? "(an unpublished build)" : id.lane.version}${id.lane.variant ? ` +${id.lane.variant}` : ""}`;

const stream = (name: string, what: "expected" | "actual", found: ReproStream | undefined): string[] => {
  if (!found) return [`${name}: ${what === "expected" ? "anything" : "not kept"}`, ""];
  const at = found.differsAt === undefined ? "" : `, other than expected from byte ${found.differsAt} on`;
  const head = `${name}: ${formatBytes(found.size)}${at} (${found.digest})`;
  return [head, "", ...(found.text && found.size > 0 ? [...codeBlock(shorten(found.text, excerpt)), ""] : [])];
};

const streams = (repro: Repro, what: "expected" | "actual"): string[] => [
  ...stream("Standard output", what, repro.streams.stdout[what]),
  ...stream("Standard error", what, repro.streams.stderr[what]),
];

const files = (repro: Repro): string[] => (repro.observation?.files ?? []).map(({ path, found }) => `- ${inline(path)} is ${found}`);

const blameLines = ({ blame }: Repro): string[] =>
  blame
    ? [
        `By its siblings in the same run the fault is on: ${blame.on}${blame.on === "undetermined" ? ` (these would tell: ${blame.run.map(inline).join(", ")})` : ""}.`,
        ...blame.because.map((reason) => `- ${inline(reason)}`),
      ]
    : [];

const versionRows = (repro: Repro): string[] => {
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
  return markdownTable(["what", "version"], rows);
};

const installLines = (repro: Repro): string[] => {
  const lines = repro.needs.flatMap((need) => need.install);
  return lines.length > 0 ? codeBlock(lines.join("\n")) : [];
};

/** README.md of the folder: what it is, how to run it, what it was made from. */
export const reproReadme = (repro: Repro): string => {
  const { short, detail } = verdictOf(repro);
  const other = unseen(repro);
  return `${[
    `# ${inline(repro.workload.title)}: ${inline(repro.id.case)}`,
    "",
    `One program in one WebAssembly runtime: ${inline(repro.cell)}. The run that this was taken from says: **${inline(short)}**.`,
    ...(detail ? ["", ...codeBlock(detail)] : []),
    "",
    "```",
    "sh run.sh",
    "```",
    "",
    "runs the plain command in a fresh folder `again/` and holds each aspect against the contract. It needs a POSIX shell, `cmp`, `find`, `grep`,",
    "the usual small tools, and the runtime; nothing of what made this folder. It ends with 0 where the contract holds, 1 where it does not, 2 where the",
    "command cannot be run here, 3 where a shell cannot tell. It holds the time limit, and no limits on memory, silence or processes: run it where a program may fail.",
    ...(other ? [`The run saw what the script cannot: ${inline(other)}.`] : []),
    ...(repro.mustFail ? [`This program breaks its contract on purpose, by its ${repro.mustFail}: the script ends with 0 where that is seen.`] : []),
    "",
    "## The runtime",
    "",
    `${inline(releaseOf(repro))}${repro.runtime.homepage ? `, ${inline(repro.runtime.homepage)}` : ""}. To get it:`,
    "",
    ...installLines(repro),
    "",
    `Where it lies elsewhere: ${repro.needs.map((need) => `\`${need.variable}=…\``).join(", ")}.`,
    "",
    "## What it must do",
    "",
    ...codeBlock(repro.workload.about),
    "",
    "## Files",
    "",
    "- `program.wasm`: the artifact; `input/`: standard input and the folders that the program is given",
    "- `expected/`: what the contract says; `actual/`: what the run saw, streams up to 64 KiB; `again/`: what `run.sh` saw",
    "- `issue.md`: a draft for whoever can mend it",
    ...(repro.config === undefined ? [] : [`- ${inline(repro.config)}: the file by which the runtime is told arguments and environment`]),
    ...(repro.prepared ? ["- `prepared/`: what the runtime made of the artifact before it ran"] : []),
    "- `host/`: the runtime's host script, where it has one; `packages/`: lock files, where it takes packages",
    ...(repro.program.directories.length > 0 ? ["- `outside.txt`, `outside`: for a guest that gets out of its folders. A leak must find something"] : []),
    "",
    "## Versions",
    "",
    ...versionRows(repro),
    ...(repro.observation ? ["", "What ran:", "", ...codeBlock(shellLine(repro.observation.argv))] : []),
    ...(repro.blame ? ["", "## Whose fault", "", ...blameLines(repro)] : []),
  ].join("\n")}\n`;
};

/** issue.md: a draft for the tracker of whoever can mend it. All that a guest or a manifest said stands in it as text, never as markup. */
export const reproIssue = (repro: Repro): string => {
  const { short, detail } = verdictOf(repro);
  const [first = ""] = detail.split("\n");
  return `${[
    `# ${inline(`${printRelease(repro.id.lane.version.startsWith("path:") ? { ...repro.id.lane, version: "unpublished" } : repro.id.lane)}: ${repro.workload.title} (${repro.id.case}), ${printRoute(repro.id)}: ${short}${first ? `: ${shorten(first, 120)}` : ""}`)}`,
    "",
    "## What happens",
    "",
    `A program compiled from ${inline(repro.id.language)} (${inline(`${repro.id.toolchain} ${repro.toolchain?.version ?? ""}`.trim())}, ${repro.id.target}) does not behave in ${inline(releaseOf(repro))} as its contract says: ${inline(short)}.`,
    ...(detail ? ["", ...codeBlock(shorten(detail, excerpt))] : []),
    "",
    "What the program must do:",
    "",
    ...codeBlock(repro.workload.about),
    "",
    "## Steps",
    "",
    "With the files of this folder (`sh run.sh` does all of it, and compares):",
    "",
    ...codeBlock(
      `mkdir -p again/home again/cache; work=$PWD/again\n${repro.program.directories.map(({ fixture }, index) => (fixture ? `cp -RP input/directory-${index} again/` : `mkdir again/directory-${index}`)).join("\n")}${repro.program.directories.length > 0 ? "\n" : ""}cd again/home\n${plainCommand(repro)} <../../input/stdin`,
    ),
    "",
    "## Expected",
    "",
    `Ending: ${inline(exitLine(repro))}`,
    "",
    ...streams(repro, "expected"),
    "## Actual",
    "",
    `Ending: ${inline(endingLine(repro))}`,
    "",
    ...streams(repro, "actual"),
    ...(files(repro).length > 0 ? ["Files that are not as expected:", "", ...files(repro), ""] : []),
    ...(repro.blame ? ["## Why this is reported here", "", ...blameLines(repro), ""] : []),
    "## Versions",
    "",
    ...versionRows(repro),
    "",
    "The release is had by:",
    "",
    ...installLines(repro),
  ].join("\n")}\n`;
};
