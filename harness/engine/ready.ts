import type { BuildResult } from "../build/build.ts";
import { digestOf } from "../host/digest.ts";
import { newestImport } from "../judge/imports.ts";
import type { UnbuiltRow, UnpreparedRow } from "../model/generated/journal.ts";
import { type BuildId, printBuild } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import { buildsOf, type PlannedCell } from "../plan/planned.ts";
import { preparedKey } from "../run/command.ts";
import { type Expected, readExpected } from "../run/expected.ts";
import type { ReadyCase, ReadyProgram } from "./observe.ts";
import { type Prepared, type PrepareWork, prepare } from "./prepare.ts";

/** Why a cell's programs cannot be started, as its row tells it. */
export type Unready = Pick<UnbuiltRow, "state" | "build"> | Pick<UnpreparedRow, "state" | "artifact" | "detail">;

/** A cell's programs, built; `artifact` stands for all of them. */
export interface BuiltCell {
  readonly results: readonly (readonly [role: string, result: BuildResult])[];
  readonly artifact: string;
}

// Several programs are one thing together.
const toArtifact = (digests: readonly string[]): string => (digests.length === 1 ? (digests[0] as string) : digestOf(digests));

/** The newest interface that a cell's program imports, where it is one. */
export const newestOf = ({ results }: BuiltCell): string | undefined => {
  const [[, only] = [], ...others] = results;
  return others.length === 0 && only?.row.outcome.state === "built" ? newestImport(only.row.outcome.imports) : undefined;
};

/** Waits for the builds of a cell; tells the first one that failed. */
export const builtCell = async (
  cell: PlannedCell,
  builds: ReadonlyMap<string, Promise<BuildResult>>,
): Promise<BuiltCell | Pick<UnbuiltRow, "state" | "build">> => {
  const results = await Promise.all(
    buildsOf(cell).map(async (id: BuildId) => [id.role ?? "main", await (builds.get(printBuild(id)) as Promise<BuildResult>)] as const),
  );
  const failed = results.find(([, { row }]) => row.outcome.state === "failed");
  if (failed) return { state: "unbuilt", build: failed[1].row.build };
  const digests = results.flatMap(([, { row }]) => (row.outcome.state === "built" ? [row.outcome.digest] : []));
  return { results, artifact: toArtifact(digests) };
};

/** Makes cells ready: prepares each artifact once for each engine, reads each contract once. */
export class Readier {
  readonly #work: PrepareWork;
  readonly #scratch: string;
  readonly #prepared = new Map<string, Promise<Prepared>>();
  readonly #expected = new Map<string, Expected>();

  constructor(work: PrepareWork, scratch: string) {
    this.#work = work;
    this.#scratch = scratch;
  }

  /** A cell whose programs were built, ready to run; or why it cannot be. */
  async ready(cell: PlannedCell, { results }: BuiltCell): Promise<ReadyCase | Unready> {
    const programs: ReadyProgram[] = [];
    for (const [role, { row, wasm }] of results) {
      const lane = cell.elsewhere[role] ?? cell.lane;
      const target = laneTarget(lane, cell.id.target);
      if (!target || wasm === undefined || row.outcome.state !== "built") throw new Error(`${cell.text} cannot be set up`);
      const own = { role, lane, target, wasm, artifact: row.outcome.digest };
      const prepared = await this.#prepare(own);
      if (prepared && "failure" in prepared) return { state: "unprepared", artifact: own.artifact, detail: prepared.failure };
      programs.push({ ...own, prepared: prepared?.folder });
    }
    return {
      case: cell.case,
      folder: cell.workload.folder,
      programs: programs as [ReadyProgram, ...ReadyProgram[]],
      expected: cell.case.plain ? this.#expectedOf(cell) : undefined,
    };
  }

  async #prepare({ lane, target, artifact, wasm }: Omit<ReadyProgram, "prepared">): Promise<Prepared | undefined> {
    if (!target.mode.prepare) return undefined;
    const key = preparedKey(lane, target, artifact);
    const own = this.#prepared.get(key) ?? prepare({ lane, target, mode: "prepare", wasm, key }, this.#work);
    this.#prepared.set(key, own);
    return own;
  }

  #expectedOf(cell: PlannedCell): Expected {
    const name = `${cell.id.workload}/${cell.id.case}`;
    const known = this.#expected.get(name);
    if (known) return known;
    const [program] = Object.values(cell.case.programs);
    if (!program) throw new Error(`${name} has no program`);
    const own = readExpected(program, cell.workload.folder, this.#scratch);
    this.#expected.set(name, own);
    return own;
  }
}
