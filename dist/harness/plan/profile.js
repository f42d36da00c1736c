import { isMeasured } from "../model/catalog.js";
import { namedCells, namesCase } from "./filter.js";
/** quick is what `npm start` does: at most ten minutes on two cores, from nothing. */
export const profiles = {
    quick: {
        name: "quick",
        about: "current releases, nil, probes; applications that a filter names",
        lanes: "bare",
        history: false,
        kinds: ["probe", "application"],
        applicationsOnDemand: true,
    },
    full: { name: "full", about: "current releases, nil, every workload", lanes: "bare", history: false, kinds: ["probe", "application", "benchmark"] },
    deep: {
        name: "deep",
        about: "every release, variant, Keep and launcher",
        lanes: "all",
        history: true,
        kinds: ["probe", "application", "benchmark"],
    },
};
/** Whether a profile runs a case of a workload. It runs a case of a cell that the filter names whole, and applications that the filter names. */
export const takesCase = ({ kinds, applicationsOnDemand, measured }, filter, workload, caseId) => {
    if (measured)
        return isMeasured(workload, caseId);
    const { kind, id } = workload.manifest;
    if (kind !== "trust" && namedCells(filter).some((cell) => cell.workload === id && cell.case === caseId))
        return true;
    if (!kinds.some((own) => own === kind))
        return false;
    return !(applicationsOnDemand && kind === "application") || namesCase(filter, { workload: id, case: `${id}/${caseId}`, kind });
};
