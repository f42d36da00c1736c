import type { Change, ChangedCell } from "../model/change.ts";
import { parseCell, printLane } from "../model/ids.ts";
import { signature } from "../model/signature.ts";

/** Kinds of change, the worst first. */
export const changeOrder: readonly Change["is"][] = ["regressed", "unsure", "added", "changed", "incomparable", "removed", "fixed", "same"];

/** Changes of one kind and signature: what one mending would turn. */
export interface ChangeGroup {
  readonly is: Change["is"];
  readonly detail: string;
  readonly blame: string;
  readonly evidence: readonly string[];
  /** Why the policy lives with it. */
  readonly accepted?: string;
  readonly cells: readonly ChangedCell[];
}

const detailOf = (change: Change): string => {
  if (change.is === "incomparable") return `the ${change.moved} moved`;
  return "detail" in change && change.detail !== undefined ? change.detail : change.is;
};

const isUntrusted = ({ change }: ChangedCell): boolean => "detail" in change && /(?:^|, now )untrusted: /.test(change.detail ?? "");

// A lane without trust is one thing to mend; so is one compiler, and one workload.
const keyOf = (cell: ChangedCell): string => {
  const { language, toolchain, workload, lane } = parseCell(cell.cell);
  if (isUntrusted(cell)) return JSON.stringify([cell.change.is, printLane(lane)]);
  if (cell.accepted !== undefined) return JSON.stringify([cell.change.is, cell.accepted]);
  const scope = cell.blame === "toolchain" ? `${language}/${toolchain}` : cell.blame === "workload" ? workload : "";
  return JSON.stringify([cell.change.is, signature(detailOf(cell.change)), cell.blame, scope]);
};

const toGroup = (cells: readonly ChangedCell[]): ChangeGroup => {
  const [first] = cells as [ChangedCell];
  const detail = isUntrusted(first)
    ? `${printLane(parseCell(first.cell).lane)} is not trusted: ${detailOf(first.change).replace(/^.*?untrusted: /, "")}`
    : detailOf(first.change);
  return {
    is: first.change.is,
    detail,
    blame: first.blame ?? "",
    evidence: first.evidence,
    cells,
    ...(first.accepted === undefined ? {} : { accepted: first.accepted }),
  };
};

/** Groups changes; the worst kind first, and within a kind in the order of the decision, which puts first what explains most. */
export const groupChanges = (changes: readonly ChangedCell[]): ChangeGroup[] =>
  [
    ...Map.groupBy(
      changes.filter(({ change, gates }) => change.is !== "same" && (change.is !== "added" || gates)),
      keyOf,
    ).values(),
  ]
    .map(toGroup)
    .sort((a, b) => changeOrder.indexOf(a.is) - changeOrder.indexOf(b.is));
