import type { Header, JournalLine, JudgedRow, Observation } from "../model/generated/journal.ts";
import { type CellId, parseCell, printLane } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { type Distrust, distrust } from "./trust.ts";

/** A planned cell with what became of it. */
export interface CellRecord {
  readonly text: string;
  readonly id: CellId;
  readonly state: CellState;
  readonly observation: Observation | undefined;
  readonly artifact: string | undefined;
}

/** The whole of a run, folded from its journal. */
export interface RunRecord {
  readonly header: Header;
  readonly cells: readonly CellRecord[];
  /** Lanes that did not report planted failures: none of their cells counts. */
  readonly distrusted: readonly Distrust[];
  readonly unavailable: readonly Extract<JournalLine, { kind: "unavailable" }>[];
  readonly artifacts: readonly Extract<JournalLine, { kind: "artifact" }>[];
  /** Whether the run came to its end: without a footer, or interrupted, it did not. */
  readonly complete: boolean;
}

const toRecord = (text: string, row: Extract<JournalLine, { kind: "row" }> | undefined): CellRecord => {
  const id = parseCell(text);
  if (!row) return { text, id, state: { is: "lost" }, observation: undefined, artifact: undefined };
  if (row.state === "inexpressible") return { text, id, state: { is: "inexpressible", why: row.why }, observation: undefined, artifact: undefined };
  const judged = row as JudgedRow;
  return { text, id, state: { is: "judged", verdict: judged.verdict }, observation: judged.observation, artifact: judged.artifact };
};

// What a lane says counts only once it has told planted failures; the trust cells themselves keep their verdicts.
const withDistrust = (cells: readonly CellRecord[], distrusted: readonly Distrust[], trust: ReadonlySet<string>): CellRecord[] => {
  const because = new Map(distrusted.map((each) => [`${each.lane} ${each.target}`, each.because[0] ?? ""]));
  return cells.map((cell) => {
    const why = because.get(`${printLane(cell.id.lane)} ${cell.id.target}`);
    return why === undefined || trust.has(cell.id.workload) || cell.state.is !== "judged" ? cell : { ...cell, state: { is: "untrusted", because: why } };
  });
};

/**
 * Folds a journal: every planned cell with its row, in the plan's order. A planned cell without a row is lost.
 * A row that nobody planned, or a second row of one cell, does not count: the first stands.
 */
export const foldRun = (header: Header, lines: readonly JournalLine[]): RunRecord => {
  const rows = new Map<string, Extract<JournalLine, { kind: "row" }>>();
  for (const line of lines) if (line.kind === "row" && !rows.has(line.cell)) rows.set(line.cell, line);
  const planned = lines.flatMap((line) => (line.kind === "planned" ? line.cells : []));
  const footer = lines.at(-1);
  const cells = planned.map((text) => toRecord(text, rows.get(text)));
  const distrusted = distrust(cells, new Set(header.trust));
  return {
    header,
    cells: withDistrust(cells, distrusted, new Set(header.trust)),
    distrusted,
    unavailable: lines.filter((line) => line.kind === "unavailable"),
    artifacts: lines.filter((line) => line.kind === "artifact"),
    complete: footer?.kind === "footer" && !footer.interrupted,
  };
};
