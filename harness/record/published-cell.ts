import { digest } from "../host/digest.ts";
import type { Observation } from "../model/generated/journal.ts";
import type { RecordJudged } from "../model/generated/record.ts";
import { type CellId, type LaneId, parseCell, parseLane } from "../model/ids.ts";
import { buildOf, caseOf, type RecordedCell, ranArtifact, stateOf } from "../model/record.ts";
import type { CellState } from "../model/words.ts";

/** A cell of a published record, in the shape of those that a journal's fold gives before they are held against the known failures. */
export interface PublishedCell {
  readonly text: string;
  readonly id: CellId;
  readonly state: CellState;
  /** Its argv is empty: commands are not published. */
  readonly observation: Observation | undefined;
  readonly artifact: string | undefined;
  /** The lanes of its roles that ran in another Keep, by role. */
  readonly elsewhere?: Readonly<Record<string, LaneId>>;
  readonly contract: string | undefined;
  readonly flaked: number;
  readonly worker: undefined;
}

const nothing = { size: 0, digest: digest("") };

const toObservation = ({ ending, raw, stdout, stderr, said, files, figures }: RecordJudged): Observation | undefined => {
  if (!ending || !figures) return undefined;
  return {
    argv: [],
    raw: raw ?? { code: ending.code ?? null, signal: null },
    ending,
    stdout: stdout ?? said?.stdout ?? nothing,
    stderr: stderr ?? said?.stderr ?? nothing,
    files: files ?? [],
    leftProcesses: 0,
    ...figures,
  };
};

const toElsewhere = (cell: RecordedCell): Pick<PublishedCell, "elsewhere"> => {
  if (cell.state !== "judged" || !cell.elsewhere) return {};
  return { elsewhere: Object.fromEntries(Object.entries(cell.elsewhere).map(([role, { lane }]) => [role, parseLane(lane)])) };
};

/** A line of a record with all that it refers to; `contracts` by WORKLOAD/CASE, `artifacts` by build. */
export const toPublishedCell = (
  cell: RecordedCell,
  lane: string,
  contracts: ReadonlyMap<string, string>,
  artifacts: ReadonlyMap<string, string>,
): PublishedCell => {
  const text = `${cell.cell},${lane}`;
  return {
    text,
    id: parseCell(text),
    state: stateOf(cell),
    observation: cell.state === "judged" ? toObservation(cell) : undefined,
    artifact: ranArtifact(cell) ? artifacts.get(buildOf(cell.cell)) : cell.state === "judged" ? cell.artifact : undefined,
    ...toElsewhere(cell),
    contract: contracts.get(caseOf(cell.cell)),
    flaked: (cell.state === "judged" ? cell.flaked : undefined) ?? 0,
    worker: undefined,
  };
};
