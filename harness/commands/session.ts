import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import { storeFolder } from "../host/environment.ts";
import { removeOld } from "../host/files.ts";
import type { Launcher } from "../launch/launcher.ts";
import { openHostLauncher } from "../launch/open.ts";
import type { Catalog } from "../model/catalog.ts";
import { type Lane, sharesFiles } from "../model/lane.ts";
import type { ProvisionContext } from "../provision/context.ts";
import { Provisioner } from "../provision/provision.ts";
import { openMachine } from "./machines.ts";

/** What most commands work with: the catalog, the store, and what fills it. */
export interface Session {
  readonly root: string;
  readonly store: string;
  readonly catalog: Catalog;
  readonly provisioner: Provisioner;
  readonly signal: AbortSignal;
  /** Runs all that is not ours on this machine: compilers, engines. */
  readonly launcher: Launcher;
  /** What runs the commands of a lane: the one above, or the lane's own machine. */
  launcherOf(lane: Lane): Launcher;
  /** Ends all that runs; whoever opens a session closes it. */
  close(): Promise<void>;
}

/** Drafts of runs that were killed are not of use to anybody after a day. */
const dayMs = 86_400_000;

/** Opens a session on a project; throws a GatehouseError for the first manifest that is wrong. */
export const openSession = async (root: string, signal: AbortSignal, notify: ProvisionContext["notify"] = () => {}): Promise<Session> => {
  const catalog = await loadCatalog(root);
  const store = storeFolder(root);
  mkdirSync(store, { recursive: true });
  removeOld(join(store, "tmp"), dayMs);
  const provisioner = new Provisioner({ store, signal, notify });
  const launcher = await openLauncher(store, catalog, provisioner);
  const machines = new Map<string, Launcher>();
  const launcherOf = (lane: Lane): Launcher => {
    if (sharesFiles(lane.id)) return launcher;
    const machine = machines.get(lane.text) ?? openMachine(lane);
    machines.set(lane.text, machine);
    return machine;
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled([...machines.values()].map((machine) => machine.close()));
    await launcher.close();
  };
  return { root, store, catalog, signal, provisioner, launcher, launcherOf, close };
};

// The C compilers of provisioned toolchains help where the machine has none.
const openLauncher = async (store: string, catalog: Catalog, provisioner: Provisioner): Promise<Launcher> => {
  const own = await openHostLauncher(store);
  if (own.supervised || process.platform !== "linux") return own;
  const c = catalog.languages.get("c");
  const packages = c?.manifest.package ?? {};
  if (!c || !packages["zig"]) return own;
  const zig = await provisioner.one(packages, "zig", c.folder);
  return zig.ok && zig.bin["zig"] ? openHostLauncher(store, [[zig.bin["zig"], "cc", "-static"]]) : own;
};
