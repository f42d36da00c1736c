import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { stringify } from "smol-toml";
import { type Entry, readThere, textEntry, writeEntries } from "../host/bundle.ts";
import { makeWhole } from "../host/files.ts";
import { binariesOf, type Catalog } from "../model/catalog.ts";
import type { Program } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseManifest, WorkloadManifest } from "../model/generated/workload.ts";
import { type CellId, printCell } from "../model/ids.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { type Inputs, withInputs } from "./inputs.ts";
import type { Small } from "./tries.ts";

/** Refuses a place that something stands at. */
export const checkFree = (out: string): void => {
  if (existsSync(out)) throw new GatehouseError("shrink/exists", `${out} is there already`, { hint: "remove it, or name another place with --out" });
};

const idOf = ({ workload, case: name }: CellId): string => `shrunk-${workload}-${name}`;

/** The small cell: the same case by its program as it is, in the same lane. */
export const smallCell = (catalog: Pick<Catalog, "languages">, { id }: PlannedCell): string => {
  const { language, toolchain } = binariesOf(catalog);
  return printCell({ ...id, workload: idOf(id), language, toolchain });
};

/** What a folder is called where nobody names it. */
export const folderName = ({ id }: PlannedCell): string => `${idOf(id)}-${id.lane.runtime}`;

// Where the whole input stood for the expected output, the output is still that.
const expectIn = (own: CaseManifest, whole: Inputs): { readonly expect: CaseManifest["expect"]; readonly files: Entry[] } => {
  const { expect } = own;
  const echoes = (["stdout", "stderr"] as const).filter((name) => {
    const stream = expect?.[name];
    return stream !== undefined && "stdin" in stream;
  });
  if (!expect || echoes.length === 0) return { expect, files: [] };
  const path = "expected/shrunk-stdin";
  const streams = Object.fromEntries(echoes.map((name) => [name, { match: "exact", file: path } as const]));
  return { expect: { ...expect, ...streams }, files: [{ kind: "file", path, bytes: whole.stdin }] };
};

const caseOf = (manifest: CaseManifest, program: Program, whole: Inputs, small: Inputs): { readonly own: CaseManifest; readonly files: Entry[] } => {
  const { args, env, directories } = withInputs(program, small);
  const { expect, files } = expectIn(manifest, whole);
  const { stdin: _, ...rest } = manifest;
  return {
    own: {
      ...{ ...rest, args: [...args], env, directories: [...directories] },
      ...(small.stdin.length > 0 ? { stdin: { file: "fixtures/stdin" } } : {}),
      ...(expect ? { expect } : {}),
    },
    files: [...files, ...small.files, ...(small.stdin.length > 0 ? [{ kind: "file" as const, path: "fixtures/stdin", bytes: small.stdin }] : [])],
  };
};

/** Writes a folder that lies over a catalog: a workload of one case whose port is the small program. */
export const writeSmall = async (out: string, catalog: Catalog, cell: PlannedCell, whole: Small, small: Small): Promise<void> => {
  const { id, workload } = cell;
  const manifest = workload.manifest.case.find((each) => each.id === id.case);
  const [program] = Object.values(cell.case.programs);
  if (!manifest || !program) throw new Error(`${cell.text} has no case`);
  const { language, file } = binariesOf(catalog);
  const told = whole.inputs && small.inputs ? caseOf(manifest, program, whole.inputs, small.inputs) : { own: manifest, files: [] };
  const own: WorkloadManifest = {
    id: idOf(id),
    title: `${workload.manifest.title}, made smaller`,
    kind: "probe",
    about: `The smallest program and inputs that fail as ${cell.text} does. What it was made of: ${workload.manifest.about}`,
    case: [told.own],
  };
  const under = `workloads/${own.id}`;
  // All that the case may refer to, except ports; what is made smaller replaces its own.
  const taken = readThere(workload.folder, whole.inputs ? ["expected"] : ["expected", "fixtures"]);
  const entries: Entry[] = [
    textEntry("workload.toml", stringify(own)),
    { kind: "file", path: `${language}.${id.target}/${file}`, bytes: small.wasm },
    ...taken,
    ...told.files,
  ];
  await makeWhole(out, dirname(out), (draft) =>
    Promise.resolve(
      writeEntries(
        draft,
        entries.map((entry) => ({ ...entry, path: `${under}/${entry.path}` })),
      ),
    ),
  );
};
