import { printRelease, printRoute } from "../model/ids.ts";
import type { Repro, ReproStream } from "../model/repro.ts";
import { formatBytes, printable, printableLines, shorten } from "../model/text.ts";
import { plainCommand } from "./repro-script.ts";
import { endingLine, exitLine, releaseOf, verdictOf, versionRows } from "./repro-text.ts";

const excerpt = 2000;

// Four spaces: as plain text it is set off, and in a tracker nothing in it becomes markup.
const block = (text: string): string[] => [
  "",
  ...printableLines(text.replace(/\n$/, ""))
    .split("\n")
    .map((line) => `    ${line}`),
  "",
];

const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${printable(text)}`).join("\n");
};

const titleOf = (repro: Repro): string => {
  const { short, detail } = verdictOf(repro);
  const { lane } = repro.id;
  const release = printRelease(lane.version.startsWith("path:") ? { ...lane, version: "unpublished" } : lane);
  const first = detail.split("\n")[0] ?? "";
  return `${release}: ${repro.workload.title} (${repro.id.case}), ${printRoute(repro.id)}: ${short}${first ? `: ${shorten(first, 120)}` : ""}`;
};

const streamText = (name: string, found: ReproStream | undefined): string[] => {
  if (!found) return [];
  const at = found.differsAt === undefined ? "" : `, other than expected from byte ${found.differsAt} on`;
  return [
    `${name}: ${formatBytes(found.size)}${at}`,
    ...(found.text && found.size > 0
      ? shorten(found.text, excerpt)
          .replace(/\n$/, "")
          .split("\n")
          .map((line) => `| ${line}`)
      : []),
  ];
};

const sideText = (repro: Repro, side: "expected" | "actual"): string =>
  [
    `ending: ${side === "expected" ? exitLine(repro) : endingLine(repro)}`,
    ...streamText("standard output", repro.streams.stdout[side]),
    ...streamText("standard error", repro.streams.stderr[side]),
    ...(side === "actual" ? (repro.observation?.files ?? []).map(({ path, found }) => `${path} is ${found}`) : []),
  ].join("\n");

const commandText = (repro: Repro): string =>
  repro.steps
    ? repro.steps.map((step, index) => `${index + 1}. ${step}`).join("\n")
    : [
        "mkdir -p again/home again/cache; work=$PWD/again",
        ...repro.program.directories.map(({ fixture }, index) => (fixture ? `cp -RP input/directory-${index} again/` : `mkdir again/directory-${index}`)),
        "cd again/home",
        ...(repro.program.stdio === "one-file"
          ? ["cp ../../input/stdin ../stdout; chmod 600 ../stdout", `${plainCommand(repro)} <>../stdout >&0`]
          : [`${plainCommand(repro)} <../../input/stdin`]),
      ].join("\n");

/** issue.md: what somebody pastes into the tracker of whoever can mend it. It reads as plain text. All that a guest or a manifest said stands in blocks, never as markup. */
export const reproIssue = (repro: Repro): string => {
  const { detail } = verdictOf(repro);
  const { blame, known, needs } = repro;
  const { language, toolchain, target } = repro.id;
  const because = blame?.because ?? [];
  const install = needs.flatMap((need) => need.install);
  return `${[
    ...["Title:", ...block(titleOf(repro))],
    ...(known
      ? [
          `This failure is known${known.link === undefined ? "" : " upstream"}:`,
          ...block([known.reason, ...(known.link === undefined ? [] : [known.link])].join("\n")),
        ]
      : []),
    "A WebAssembly program does not behave as its contract says:",
    ...block(
      table([
        ["program", `compiled from ${language} by ${toolchain} ${repro.toolchain?.version ?? ""}`.trim()],
        ["target", target],
        ["runtime", releaseOf(repro)],
        ["verdict", verdictOf(repro).short],
      ]),
    ),
    ...(detail ? ["The verdict says:", ...block(shorten(detail, excerpt))] : []),
    ...["The program must do this:", ...block(repro.workload.about)],
    repro.steps
      ? "The archive with this text holds all that it takes: `sh run.sh` runs the program and takes these steps."
      : "The archive with this text holds all that it takes: `sh run.sh` runs this, and compares.",
    ...block(commandText(repro)),
    ...["Expected:", ...block(sideText(repro, "expected"))],
    ...["Found:", ...block(sideText(repro, "actual"))],
    ...(blame ? [`The same run puts the fault on: ${blame.on}.`, ...(because.length > 0 ? block(because.join("\n")) : [""])] : []),
    ...["Versions:", ...block(table(versionRows(repro)))],
    ...(install.length > 0 ? ["To get the release:", ...block(install.join("\n"))] : []),
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
};
