import type { Workload } from "../model/catalog.ts";
import type { Case } from "../model/contract.ts";
import type { BuildId, CellId } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import type { Capability } from "../model/words.ts";
import type { BuildCandidate } from "./candidates.ts";

/** A job as one machine resolved it: a cell with its port, its case and its lanes here. */
export interface PlannedCell {
  readonly text: string;
  readonly id: CellId;
  readonly build: BuildCandidate;
  readonly workload: Workload;
  readonly case: Case;
  readonly lane: Lane;
  /** The lanes of the roles that run in another Keep than the cell's, by role. */
  readonly elsewhere: Readonly<Record<string, Lane>>;
  /** Capabilities that the case needs and the lane does not claim. The cell runs all the same. */
  readonly unclaimed: readonly Capability[];
  /** Why the lane's host program cannot set the case up; undefined where it can. */
  readonly inexpressible: string | undefined;
}

const hasRoles = ({ manifest }: Workload): boolean => (manifest.roles ?? ["main"]).join() !== "main";

/** The programs that a cell runs, the first role's first; a workload of the one role main has one. */
export const buildsOf = ({ id, workload, case: entry }: Pick<PlannedCell, "workload" | "case"> & { readonly id: Omit<BuildId, "role"> }): BuildId[] => {
  const { language, toolchain, target } = id;
  const own = { workload: id.workload, language, toolchain, target };
  return hasRoles(workload) ? Object.keys(entry.programs).map((role) => ({ ...own, role })) : [own];
};

/** All lanes that a cell's programs run in, the cell's own first. */
export const lanesOf = ({ lane, elsewhere }: Pick<PlannedCell, "lane" | "elsewhere">): Lane[] => [...new Set([lane, ...Object.values(elsewhere)])];
