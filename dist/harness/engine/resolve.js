import { parseCell, printLane, printRoute } from "../model/ids.js";
import { portBuilds } from "../plan/candidates.js";
/** Finds the port, the case and the lanes of jobs on this machine. Throws where a job is not of this catalog or these lanes. */
export const resolveJobs = (catalog, jobs, lanes) => {
    const places = new Map(lanes.map((lane) => [lane.text, lane]));
    const builds = new Map();
    const buildOf = (id) => {
        const workload = catalog.workloads.get(id.workload);
        if (workload && !builds.has(id.workload))
            builds.set(id.workload, new Map(portBuilds(catalog, workload).map((build) => [printRoute(build), build])));
        return builds.get(id.workload)?.get(printRoute(id));
    };
    const laneOf = (text) => {
        const lane = places.get(text);
        if (!lane)
            throw new Error(`this machine has no lane ${text}`);
        return lane;
    };
    return jobs.map(({ cell, elsewhere, unclaimed, inexpressible }) => {
        const id = parseCell(cell);
        const workload = catalog.workloads.get(id.workload);
        const entry = workload?.cases.find((each) => each.id === id.case);
        const build = buildOf(id);
        if (!workload || !entry || !build)
            throw new Error(`${cell} is not in the catalog`);
        const lane = laneOf(printLane(id.lane));
        const partners = Object.fromEntries(Object.entries(elsewhere).map(([role, text]) => [role, laneOf(text)]));
        return { text: cell, id: { ...id, lane: lane.id }, build, workload, case: entry, lane, elsewhere: partners, unclaimed, inexpressible };
    });
};
