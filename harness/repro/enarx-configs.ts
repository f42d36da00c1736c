import { loadCatalog } from "../catalog/load.ts";
import { findCell } from "../judge/find-cell.ts";
import { GatehouseError } from "../model/errors.ts";
import { readRun } from "../review/read-run.ts";
import { enarxText } from "./enarx.ts";

/** The Enarx.toml of a cell's program, or of each of its programs where it has several. Throws a GatehouseError where the case is gone. */
export const readConfigs = async (root: string, said: string, run: string | undefined) => {
  const [{ record }, catalog] = await Promise.all([readRun(root, run), loadCatalog(root)]);
  const { text, id } = findCell(record.cells, said);
  const entry = catalog.workloads.get(id.workload)?.cases.find((each) => each.id === id.case);
  if (!entry) throw new GatehouseError("enarx/moved", `${id.workload}/${id.case} is not there any more`, { hint: "name a cell of a newer run: --run" });
  return { cell: text, programs: Object.entries(entry.programs).map(([role, program]) => ({ role, config: enarxText(program) })) };
};
