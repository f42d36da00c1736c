import type { CellView } from "../model/cell-view.ts";
import { endOf } from "../model/expectation.ts";
import type { Artifact, Observation, StreamFact } from "../model/generated/journal.ts";
import { reportText } from "../model/reported.ts";
import { formatBytes, formatDuration, printable, printableLines, shellLine, shorten } from "../model/text.ts";
import { findBlame } from "./blame.ts";
import { reproduce, takeAway } from "./failures.ts";
import type { Style } from "./style.ts";

const streamLines = (name: string, fact: StreamFact, said: string | undefined, style: Style): string[] => {
  const at = fact.differsAt === undefined ? "" : `, not as expected from byte ${fact.differsAt}`;
  const shown = printableLines(shorten(said ?? "", 2000).replace(/\n$/, "")).split("\n");
  return [`${style.bold(name)}  ${formatBytes(fact.size)}${at}  ${style.dim(fact.digest)}`, ...(said ? shown.map((line) => `  | ${line}`) : [])];
};

const figures = ({ userMs, systemMs, peakKib, wallMs, cache }: Observation): string => {
  const cpu = userMs === null || systemMs === null ? "CPU unknown" : `CPU ${(userMs + systemMs).toFixed(1)} ms`;
  const memory = peakKib === null ? "memory unknown" : `peak ${formatBytes(peakKib * 1024)}`;
  return `${formatDuration(wallMs)} wall, ${cpu}, ${memory}, engine cache ${cache}`;
};

// Of a known failure that a report tells, or of a report that holds for other releases.
const reportOf = (standing: CellView["standing"]): string | undefined => {
  const known = standing.is === "known-failure" ? standing.known : standing.reported;
  return known?.reported ? reportText(known) : undefined;
};

const verdictLines = ({ cell, passed, state, standing, unfinished, lane, elsewhere, blame }: CellView, style: Style): string[] => {
  const verdict = state.is === "judged" ? state.verdict : undefined;
  const cause = verdict?.is === "fail" ? ` (${verdict.cause}, blame: ${blame?.on})` : "";
  const detail = state.is === "inexpressible" ? state.why : verdict && "detail" in verdict ? verdict.detail : "";
  const known = standing.is === "known-failure" ? standing.known : undefined;
  const reported = reportOf(standing);
  return [
    style.bold(cell),
    unfinished
      ? style.warn(`to go: the run ${unfinished === "running" ? "is under way" : "did not come to its end"}`)
      : `${(passed ? style.good : style.bad)(verdict?.is ?? state.is)}${cause}`,
    ...(known ? [`${style.warn("known")}  ${printableLines(known.reason)} (${endOf(known)}${known.link ? `, ${known.link}` : ""})`] : []),
    ...(reported ? [`${style.bold("report")}  ${printable(reported)}`] : []),
    ...Object.entries(elsewhere).map(([role, other]) => `${style.bold("where")}  ${role} ran in ${printable(other)}, the rest in ${printable(lane)}`),
    ...(blame && blame.because.length > 0 ? [style.dim(`because ${printable(blame.because.join("; "))}`)] : []),
    ...(blame?.on === "undetermined" ? [style.dim(`these cells would tell: ${blame.run.join("  ")}`), `${style.bold("blame")}  ${findBlame(cell)}`] : []),
    ...(detail === ""
      ? []
      : printableLines(detail)
          .split("\n")
          .slice(0, 40)
          .map((line) => `  ${line}`)),
  ];
};

const observedLines = (observation: Observation, said: CellView["said"], style: Style): string[] => {
  const { ending, raw, stdout, stderr } = observation;
  const code = ending.code === undefined ? "" : ` ${ending.code}`;
  return [
    `${style.bold("ended")}  ${ending.how}${code} (raw: ${raw.signal ?? `exit ${raw.code}`})`,
    `${style.bold("took")}  ${figures(observation)}`,
    ...streamLines("stdout", stdout, said.stdout, style),
    ...streamLines("stderr", stderr, said.stderr, style),
  ];
};

const artifactLines = ({ size, digest, imports, features = [] }: Artifact, style: Style): string[] => [
  `${style.bold("artifact")}  ${formatBytes(size)}  ${style.dim(digest)}`,
  `  imports: ${printable(shorten(imports.join(" "), 400))}`,
  ...(features.length > 0 ? [`  features: ${printable(shorten(features.join(" "), 400))}`] : []),
];

/** A cell as lines: its verdict, what was observed, its artifact, and the commands that show it again. */
export const cellLines = (view: CellView, style: Style): string[] => {
  const { cell, observation, said, artifact } = view;
  return [
    ...verdictLines(view, style),
    ...(observation ? observedLines(observation, said, style) : []),
    ...(artifact ? artifactLines(artifact, style) : []),
    ...(observation ? [`${style.bold("command")}  ${printable(shorten(shellLine(observation.argv), 4000))}`] : []),
    `${style.bold("again")}  ${reproduce(cell)}`,
    ...(view.portable ? [`${style.bold("elsewhere")}  ${takeAway(cell)}`] : []),
  ];
};

/** A cell as `--json` gives it. */
export const cellJson = ({ cell, run, state, standing, blame, observation, elsewhere, artifact }: CellView) => ({
  ...{ cell, run, state, blame, observation },
  known: standing.is === "known-failure" ? standing.known.reason : undefined,
  report: reportOf(standing),
  elsewhere: Object.keys(elsewhere).length > 0 ? elsewhere : undefined,
  artifact,
  reproduce: reproduce(cell),
});
