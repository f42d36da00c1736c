import type { Job } from "../model/agenda.ts";
import type { Catalog } from "../model/catalog.ts";
import { parseCell, printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { portFinder } from "../plan/candidates.ts";
import type { PlannedCell } from "../plan/planned.ts";

/** Finds the port, the case and the lanes of jobs on this machine. Throws where a job is not of this catalog or these lanes. */
export const resolveJobs = (catalog: Catalog, jobs: readonly Job[], lanes: readonly Lane[]): PlannedCell[] => {
  const places = new Map(lanes.map((lane) => [lane.text, lane]));
  const buildOf = portFinder(catalog);
  const laneOf = (text: string): Lane => {
    const lane = places.get(text);
    if (!lane) throw new Error(`this machine has no lane ${text}`);
    return lane;
  };
  return jobs.map(({ cell, elsewhere, unclaimed, inexpressible }) => {
    const id = parseCell(cell);
    const workload = catalog.workloads.get(id.workload);
    const entry = workload?.cases.find((each) => each.id === id.case);
    const build = buildOf(id);
    if (!workload || !entry || !build) throw new Error(`${cell} is not in the catalog`);
    const lane = laneOf(printLane(id.lane));
    const partners = Object.fromEntries(Object.entries(elsewhere).map(([role, text]) => [role, laneOf(text)]));
    return { text: cell, id: { ...id, lane: lane.id }, build, workload, case: entry, lane, elsewhere: partners, unclaimed, inexpressible };
  });
};
