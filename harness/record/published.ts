import type { standings } from "../judge/standing.ts";
import type { GatehouseError } from "../model/errors.ts";
import type { Standing } from "../model/expectation.ts";
import type { RecordArtifact, RecordCase, RecordHeader, RecordLine } from "../model/generated/record.ts";
import { parseCell, parseLane, printLane, printRelease, printTrack } from "../model/ids.ts";
import { buildOf, caseOf, type RecordedCell, type ReleaseRecord, ranArtifact } from "../model/record.ts";
import { hidePaths } from "../model/text.ts";
import { isRefused } from "../model/words.ts";
import { faultIn, type LineForm, readContent, readPacked } from "./lines.ts";
import { type PublishedCell, toPublishedCell } from "./published-cell.ts";

/** A published file that was read and holds together. */
export interface Published {
  readonly path: string;
  readonly header: RecordHeader;
  readonly record: ReleaseRecord;
  /** Its cells, in the shape of those that a journal's fold gives, in the order of the file. */
  readonly cells: readonly PublishedCell[];
}

/** A published file whose cells are held against the failures that are known today: it is older than many a report. */
export type PublishedToday = Omit<Published, "cells"> & { readonly cells: readonly (PublishedCell & { readonly standing: Standing })[] };

/** Gives the cells of a published file their standing. */
export const heldAgainst = (published: Published, standingOf: ReturnType<typeof standings>): PublishedToday => ({
  ...published,
  cells: published.cells.map((cell) => ({ ...cell, standing: standingOf(cell) })),
});

/** The size in bytes that the text of a record stays below, some 9000 cells. Its file has about a fifth: it is packed, for it is kept in git. */
export const largestRecord = 4 << 20;

/** A published file as a file of lines. */
export const recordForm = {
  schema: "record",
  what: "a published file",
  hint: "publish it again: gatehouse publish RUN; or restore the file",
  missing: "name one below results/releases",
  format: 2,
  renew: "publish a run again: gatehouse publish RUN",
  largest: largestRecord,
} as const satisfies LineForm;

const fault = (code: string, file: string, line: number, message: string): GatehouseError => faultIn(recordForm, code, message, { file, line });

const readWhole = (path: string, content: Uint8Array): RecordLine[] => {
  const lines: RecordLine[] = [];
  const { torn } = readContent<RecordLine>(recordForm, path, content, (line, text, number) => {
    // One value has one text: no key stands twice, nothing is hidden by an escape.
    if (JSON.stringify(line) !== text) throw fault("form", path, number, "this line is not written as `gatehouse publish` writes it");
    if (hidePaths(text) !== text) throw fault("path", path, number, "this line holds an absolute path");
    lines.push(line);
  });
  if (torn) throw fault("cut-off", path, lines.length + 1, "the last line has no end: the file was cut off");
  return lines;
};

const kinds: readonly RecordLine["kind"][] = ["header", "case", "artifact", "cell", "footer"];

const nameOf = (line: RecordLine): string => {
  switch (line.kind) {
    case "header":
    case "footer":
      return "";
    case "case":
      return line.case;
    case "artifact":
      return line.build;
    case "cell":
      return line.cell;
  }
};

const checkOrder = (lines: readonly RecordLine[], path: string): void => {
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (!before) return;
    const [was, is] = [kinds.indexOf(before.kind), kinds.indexOf(line.kind)];
    const named = `${line.kind} ${nameOf(line)}`.trim();
    if (was === is && nameOf(before) === nameOf(line)) throw fault("twice", path, index + 1, `${named} is there twice`);
    if (was > is || (was === is && nameOf(before) > nameOf(line)))
      throw fault("order", path, index + 1, `${named} stands after ${before.kind} ${nameOf(before)}`);
  });
};

const checkHeader = (header: RecordHeader, cells: number, path: string): void => {
  const lane = laneOf(header, path);
  if (printRelease(lane) !== header.release || printTrack(lane) !== header.track || printLane(lane) !== header.lane)
    throw fault("lane", path, 1, `release ${header.release} and track ${header.track} are not those of lane ${header.lane}`);
  if (lane.version.startsWith("path:")) throw fault("lane", path, 1, `${header.lane} is a candidate, not a release`);
  if (cells !== header.cells) throw fault("cells", path, 1, `the header says ${header.cells} cells, there are ${cells}: lines were lost or added`);
};

const laneOf = (header: RecordHeader, path: string): ReturnType<typeof parseLane> => {
  try {
    return parseLane(header.lane);
  } catch (error) {
    throw fault("lane", path, 1, (error as Error).message);
  }
};

// Every cell has what it refers to, and nothing is there that no cell refers to.
const checkReferences = ({ header, cases, artifacts, cells }: ReleaseRecord, path: string): void => {
  const first = { case: 2, artifact: 2 + cases.length, cell: 2 + cases.length + artifacts.length };
  const [known, built] = [new Set(cases.map((line) => line.case)), new Set(artifacts.map((line) => line.build))];
  const toolchains = new Set(header.toolchains.map((pin) => pin.id));
  cells.forEach((cell, index) => {
    const missing = !known.has(caseOf(cell.cell)) ? "case" : ranArtifact(cell) && !built.has(buildOf(cell.cell)) ? "artifact" : undefined;
    if (missing) throw fault("reference", path, first.cell + index, `cell ${cell.cell} has no ${missing} line`);
    try {
      const { language, toolchain } = parseCell(`${cell.cell},${header.lane}`);
      if (cell.state === "judged") for (const { lane } of Object.values(cell.elsewhere ?? {})) parseLane(lane);
      if (!toolchains.has(`${language}/${toolchain}`)) throw new Error(`the header has no toolchain ${language}/${toolchain}`);
    } catch (error) {
      throw fault("cell", path, first.cell + index, (error as Error).message);
    }
  });
  const [asked, ran] = [new Set(cells.map(({ cell }) => caseOf(cell))), new Set(cells.filter(ranArtifact).map(({ cell }) => buildOf(cell)))];
  const idle = cases.findIndex((line) => !asked.has(line.case));
  if (idle >= 0) throw fault("reference", path, first.case + idle, `no cell is of case ${cases[idle]?.case}`);
  const unrun = artifacts.findIndex((line) => !ran.has(line.build));
  if (unrun >= 0) throw fault("reference", path, first.artifact + unrun, `no cell ran the artifact of ${artifacts[unrun]?.build}`);
};

// What a lane says counts only where it told planted failures: those cells are in the file too.
const checkTrust = (header: RecordHeader, cells: readonly PublishedCell[], path: string): void => {
  for (const target of new Set(cells.filter(({ state }) => !isRefused(state)).map(({ id }) => id.target))) {
    const planted = cells.filter(({ id }) => id.target === target && header.trust.includes(id.workload));
    const told = planted.length > 0 && planted.every(({ state }) => state.is === "judged" && state.verdict.is === "pass");
    if (!told || !header.trusted.includes(target))
      throw fault("trust", path, 1, `the lane is not trusted for ${target}: it did not tell every planted failure`);
  }
};

/**
 * A record from the text of its file; `path` names it in errors. Every line is held against its schema, and the text against itself:
 * order, counts, what refers to what, trust. What is not whole, or not as `gatehouse publish` writes it, is a GatehouseError with
 * file and line.
 */
export const toPublished = (path: string, text: Uint8Array): Published => {
  const lines = readWhole(path, text);
  const [header] = lines;
  if (header?.kind !== "header") throw fault("header", path, 1, "there is no header: the file is empty, or its start was cut off");
  checkOrder(lines, path);
  const record: ReleaseRecord = {
    header,
    cases: lines.filter((line): line is RecordCase => line.kind === "case"),
    artifacts: lines.filter((line): line is RecordArtifact => line.kind === "artifact"),
    cells: lines.filter((line): line is RecordedCell => line.kind === "cell"),
  };
  checkHeader(header, record.cells.length, path);
  checkReferences(record, path);
  const [contracts, artifacts] = [
    new Map(record.cases.map((line) => [line.case, line.contract])),
    new Map(record.artifacts.map((line) => [line.build, line.digest])),
  ];
  const cells = record.cells.map((cell) => toPublishedCell(cell, header.lane, contracts, artifacts));
  checkTrust(header, cells, path);
  const last = lines.at(-1);
  if (last?.kind !== "footer" || last.lines !== lines.length - 1)
    throw fault("footer", path, lines.length, "the last line is no footer of all lines before it: the file was cut off, or lines were added");
  return { path, header, record, cells };
};

/** Reads a published file, as `toPublished` does its text. A file of which a byte was changed is a GatehouseError. */
export const readPublished = (path: string): Published => toPublished(path, readPacked(recordForm, path));
