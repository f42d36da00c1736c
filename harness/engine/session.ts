import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadCatalog, type Spares, type Wanted } from "../catalog/load.ts";
import { randomName } from "../host/digest.ts";
import { storeFolder } from "../host/environment.ts";
import { makeFolders, removeOld } from "../host/files.ts";
import { useStore } from "../host/in-use.ts";
import { closeInTime } from "../host/waits.ts";
import type { Launcher } from "../launch/launcher.ts";
import { openHostLauncher, wantsSupervision } from "../launch/open.ts";
import type { Catalog } from "../model/catalog.ts";
import { type Lane, sharesFiles } from "../model/lane.ts";
import { provisionedCompilers } from "../probe/c-compilers.ts";
import type { ProbeGround } from "../probe/ground.ts";
import { Machines } from "../probe/machines.ts";
import type { ProvisionContext } from "../provision/context.ts";
import { Provisioner } from "../provision/provision.ts";
import { type Begun, noneBegun } from "./begun.ts";
import { containedTool } from "./contained-tool.ts";

/** What most commands work with: the catalog, the store, and what fills it. */
export interface Session extends ProbeGround {
  readonly root: string;
  readonly signal: AbortSignal;
  readonly begun: Begun;
  /** What runs the commands of a lane: the one above, or the lane's own machine. */
  launcherOf(lane: Lane): Launcher;
  /** Ends all that runs; whoever opens a session closes it. */
  close(): Promise<void>;
}

/** Drafts of runs that were killed are not of use to anybody after a day. */
const dayMs = 86_400_000;

/** Opens a session on a project, whole or with the workloads that are wanted; throws a GatehouseError for the first manifest that is wrong. */
export const openSession = async (
  root: string,
  signal: AbortSignal,
  notify: ProvisionContext["notify"] = () => {},
  wanted?: Wanted,
  spares?: Spares,
): Promise<Session> => {
  const catalog = await loadCatalog(root, wanted, spares);
  const store = storeFolder(root);
  proveWritable(store);
  const inUse = await useStore(store);
  removeOld(join(store, "tmp"), dayMs);
  const first = await openHostLauncher(store);
  const provisioner = new Provisioner({ store, signal, tool: containedTool(first, store), notify });
  const launcher = await openLauncher(first, store, catalog, provisioner);
  const machines = new Machines({ store, launcher, compilers: () => provisionedCompilers(catalog, provisioner) });
  const launcherOf = (lane: Lane): Launcher => (sharesFiles(lane.id) ? launcher : machines.launcherOf(lane));
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= closeInTime("the session", async (waits) => {
      await machines.close(waits);
      await launcher.close(waits);
      inUse.release();
    });
    // Whoever interrupts closes it without waiting.
    closing.catch(() => {});
    return closing;
  };
  return { entries: new Map(), begun: noneBegun(), root, store, catalog, signal, provisioner, launcher, machines, launcherOf, close };
};

// A store that is full or read-only is told before anything else goes wrong by it.
const proveWritable = (store: string): void => {
  const probe = join(store, "tmp", `probe-${randomName()}`);
  makeFolders(dirname(probe));
  writeFileSync(probe, "x");
  rmSync(probe);
};

const openLauncher = async (own: Launcher, store: string, catalog: Catalog, provisioner: Provisioner): Promise<Launcher> => {
  if (own.supervised || !wantsSupervision()) return own;
  const others = await provisionedCompilers(catalog, provisioner);
  return others.length > 0 ? openHostLauncher(store, others) : own;
};
