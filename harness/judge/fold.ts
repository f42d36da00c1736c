import { unclaimedOf } from "../model/claims.ts";
import type { Known, Standing } from "../model/expectation.ts";
import type { ArtifactRow, CaseLine, Header, LanePin, Observation, Pin, Unavailable, Verdict, Worker } from "../model/generated/journal.ts";
import { type CellId, type LaneId, parseCell, parseLane, printLane } from "../model/ids.ts";
import { isComplete } from "../model/journal.ts";
import type { KeptLine, Rejudged } from "../model/rows.ts";
import type { Capability, CellState } from "../model/words.ts";
import { RowJudge } from "./row.ts";
import { standings } from "./standing.ts";
import { type Distrust, distrust, placesOf, untried } from "./trust.ts";

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
  /** The worker that answered it; undefined where nobody did. */
  readonly worker: string | undefined;
}

/** The whole of a run, folded from its journal. */
export interface RunRecord {
  readonly header: Header;
  /** The machines that answered, in the order of the journal; one has at least one. */
  readonly workers: readonly Worker[];
  /** Lanes of all workers, each once. */
  readonly lanes: readonly LanePin[];
  /** Toolchains of all workers, each once. */
  readonly toolchains: readonly Pin[];
  readonly cells: readonly CellRecord[];
  /** Lanes that did not report planted failures: none of their cells counts. */
  readonly distrusted: readonly Distrust[];
  readonly unavailable: readonly Unavailable[];
  /** What the cells of each case are held against, by WORKLOAD/CASE. */
  readonly cases: ReadonlyMap<string, CaseLine>;
  readonly artifacts: readonly ArtifactRow[];
  /** How many rows are those of earlier runs. */
  readonly reused: number;
  /** Cells whose verdict is another today than when they ran. */
  readonly rejudged: readonly Rejudged[];
  /** Whether the run came to its end: without a footer, or interrupted, it did not. */
  readonly complete: boolean;
}

/** A cell before it is held against the known failures. */
type BareCell = Omit<CellRecord, "standing">;

// Most cells of a large run passed: they share what says so.
const passedState: CellState = { is: "judged", verdict: { is: "pass" } };

type Answer = Extract<KeptLine, { kind: "row" }>;

const toState = (row: Answer, verdict: Verdict | undefined): CellState => {
  if (row.state === "inexpressible") return { is: "inexpressible", why: row.why };
  return verdict === undefined || verdict.is === "pass" ? passedState : { is: "judged", verdict };
};

const toRecord = (text: string, row: Answer | undefined, verdict: Verdict | undefined, cases: RunRecord["cases"]): BareCell => {
  const id = parseCell(text);
  const bare = { text, id, observation: undefined, artifact: undefined, contract: cases.get(`${id.workload}/${id.case}`)?.contract, flaked: 0 };
  if (!row) return { ...bare, state: { is: "lost" }, worker: undefined };
  const elsewhere = row.elsewhere && Object.fromEntries(Object.entries(row.elsewhere).map(([role, lane]) => [role, parseLane(lane)]));
  return {
    ...bare,
    state: toState(row, verdict),
    worker: row.worker,
    ...(row.state === "ran" ? { observation: row.observation, flaked: row.trials ? 0 : (row.earlier?.length ?? 0) } : {}),
    ...(row.state === "ran" || row.state === "unprepared" ? { artifact: row.artifact } : {}),
    ...(elsewhere ? { elsewhere } : {}),
  };
};

/** Rows by cell, each with its verdict of today. Of two rows the first counts; of a trust cell, which each worker answers, the worst. */
const answersOf = (lines: readonly KeptLine[], trust: ReadonlySet<string>): { answers: Map<string, [Answer, Verdict | undefined]>; rejudged: Rejudged[] } => {
  const judge = new RowJudge();
  const answers = new Map<string, [Answer, Verdict | undefined]>();
  const rejudged: Rejudged[] = [];
  for (const line of lines) {
    judge.learn(line);
    if (line.kind !== "row") continue;
    const verdict = judge.verdict(line);
    if (line.state === "ran" && verdict && JSON.stringify(verdict) !== JSON.stringify(line.verdict))
      rejudged.push({ cell: line.cell, told: line.verdict, now: verdict });
    const before = answers.get(line.cell);
    const isWorse = before?.[1]?.is === "pass" && verdict?.is !== "pass" && trust.has(line.cell.slice(0, line.cell.indexOf("/")));
    if (!before || isWorse) answers.set(line.cell, [line, verdict]);
  }
  return { answers, rejudged };
};

const eachOnce = <T extends { readonly id: string }>(items: readonly T[]): T[] => {
  const seen = new Set<string>();
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
};

// What a lane says counts only once it has told planted failures; the trust cells themselves keep their verdicts.
const withDistrust = (cells: readonly BareCell[], distrusted: readonly Distrust[], trust: ReadonlySet<string>): BareCell[] => {
  const because = new Map(distrusted.map((each) => [`${each.lane} ${each.target}`, each.because[0] ?? ""]));
  return cells.map((cell) => {
    const why = placesOf(cell)
      .map((place, index) => {
        const told = because.get(`${printLane(place)} ${cell.id.target}`);
        // Of a role in another Keep the reader must learn which lane is meant.
        return index === 0 || told === undefined ? told : `${printLane(place)}: ${told}`;
      })
      .find((told) => told !== undefined);
    return why === undefined || trust.has(cell.id.workload) || cell.state.is !== "judged" ? cell : { ...cell, state: { is: "untrusted", because: why } };
  });
};

/**
 * Folds a journal: every planned cell with its row, in the plan's order, judged by today's judge. A planned cell without a row
 * is lost; a row that nobody planned does not count. Each cell is held against the failures that are known on `today`
 * (YYYY-MM-DD; by default the day of the run).
 */
export const foldRun = (header: Header, lines: readonly KeptLine[], known: readonly Known[] = [], today = header.started.slice(0, 10)): RunRecord => {
  const trust = new Set(header.trust);
  const { answers, rejudged } = answersOf(lines, trust);
  const planned = new Set(lines.flatMap((line) => (line.kind === "planned" ? line.cells : [])));
  const cases = new Map(lines.flatMap((line) => (line.kind === "case" ? [[line.case, line] as const] : [])));
  const workers = eachOnce(lines.filter((line) => line.kind === "worker"));
  const lanes = eachOnce(workers.flatMap((worker) => worker.lanes));
  const rows = lines.filter((line) => line.kind === "row");
  for (const text of untried(rows, trust, workers)) answers.delete(text);
  const told = [...planned].map((text) => toRecord(text, answers.get(text)?.[0], answers.get(text)?.[1], cases));
  const unattested = new Map(workers.flatMap((worker) => worker.lanes).flatMap(({ id, unattested: why }) => (why === undefined ? [] : [[id, why]])));
  const distrusted = distrust(told, trust, unattested);
  const claims = new Map(lanes.map((lane) => [lane.id, lane.claims]));
  const standingOf = standings(known, today);
  // What a trust cell shows counts whatever its lane claims.
  const unclaimed = ({ id }: BareCell): Capability[] =>
    trust.has(id.workload) ? [] : unclaimedOf(cases.get(`${id.workload}/${id.case}`)?.needs ?? [], claims.get(printLane(id.lane))?.[id.target]);
  return {
    header,
    workers,
    lanes,
    toolchains: eachOnce(workers.flatMap((worker) => worker.toolchains)),
    cells: withDistrust(told, distrusted, trust).map((cell) => Object.assign(cell, { standing: standingOf({ ...cell, unclaimed: unclaimed(cell) }) })),
    distrusted,
    cases,
    unavailable: lines.filter((line) => line.kind === "unavailable"),
    artifacts: [...new Map(lines.filter((line) => line.kind === "artifact").map((row) => [row.build, row])).values()],
    reused: [...answers.values()].filter(([row]) => row.state === "ran" && row.reused !== undefined).length,
    rejudged,
    complete: isComplete(lines),
  };
};
