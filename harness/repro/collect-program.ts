import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../host/digest.ts";
import type { RunRecord } from "../judge/fold.ts";
import { placeProgram } from "../model/addresses.ts";
import type { Program } from "../model/contract.ts";
import { hexOf } from "../model/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Artifact, Observation } from "../model/generated/journal.ts";
import { printBuild, printLane } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { matchWords, type SymbolicCase } from "../model/symbolic.ts";
import { reproduce } from "../report/failures.ts";
import { preparedKey } from "../run/command.ts";
import { configText, preopened } from "../run/config-file.ts";
import { type Expected, readExpected } from "../run/expected.ts";
import { symbolicCase } from "../run/symbolic.ts";
import { plainAddresses, seenOf, socketPlaces, symbolicAddresses } from "./addresses.ts";
import { isDialogue, moved, type Reproducible } from "./reproducible.ts";

/** A program of a cell, with the bytes that belong to it. */
export interface CollectedProgram {
  readonly role: string;
  /** With its addresses filled in. */
  readonly program: Program;
  readonly commands: SymbolicCase;
  readonly artifact: Artifact;
  readonly wasm: Uint8Array;
  /** Folder of the store that holds the prepared form; undefined where there is none. */
  readonly prepared: string | undefined;
  readonly config: { readonly path: string; readonly text: string } | undefined;
  readonly expected: Expected;
  readonly stdin: Uint8Array;
  readonly seen: Observation | undefined;
  /** What stood for the places in its command where it ran; undefined where it did not. */
  readonly places: ReadonlyMap<string, string> | undefined;
}

const readArtifact = (found: Reproducible, role: string, record: RunRecord, store: string): { readonly artifact: Artifact; readonly wasm: Uint8Array } => {
  const isOnly = (found.workload.manifest.roles ?? ["main"]).join() === "main";
  const build = printBuild({ ...found.cell.id, ...(isOnly ? {} : { role }) });
  const gone = (why: string): GatehouseError =>
    new GatehouseError("repro/artifact-gone", `the binary of ${build} is not there: ${why}`, {
      hint: `build it again, then reproduce that run: ${reproduce(found.cell.text)}`,
    });
  const row = record.artifacts.find((each) => each.build === build && each.outcome.state === "built" && (!isOnly || each.outcome.digest === found.artifact));
  if (row?.outcome.state !== "built") throw gone("the run does not name it");
  const path = join(store, "artifacts", hexOf(row.key), "program.wasm");
  if (!existsSync(path)) throw gone("the store does not hold it any more");
  const wasm = readFileSync(path);
  if (digest(wasm) !== row.outcome.digest) throw gone("the store holds another one in its place");
  return { artifact: row.outcome, wasm };
};

const readConfig = async (found: Reproducible, role: string, target: ResolvedTarget, program: Program, sockets: readonly string[] = []) => {
  const text = await configText(found.placed.folder, target, program, preopened(program, sockets));
  const name = target["config-file"]?.name;
  return text === undefined || name === undefined ? undefined : { path: role === "main" ? `config/${name}` : `config/${role}/${name}`, text };
};

/** Puts together what is known of one program of a cell. Throws a GatehouseError as `collect` does. */
export const collectProgram = async (found: Reproducible, role: string, record: RunRecord, store: string, scratch: string): Promise<CollectedProgram> => {
  const { cell, runtime, workload, case: entry } = found;
  const { id } = cell;
  const target = laneTarget({ id: id.lane, runtime }, id.target);
  const contract = entry.programs[role];
  if (!target || !contract) throw moved(cell, `${id.lane.runtime} has no target ${id.target} any more`);
  const { artifact, wasm } = readArtifact(found, role, record, store);
  const [own, tokens] = [plainAddresses(entry), symbolicAddresses(plainAddresses(entry))];
  const placed = (addresses: typeof own): Program => (isDialogue(entry) ? placeProgram(role, contract, target.sockets, addresses) : contract);
  const commandsAt = (addresses: typeof own): SymbolicCase | undefined =>
    symbolicCase(runtime, id.lane, id.target, placed(addresses), socketPlaces(entry, role, addresses));
  const commands = commandsAt(own);
  if (!commands) throw moved(cell, `${id.lane.runtime} cannot run it any more`);
  const seen = seenOf(cell.observation, role, Object.keys(entry.programs)[0] ?? "");
  const wanted = commandsAt(tokens)?.run.argv ?? [];
  // In another Keep its launcher may stand before the command.
  const places = seen && matchWords(wanted, contract.keep === undefined ? seen.argv : seen.argv.slice(-wanted.length));
  if (seen && !places) throw moved(cell, `the manifest of ${id.lane.runtime} gives another command than the one that ran`);
  const lane = record.lanes.find((each) => each.id === printLane(id.lane));
  const prepared = target.mode.prepare && lane ? join(store, "prepared", hexOf(preparedKey(lane, target, artifact.digest)), "prepared") : undefined;
  const program = placed(own);
  const expected = readExpected(program, workload.folder, scratch);
  return {
    ...{ role, program, commands, artifact, wasm, expected, seen, places },
    prepared: prepared !== undefined && existsSync(prepared) ? prepared : undefined,
    config: await readConfig(found, role, target, program, socketPlaces(entry, role, own).sockets),
    stdin: readFileSync(expected.stdinFile),
  };
};
