import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { blamer } from "../judge/blame.ts";
import { findCell } from "../judge/find-cell.ts";
import { hexOf } from "../model/digest.ts";
import { exitCodes } from "../model/errors.ts";
import type { Observation, StreamFact } from "../model/generated/journal.ts";
import { printLane } from "../model/ids.ts";
import { formatBytes, formatDuration, printable, printableLines, shellLine, shorten } from "../model/text.ts";
import { reproduce, takeAway } from "../report/failures.ts";
import type { Style } from "../report/style.ts";
import { loadRun } from "./matrix.ts";
import { print, printJson, resultStyle } from "./output.ts";

const streamLines = (name: string, fact: StreamFact, folder: string, style: Style): string[] => {
  const at = fact.differsAt === undefined ? "" : `, not as expected from byte ${fact.differsAt}`;
  const path = join(folder, "blobs", hexOf(fact.digest));
  const text = fact.blob && existsSync(path) ? shorten(readFileSync(path, "utf8"), 2000) : "";
  return [
    `${style.bold(name)}  ${formatBytes(fact.size)}${at}  ${style.dim(fact.digest)}`,
    ...(text
      ? printableLines(text.replace(/\n$/, ""))
          .split("\n")
          .map((line) => `  | ${line}`)
      : []),
  ];
};

const figures = (observation: Observation): string => {
  const cpu = observation.userMs === null || observation.systemMs === null ? "CPU unknown" : `CPU ${(observation.userMs + observation.systemMs).toFixed(1)} ms`;
  const memory = observation.peakKib === null ? "memory unknown" : `peak ${formatBytes(observation.peakKib * 1024)}`;
  return `${formatDuration(observation.wallMs)} wall, ${cpu}, ${memory}, engine cache ${observation.cache}`;
};

/** `gatehouse show`: one cell, or the only one that the text fits. Exit code 0 where it passed, 1 where it did not. */
export const showCell = async (root: string, said: string, run: string | undefined, json: boolean): Promise<number> => {
  const { record, path, grounds } = await loadRun(root, run);
  const cell = findCell(record.cells, said);
  const passed = cell.state.is === "judged" && cell.state.verdict.is === "pass";
  const owner = passed || cell.state.is === "inexpressible" ? undefined : blamer(record.cells, grounds)(cell);
  const elsewhere = Object.entries(cell.elsewhere ?? {}).map(([role, lane]) => [role, printLane(lane)] as const);
  const artifact = record.artifacts.find((row) => row.outcome.state === "built" && row.outcome.digest === cell.artifact);
  if (json) {
    printJson({
      cell: cell.text,
      run: record.header.run,
      state: cell.state,
      blame: owner,
      observation: cell.observation,
      elsewhere: elsewhere.length > 0 ? Object.fromEntries(elsewhere) : undefined,
      artifact: artifact?.outcome,
      reproduce: reproduce(cell.text),
    });
    return passed ? exitCodes.ok : exitCodes.unexpected;
  }
  const style = resultStyle();
  const { state, observation } = cell;
  const verdict = state.is !== "judged" ? state.is : state.verdict.is;
  const detail = state.is === "inexpressible" ? state.why : state.is === "judged" && "detail" in state.verdict ? state.verdict.detail : "";
  print([
    style.bold(cell.text),
    `${(passed ? style.good : style.bad)(verdict)}${state.is === "judged" && state.verdict.is === "fail" ? ` (${state.verdict.cause}, blame: ${owner?.on})` : ""}`,
    ...(cell.standing.is === "known-failure"
      ? [
          `${style.warn("known")}  ${printableLines(cell.standing.known.reason)} (until ${cell.standing.known.until}${cell.standing.known.link ? `, ${cell.standing.known.link}` : ""})`,
        ]
      : []),
    ...elsewhere.map(([role, lane]) => `${style.bold("where")}  ${role} ran in ${printable(lane)}, the rest in ${printable(printLane(cell.id.lane))}`),
    ...(owner && owner.because.length > 0 ? [style.dim(`because ${printable(owner.because.join("; "))}`)] : []),
    ...(detail
      ? printableLines(detail)
          .split("\n")
          .slice(0, 40)
          .map((line) => `  ${line}`)
      : []),
    ...(observation
      ? [
          `${style.bold("ended")}  ${observation.ending.how}${observation.ending.code === undefined ? "" : ` ${observation.ending.code}`} (raw: ${observation.raw.signal ?? `exit ${observation.raw.code}`})`,
          `${style.bold("took")}  ${figures(observation)}`,
        ]
      : []),
    ...(observation
      ? [...streamLines("stdout", observation.stdout, dirname(path), style), ...streamLines("stderr", observation.stderr, dirname(path), style)]
      : []),
    ...(artifact?.outcome.state === "built"
      ? [
          `${style.bold("artifact")}  ${formatBytes(artifact.outcome.size)}  ${style.dim(artifact.outcome.digest)}`,
          `  imports: ${shorten(artifact.outcome.imports.join(" "), 400)}`,
          ...(artifact.outcome.features?.length ? [`  features: ${shorten(artifact.outcome.features.join(" "), 400)}`] : []),
        ]
      : []),
    ...(observation ? [`${style.bold("command")}  ${shellLine(observation.argv)}`] : []),
    `${style.bold("again")}  ${reproduce(cell.text)}`,
    ...(observation ? [`${style.bold("elsewhere")}  ${takeAway(cell.text)}`] : []),
  ]);
  return passed ? exitCodes.ok : exitCodes.unexpected;
};
