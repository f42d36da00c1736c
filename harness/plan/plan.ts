import type { Catalog, Workload } from "../model/catalog.ts";
import type { Case, Program } from "../model/contract.ts";
import { type BuildId, type CellId, printCell } from "../model/ids.ts";
import { type Lane, laneTarget, sharesFiles } from "../model/lane.ts";
import type { Capability } from "../model/words.ts";
import { type BuildCandidate, buildFacts, caseFacts, laneFacts } from "./candidates.ts";
import { elsewhereOf } from "./elsewhere.ts";
import { type Filter, selects } from "./filter.ts";

/** A cell of the plan with all that running it takes. */
export interface PlannedCell {
  readonly text: string;
  readonly id: CellId;
  readonly build: BuildCandidate;
  readonly workload: Workload;
  readonly case: Case;
  readonly lane: Lane;
  /** The lanes of the roles that run in another Keep than the cell's, by role. */
  readonly elsewhere: Readonly<Record<string, Lane>>;
  /** What the case needs and the lane does not claim. It runs all the same. */
  readonly unclaimed: readonly Capability[];
  /** Why the lane's host program cannot set the case up; undefined where it can. */
  readonly inexpressible: string | undefined;
}

/** The programs that a cell runs, the first role's first; a workload of the one role main has one. */
export const buildsOf = ({ id, workload, case: entry }: Pick<PlannedCell, "id" | "workload" | "case">): BuildId[] => {
  const { language, toolchain, target } = id;
  const own = { workload: id.workload, language, toolchain, target };
  return hasRoles(workload) ? Object.keys(entry.programs).map((role) => ({ ...own, role })) : [own];
};

/** All lanes that a cell's programs run in, the cell's own first. */
export const lanesOf = ({ lane, elsewhere }: Pick<PlannedCell, "lane" | "elsewhere">): Lane[] => [...new Set([lane, ...Object.values(elsewhere)])];

const hasRoles = ({ manifest }: Workload): boolean => (manifest.roles ?? ["main"]).join() !== "main";

const whyNoDialogue = (lane: Lane, target: BuildCandidate["target"], { sockets }: Program): string | undefined => {
  if (!sharesFiles(lane.id)) {
    // Streams, signals and connections to a server are passed into a machine; it reaches nothing outside.
    if (lane.id.launcher !== "qemu") return `the launcher ${lane.id.launcher} passes neither pipes nor sockets`;
    if (sockets.some(({ kind }) => kind === "connect")) return "sockets.connect: a virtual machine reaches nobody outside of it";
    if (sockets.some(({ protocol }) => protocol === "udp")) return "udp: only TCP is passed into a virtual machine";
  }
  if (sockets.length === 0) return undefined;
  if (sockets.some(({ protocol }) => protocol === "tls")) return "no runtime here is given keys for TLS";
  if (sockets.some(({ protocol }) => protocol === "http"))
    return laneTarget(lane, target)?.mode.serve ? undefined : "http.serve: its host program serves no HTTP";
  const passing = laneTarget(lane, target)?.sockets;
  if (!passing) return "its host program takes no sockets";
  if (passing.as === "addresses") return undefined;
  if (sockets.some(({ kind }) => kind === "connect")) return "sockets.connect: a preopened socket can only listen";
  return sockets.some(({ protocol }) => protocol === "udp") ? "udp: a preopened socket can only be one of TCP" : undefined;
};

const whyInexpressible = (lane: Lane, target: BuildCandidate["target"], entry: Case, elsewhere: PlannedCell["elsewhere"]): string | undefined => {
  const rule = laneTarget(lane, target)?.inexpressible.find(({ capability }) => entry.needs.includes(capability));
  if (rule) return `${rule.capability}: ${rule.why}`;
  if (entry.plain) return undefined;
  for (const [role, program] of Object.entries(entry.programs)) {
    const other = elsewhere[role];
    const why = whyNoDialogue(other ?? lane, target, program);
    if (why !== undefined) return other ? `${role} in ${other.id.keep}: ${why}` : why;
  }
  return undefined;
};

const isTrust = (build: BuildCandidate, catalog: Catalog): boolean => catalog.workloads.get(build.workload)?.manifest.kind === "trust";

const cellsOf = (catalog: Catalog, build: BuildCandidate, lanes: readonly Lane[], all: readonly Lane[]): PlannedCell[] => {
  const workload = catalog.workloads.get(build.workload) as Workload;
  const cases = workload.cases.filter((entry) => entry.targets.includes(build.target));
  return cases.flatMap((entry) =>
    lanes.flatMap((lane): PlannedCell[] => {
      const target = laneTarget(lane, build.target);
      const elsewhere = elsewhereOf(entry, lane, all);
      if (!target || !elsewhere) return [];
      const id: CellId = {
        workload: build.workload,
        case: entry.id,
        language: build.language,
        toolchain: build.toolchain,
        target: build.target,
        lane: lane.id,
      };
      const unclaimed = entry.needs.filter((need) => !target.claims.includes(need));
      const inexpressible = whyInexpressible(lane, build.target, entry, elsewhere);
      return [{ text: printCell(id), id, build, workload, case: entry, lane, elsewhere, unclaimed, inexpressible }];
    }),
  );
};

/**
 * All cells: each case of each build in each lane that has the build's target, as far as the filter selects them, and
 * before them the trust cells of every lane and target that is selected. A trust cell that needs what its lane does not
 * claim, or cannot set up, is left out. `partners`: lanes that are there for roles in another Keep alone; of their own
 * they have trust cells and no others. Pure; in a stable order.
 */
export const plan = (
  catalog: Catalog,
  builds: readonly BuildCandidate[],
  lanes: readonly Lane[],
  filter: Filter,
  partners: readonly Lane[] = [],
): PlannedCell[] => {
  const all = [...lanes, ...partners];
  const selected = builds
    .filter((build) => !isTrust(build, catalog))
    .flatMap((build) => cellsOf(catalog, build, lanes, all))
    .filter(({ text, id, workload, case: entry }) =>
      selects(filter, { ...caseFacts(workload, entry.id), ...buildFacts(catalog, id), ...laneFacts(id.lane), cell: text }),
    );
  const used = new Set(selected.flatMap((cell) => lanesOf(cell).map(({ text }) => `${text} ${cell.id.target}`)));
  const trust = builds
    .filter((build) => isTrust(build, catalog))
    .flatMap((build) => cellsOf(catalog, build, all, all))
    .filter((cell) => used.has(`${cell.lane.text} ${cell.id.target}`) && cell.unclaimed.length === 0 && cell.inexpressible === undefined);
  return [...trust, ...selected];
};
