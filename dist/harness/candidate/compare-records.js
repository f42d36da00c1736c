import { groundsOf } from "../judge/grounds.js";
import { GatehouseError } from "../model/errors.js";
import { asRecorded } from "./hearing.js";
import { wantedOfRecord } from "./wanted.js";
/** Puts two records side by side. Throws a GatehouseError where one side would have to be run. */
export const compareRecords = (candidate, baseline, catalog) => {
    if (baseline.kind === "live")
        throw new GatehouseError("gate/sides", `${candidate.name} is a record: ${baseline.name} would be run beside nothing`, {
            hint: "a record is held against another record; to run both, name releases",
        });
    const toolchains = [...candidate.toolchains].map(([id, digest]) => ({ id, digest }));
    return {
        candidate: candidate.name,
        baseline: baseline.name,
        run: candidate.journal ?? candidate.name,
        before: baseline.cells,
        after: candidate.cells,
        witnesses: [...candidate.cells, ...asRecorded(baseline.cells.filter(({ text }) => !candidate.cells.some((other) => other.text === text)))],
        grounds: groundsOf({ toolchains, artifacts: [] }, catalog),
        wanted: wantedOfRecord(candidate.cells, catalog, candidate.absent),
        journals: [candidate.journal, baseline.journal].filter((each) => each !== undefined),
        sameArtifact: true,
        complete: candidate.complete && baseline.complete,
    };
};
