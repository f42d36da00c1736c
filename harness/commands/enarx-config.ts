import { loadCatalog } from "../catalog/load.ts";
import { findCell } from "../judge/find-cell.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { enarxText } from "../repro/enarx.ts";
import { loadRun } from "./matrix.ts";
import { printJson } from "./output.ts";

/** `gatehouse enarx-config`: prints the Enarx.toml of a cell's program, of each of its programs where it has several. */
export const enarxConfigCommand = async (root: string, said: string, run: string | undefined, json: boolean): Promise<number> => {
  const [{ record }, catalog] = await Promise.all([loadRun(root, run), loadCatalog(root)]);
  const { text, id } = findCell(record.cells, said);
  const entry = catalog.workloads.get(id.workload)?.cases.find((each) => each.id === id.case);
  if (!entry) throw new GatehouseError("enarx/moved", `${id.workload}/${id.case} is not there any more`, { hint: "name a cell of a newer run: --run" });
  const programs = Object.entries(entry.programs).map(([role, program]) => ({ role, config: enarxText(program) }));
  if (json) printJson({ cell: text, programs });
  else process.stdout.write(programs.map(({ role, config }) => (programs.length > 1 ? `# The program of the role ${role}.\n${config}` : config)).join("\n"));
  return exitCodes.ok;
};
