import { groundsOf } from "../judge/grounds.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { asRecorded, type Hearing } from "./hearing.ts";
import type { GateSide, RecordedSide } from "./sides.ts";
import { wantedOfRecord } from "./wanted.ts";

/** Puts two records side by side. Throws a GatehouseError where one side would have to be run. */
export const compareRecords = (candidate: RecordedSide, baseline: GateSide, catalog: Catalog): Hearing => {
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
