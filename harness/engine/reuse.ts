import type { CaseLine, Header, JudgedRow } from "../model/generated/journal.ts";
import { lanesOf, type PlannedCell } from "../plan/plan.ts";
import type { JournalText } from "../record/read.ts";

/** The row that an earlier run has of a cell, where nothing that it follows from has changed; undefined where it must run. */
export type Reuse = (cell: PlannedCell, artifact: string) => JudgedRow | undefined;

/** Nothing is reused. */
export const reuseNothing: Reuse = () => undefined;

/**
 * Makes the function that finds rows of an earlier run which still hold: passes, by the same harness on the same machine,
 * of the same artifact in the same lane against the same contract. What failed, flaked or was repeated runs again, and so
 * do the programs by which lanes are trusted, each time.
 */
export const reuseOf = (before: JournalText | undefined, now: Header, cases: readonly CaseLine[]): Reuse => {
  if (!before) return reuseNothing;
  const { header, lines } = before;
  const sameHarness = header.harnessDigest !== undefined && header.harnessDigest === now.harnessDigest && header.supervised === now.supervised;
  if (!sameHarness || JSON.stringify(header.machine) !== JSON.stringify(now.machine)) return reuseNothing;
  const lanes = new Map(header.lanes.map(({ id, digest }) => [id, digest]));
  const sameLanes = new Set(now.lanes.filter(({ id, digest, unattested }) => unattested === undefined && lanes.get(id) === digest).map(({ id }) => id));
  const contracts = new Map(lines.flatMap((line) => (line.kind === "case" ? [[line.case, line.contract] as const] : [])));
  const sameCases = new Set(cases.filter((line) => contracts.get(line.case) === line.contract).map((line) => line.case));
  const rows = new Map<string, JudgedRow>();
  // The first row of a cell stands, as in the fold.
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.kind !== "row" || seen.has(line.cell)) continue;
    seen.add(line.cell);
    if (line.state === "judged" && line.verdict.is === "pass" && !line.flaked && !line.trials) rows.set(line.cell, line);
  }
  return (cell, artifact) => {
    const { text, id, elsewhere, workload } = cell;
    const row = rows.get(text);
    const roles = new Set([...Object.keys(elsewhere), ...Object.keys(row?.elsewhere ?? {})]);
    const samePlaces = [...roles].every((role) => elsewhere[role]?.text === row?.elsewhere?.[role]) && lanesOf(cell).every((lane) => sameLanes.has(lane.text));
    const same = row?.artifact === artifact && samePlaces && sameCases.has(`${id.workload}/${id.case}`);
    return row && same && workload.manifest.kind !== "trust" ? { ...row, reused: row.reused ?? header.run } : undefined;
  };
};
