import { architecture } from "../host/machine.ts";
import { nativeRelease } from "../measure/series.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Program } from "../model/contract.ts";
import type { Held } from "../model/generated/journal.ts";
import { printCell, printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { type ResolvedTarget, resolveRuntime } from "../model/resolve.ts";
import type { PlannedCell } from "../plan/planned.ts";
import type { Expected } from "../run/expected.ts";

/** A cell that is ready to be measured: built, prepared, its expected output read. */
export interface Subject {
  /** WORKLOAD/CASE: what is measured in the same rounds. */
  readonly group: string;
  /** The cell's text; native programs have a lane of their own. */
  readonly cell: string;
  readonly planned: PlannedCell;
  readonly lane: Lane;
  readonly target: ResolvedTarget;
  readonly program: Program;
  /** By role: what each program is held to. */
  readonly held: Readonly<Record<string, Held>>;
  /** Contents that a plain case is compared with; undefined of a dialogue. */
  readonly expected: Expected | undefined;
  readonly wasm: string;
  readonly artifact: string;
  readonly prepared: string | undefined;
  /** How the case tells on standard error what it measured itself. */
  readonly guestTime: RegExp | undefined;
}

/** The machine itself as a lane: the program is the command. */
export const nativeLane = (catalog: Catalog): { readonly lane: Lane; readonly target: ResolvedTarget } => {
  const keep = catalog.keeps.get("nil");
  if (!keep) throw new Error("there is no Keep nil");
  const id = { ...nativeRelease, keep: "nil", launcher: "host", architecture: architecture() } as const;
  const own = { mode: { run: ["{wasm}", "{args}"] }, claims: [] };
  const manifest = { id: id.runtime, name: "the machine itself", package: {}, version: ["true"], target: { native: own } };
  const runtime = resolveRuntime(manifest, [], undefined);
  const entry = { keep, launcher: { kind: "host" }, packages: [], wrap: [] } as const;
  return {
    target: runtime.target["native"] as ResolvedTarget,
    lane: { id, text: printLane(id), runtime, folder: keep.folder, packages: [], beside: [], digest: "native", slowdown: 1, entry },
  };
};

/** Whether a program of the machine itself can be given all that a case says: it has no names for directories of its own. */
export const canBeNative = (program: Program): boolean =>
  program.directories.length === 0 && program.sockets.length === 0 && Object.keys(program.env).length === 0;

/** The text of a cell in another lane. */
export const cellIn = (planned: PlannedCell, lane: Lane): string => printCell({ ...planned.id, lane: lane.id });

/** How a case tells what it measured itself; undefined where it does not. */
export const guestTimeOf = (planned: PlannedCell): RegExp | undefined => {
  const pattern = planned.workload.manifest.case.find(({ id }) => id === planned.id.case)?.["guest-time"];
  return pattern === undefined ? undefined : new RegExp(pattern, "m");
};
