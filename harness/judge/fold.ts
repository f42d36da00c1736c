import type { Known, Standing } from "../model/expectation.ts";
import type { CaseLine, Header, JournalLine, JudgedRow, Observation } from "../model/generated/journal.ts";
import { type CellId, type LaneId, parseCell, parseLane, printLane } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { standing } from "./standing.ts";
import { type Distrust, distrust, placesOf } from "./trust.ts";

/** A planned cell with what became of it. */
export interface CellRecord {
  readonly text: string;
  readonly id: CellId;
  readonly state: CellState;
  readonly observation: Observation | undefined;
  readonly artifact: string | undefined;
  /** The lanes of its roles that ran in another Keep, by role; undefined where all ran in the cell's own. */
  readonly elsewhere?: Readonly<Record<string, LaneId>> | undefined;
  /** Digest of what it was held against; undefined in journals from before it was kept. */
  readonly contract: string | undefined;
  /** Failing trials before the one that counts, of a cell that is known to flake. */
  readonly flaked: number;
  readonly standing: Standing;
}

/** The whole of a run, folded from its journal. */
export interface RunRecord {
  readonly header: Header;
  readonly cells: readonly CellRecord[];
  /** Lanes that did not report planted failures: none of their cells counts. */
  readonly distrusted: readonly Distrust[];
  readonly unavailable: readonly Extract<JournalLine, { kind: "unavailable" }>[];
  /** What the cells of each case are held against, by WORKLOAD/CASE. */
  readonly cases: ReadonlyMap<string, CaseLine>;
  readonly artifacts: readonly Extract<JournalLine, { kind: "artifact" }>[];
  /** How many rows are those of earlier runs. */
  readonly reused: number;
  /** Whether the run came to its end: without a footer, or interrupted, it did not. */
  readonly complete: boolean;
}

/** A cell before it is held against the known failures. */
type BareCell = Omit<CellRecord, "standing">;

// Most cells of a large run passed: they share what says so.
const passedState: CellState = { is: "judged", verdict: { is: "pass" } };

const toRecord = (text: string, row: Extract<JournalLine, { kind: "row" }> | undefined, cases: RunRecord["cases"]): BareCell => {
  const id = parseCell(text);
  const bare = { text, id, observation: undefined, artifact: undefined, contract: cases.get(`${id.workload}/${id.case}`)?.contract, flaked: 0 };
  if (!row) return { ...bare, state: { is: "lost" } };
  if (row.state === "inexpressible") return { ...bare, state: { is: "inexpressible", why: row.why } };
  const { verdict, observation, artifact, flaked, elsewhere } = row as JudgedRow;
  const places = elsewhere && Object.fromEntries(Object.entries(elsewhere).map(([role, lane]) => [role, parseLane(lane)]));
  return {
    ...bare,
    state: verdict.is === "pass" ? passedState : { is: "judged", verdict },
    observation,
    artifact,
    flaked: flaked ?? 0,
    ...(places ? { elsewhere: places } : {}),
  };
};

// What a lane says counts only once it has told planted failures; the trust cells themselves keep their verdicts.
const withDistrust = (cells: readonly BareCell[], distrusted: readonly Distrust[], trust: ReadonlySet<string>): BareCell[] => {
  const because = new Map(distrusted.map((each) => [`${each.lane} ${each.target}`, each.because[0] ?? ""]));
  return cells.map((cell) => {
    const why = placesOf(cell)
      .map((lane) => because.get(`${printLane(lane)} ${cell.id.target}`))
      .find((told) => told !== undefined);
    return why === undefined || trust.has(cell.id.workload) || cell.state.is !== "judged" ? cell : { ...cell, state: { is: "untrusted", because: why } };
  });
};

/**
 * Folds a journal: every planned cell with its row, in the plan's order. A planned cell without a row is lost.
 * Each is held against the failures that are known on `today` (YYYY-MM-DD; the day of the run where nothing is said).
 * A row that nobody planned, or a second row of one cell, does not count: the first stands.
 */
export const foldRun = (header: Header, lines: readonly JournalLine[], known: readonly Known[] = [], today = header.started.slice(0, 10)): RunRecord => {
  const rows = new Map<string, Extract<JournalLine, { kind: "row" }>>();
  for (const line of lines) if (line.kind === "row" && !rows.has(line.cell)) rows.set(line.cell, line);
  const planned = lines.flatMap((line) => (line.kind === "planned" ? line.cells : []));
  const footer = lines.at(-1);
  const cases = new Map(lines.flatMap((line) => (line.kind === "case" ? [[line.case, line] as const] : [])));
  const told = planned.map((text) => toRecord(text, rows.get(text), cases));
  const distrusted = distrust(
    told,
    new Set(header.trust),
    new Map(header.lanes.flatMap(({ id, unattested }) => (unattested === undefined ? [] : [[id, unattested]]))),
  );
  const cells = withDistrust(told, distrusted, new Set(header.trust)).map((cell) => Object.assign(cell, { standing: standing(cell, known, today) }));
  return {
    header,
    cells,
    distrusted,
    cases,
    unavailable: lines.filter((line) => line.kind === "unavailable"),
    artifacts: [...new Map(lines.filter((line) => line.kind === "artifact").map((row) => [row.build, row])).values()],
    reused: [...rows.values()].filter((row) => row.state === "judged" && row.reused !== undefined).length,
    complete: footer?.kind === "footer" && !footer.interrupted,
  };
};
