import { RowJudge } from "../judge/row.ts";
import type { CaseLine, Header, RanRow, Worker } from "../model/generated/journal.ts";
import type { Told } from "../model/rows.ts";
import { lanesOf, type PlannedCell } from "../plan/planned.ts";
import type { JournalText } from "../record/read.ts";

/** The row that an earlier run has of a cell, where nothing that it follows from has changed; undefined where it must run. */
export type Reuse = (cell: PlannedCell, artifact: string) => Told<RanRow> | undefined;

/** Nothing is reused. */
export const reuseNothing: Reuse = () => undefined;

const isSteady = ({ earlier, trials }: RanRow): boolean => earlier === undefined && trials === undefined;

// The first row of a cell stands, as in the fold.
const passedRows = ({ lines }: JournalText, worker: string): Map<string, RanRow> => {
  const judge = new RowJudge();
  const rows = new Map<string, RanRow>();
  const seen = new Set<string>();
  for (const line of lines) {
    judge.learn(line);
    if (line.kind !== "row" || line.worker !== worker || seen.has(line.cell)) continue;
    seen.add(line.cell);
    if (line.state === "ran" && line.observation && isSteady(line) && judge.verdict(line)?.is === "pass") rows.set(line.cell, line);
  }
  return rows;
};

/**
 * Makes the function that finds rows of an earlier run which still hold: passes, by the same harness on the same machine,
 * of the same artifact in the same lane against the same contract. Failed, flaked or repeated cells run again, and so
 * do the programs by which lanes are trusted, each time.
 */
export const reuseOf = (before: JournalText | undefined, header: Header, now: Worker, cases: ReadonlyMap<string, CaseLine>): Reuse => {
  const same = (line: Worker): boolean =>
    line.supervised === now.supervised && line.contained === now.contained && JSON.stringify(line.machine) === JSON.stringify(now.machine);
  const worker = before?.lines.find((line): line is Worker => line.kind === "worker" && same(line));
  if (!before || !worker || before.header.harnessDigest !== header.harnessDigest) return reuseNothing;
  const lanes = new Map(worker.lanes.map(({ id, digest }) => [id, digest]));
  const sameLanes = new Set(now.lanes.filter(({ id, digest, unattested }) => unattested === undefined && lanes.get(id) === digest).map(({ id }) => id));
  const contracts = new Map(before.lines.flatMap((line) => (line.kind === "case" ? [[line.case, line.contract] as const] : [])));
  const rows = passedRows(before, worker.id);
  return (cell, artifact) => {
    const { text, id, elsewhere, workload } = cell;
    const row = rows.get(text);
    if (!row || row.artifact !== artifact || workload.manifest.kind === "trust") return undefined;
    const name = `${id.workload}/${id.case}`;
    const roles = new Set([...Object.keys(elsewhere), ...Object.keys(row.elsewhere ?? {})]);
    const samePlaces = [...roles].every((role) => elsewhere[role]?.text === row.elsewhere?.[role]) && lanesOf(cell).every((lane) => sameLanes.has(lane.text));
    if (!samePlaces || contracts.get(name) !== cases.get(name)?.contract) return undefined;
    const { worker: _, ...facts } = row;
    return { ...facts, verdict: { is: "pass" }, reused: row.reused ?? before.header.run };
  };
};
