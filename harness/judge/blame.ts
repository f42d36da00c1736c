import { printLane, printRoute } from "../model/ids.ts";
import type { Blame } from "../model/words.ts";
import type { CellRecord } from "./fold.ts";

const passes = (cell: CellRecord): boolean => cell.state.is === "judged" && cell.state.verdict.is === "pass";
const fails = (cell: CellRecord): boolean => cell.state.is === "judged" && cell.state.verdict.is === "fail";
const sameCase = (a: CellRecord, b: CellRecord): boolean => a.id.workload === b.id.workload && a.id.case === b.id.case;

/**
 * Whose fault a failing cell is, by a table over its siblings: the same artifact in other lanes, the same case in other
 * languages. Where they do not decide, undetermined with the cells that would.
 */
export const blame = (cell: CellRecord, cells: readonly CellRecord[]): Blame => {
  const verdict = cell.state.is === "judged" ? cell.state.verdict : undefined;
  if (verdict?.is === "broken") return { on: "harness" };
  const siblings = cells.filter((other) => sameCase(other, cell));
  const route = printRoute(cell.id);
  if (verdict?.is === "fail" && verdict.cause === "build") {
    const compiles = cells.some((other) => printRoute(other.id) === route && other.id.workload !== cell.id.workload && other.artifact !== undefined);
    return { on: compiles ? "workload" : "toolchain" };
  }
  const sameArtifact = siblings.filter((other) => printRoute(other.id) === route && other !== cell);
  const others = sameArtifact.filter((other) => other.id.lane.runtime !== cell.id.lane.runtime);
  const keeps = sameArtifact.filter((other) => other.id.lane.runtime === cell.id.lane.runtime && other.id.lane.keep !== cell.id.lane.keep);
  if (keeps.some(passes)) return { on: "keep" };
  if (others.some(passes)) return { on: "runtime" };
  if (others.some(fails)) {
    const lane = printLane(cell.id.lane);
    const elsewhere = siblings.filter((other) => other.id.language !== cell.id.language && printLane(other.id.lane) === lane);
    if (elsewhere.some(passes)) return { on: "toolchain" };
    if (elsewhere.some(fails)) return { on: "workload" };
  }
  return { on: "undetermined", run: [`${cell.id.workload}/${cell.id.case}`] };
};
