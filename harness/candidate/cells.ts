import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GateCell } from "../gate/cell.ts";
import { changedStream } from "../gate/compare.ts";
import type { CellRecord } from "../judge/fold.ts";
import { type Catalog, tierOf } from "../model/catalog.ts";
import type { Decision } from "../model/change.ts";
import { isLasting } from "../model/contract.ts";
import { hexOf } from "../model/digest.ts";
import { candidateSuffix } from "../model/ids.ts";
import { diffLines } from "../report/diff.ts";

/** Cells with what the catalog says of them; `sameArtifact`: whether both sides must have run the same bytes. */
export const toGateCells = (
  catalog: Catalog,
  cells: readonly CellRecord[],
  sameArtifact: boolean,
  size: (cell: CellRecord) => number | undefined = () => undefined,
): GateCell[] =>
  cells.map((cell) => {
    const entry = catalog.workloads.get(cell.id.workload)?.cases.find((each) => each.id === cell.id.case);
    const program = entry && Object.values(entry.programs)[0];
    return {
      ...cell,
      compared: { stdout: !program || isLasting(program.stdout), stderr: !program || isLasting(program.stderr), artifact: sameArtifact },
      tier: tierOf(catalog, cell.id),
      needs: entry?.needs ?? [],
      size: size(cell),
      known: cell.standing.is === "known-failure",
    };
  });

// A guest's output may be of any size; a diff is for reading.
const longest = 20_000;

const readBlob = (digest: string | undefined, journals: readonly string[]): string | undefined => {
  const path = journals.map((journal) => join(dirname(journal), "blobs", hexOf(digest ?? ""))).find((each) => existsSync(each));
  const bytes = path === undefined ? undefined : readFileSync(path);
  return bytes === undefined || bytes.length > longest ? undefined : bytes.toString("utf8");
};

/** Adds to each changed cell how its stream changed, as far as what was said is still there. */
export const withDiffs = (decision: Decision, before: readonly GateCell[], after: readonly GateCell[], journals: readonly string[]): Decision => {
  const byText = new Map(after.map((cell) => [cell.text, cell]));
  const key = ({ id }: GateCell): string =>
    `${id.workload}/${id.case},${id.language}/${id.toolchain.replace(candidateSuffix, "")}.${id.target},${id.lane.keep}`;
  const olds = new Map(before.map((cell) => [key(cell), cell]));
  const changes = decision.changes.map((change) => {
    const now = byText.get(change.cell);
    const old = now && olds.get(key(now));
    if (change.change.is !== "changed" || !now || !old) return change;
    const stream = changedStream(old, now, now.compared);
    const [a, b] = stream ? [readBlob(old.observation?.[stream].digest, journals), readBlob(now.observation?.[stream].digest, journals)] : [];
    return a === undefined || b === undefined ? change : { ...change, diff: diffLines(a, b) };
  });
  return { ...decision, changes };
};
