import { findCell } from "../judge/find-cell.ts";
import type { Catalog, Placed } from "../model/catalog.ts";
import type { Program } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { RuntimeManifest, RuntimeTarget } from "../model/generated/runtime.ts";
import { readRunOf } from "../review/read-run.ts";
import { configText, type PlacedSocket } from "../run/config-file.ts";
import { firstPort } from "./addresses.ts";

// Which address a harness would choose is not known before it runs.
const place = ({ sockets }: Program): PlacedSocket[] =>
  sockets.map(({ name, kind, protocol = "tcp" }, index) => ({ name, kind, protocol, host: "127.0.0.1", port: firstPort + index }));

/** A runtime with a target that takes a config file. */
interface Taker {
  readonly runtime: Placed<RuntimeManifest>;
  readonly target: Pick<RuntimeTarget, "config-file">;
}

const takersOf = (catalog: Catalog): Map<string, Taker> =>
  new Map(
    [...catalog.runtimes].flatMap(([id, runtime]) => {
      const target = Object.values(runtime.manifest.target).find((each) => each["config-file"]);
      return target ? [[id, { runtime, target }] as const] : [];
    }),
  );

const chooseTaker = (catalog: Catalog, named: string | undefined, own: string): Taker => {
  const takers = takersOf(catalog);
  const said = named ?? (takers.has(own) ? own : undefined);
  const names = [...takers.keys()].join(", ") || "none";
  const [only, ...others] = takers.values();
  const taker = said === undefined ? (others.length === 0 ? only : undefined) : takers.get(said);
  if (taker) return taker;
  const message = said === undefined ? "it is not clear which runtime's file is meant" : `${said} is no runtime that takes a config file`;
  throw new GatehouseError("config/runtime", message, { hint: `name one with --runtime; those that take a file are: ${names}` });
};

/** What a runtime's config file would say of each program of a case. */
export interface Configs {
  readonly cell: string;
  readonly runtime: string;
  /** What people call the file. */
  readonly name: string;
  readonly programs: readonly { readonly role: string; readonly config: string }[];
}

/** The text of the file for each of some programs, by role. Throws a GatehouseError where the file cannot say one. */
export const configsOf = ({ runtime, target }: Taker, programs: Readonly<Record<string, Program>>): Promise<Configs["programs"]> =>
  Promise.all(
    Object.entries(programs).map(async ([role, program]) => ({ role, config: (await configText(runtime.folder, target, program, place(program))) ?? "" })),
  );

/**
 * The config files of a cell's case for a runtime: the named one, the cell's own, or the only one that takes such a file. Sockets are on the loopback address.
 * Throws a GatehouseError where the case is gone, or the file cannot say it.
 */
export const readConfigs = async (root: string, said: string, run: string | undefined, runtime: string | undefined): Promise<Configs> => {
  const { record, catalog } = await readRunOf(root, said, run);
  const { text, id } = findCell(record.cells, said);
  const taker = chooseTaker(catalog, runtime, id.lane.runtime);
  const entry = catalog.workloads.get(id.workload)?.cases.find((each) => each.id === id.case);
  if (!entry) throw new GatehouseError("config/moved", `${id.workload}/${id.case} is not there any more`, { hint: "name a cell of a newer run: --run" });
  const programs = await configsOf(taker, entry.programs);
  return { cell: text, runtime: taker.runtime.manifest.id, name: taker.target["config-file"]?.name ?? "", programs };
};
