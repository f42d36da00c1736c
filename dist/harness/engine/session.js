import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog } from "../catalog/load.js";
import { storeFolder } from "../host/environment.js";
import { removeOld } from "../host/files.js";
import { closeInTime } from "../host/waits.js";
import { openHostLauncher, wantsSupervision } from "../launch/open.js";
import { sharesFiles } from "../model/lane.js";
import { provisionedCompilers } from "../probe/c-compilers.js";
import { Machines } from "../probe/machines.js";
import { Provisioner } from "../provision/provision.js";
/** Drafts of runs that were killed are not of use to anybody after a day. */
const dayMs = 86_400_000;
/** Opens a session on a project, whole or with the workloads that are wanted; throws a GatehouseError for the first manifest that is wrong. */
export const openSession = async (root, signal, notify = () => { }, wanted) => {
    const catalog = await loadCatalog(root, wanted);
    const store = storeFolder(root);
    mkdirSync(store, { recursive: true });
    removeOld(join(store, "tmp"), dayMs);
    const provisioner = new Provisioner({ store, signal, notify });
    const launcher = await openLauncher(store, catalog, provisioner);
    const machines = new Machines({ store, launcher, compilers: () => provisionedCompilers(catalog, provisioner) });
    const launcherOf = (lane) => (sharesFiles(lane.id) ? launcher : machines.launcherOf(lane));
    let closing;
    const close = () => {
        closing ??= closeInTime("the session", async (waits) => {
            await machines.close(waits);
            await launcher.close(waits);
        });
        // Whoever interrupts closes it without waiting.
        closing.catch(() => { });
        return closing;
    };
    return { entries: new Map(), root, store, catalog, signal, provisioner, launcher, machines, launcherOf, close };
};
const openLauncher = async (store, catalog, provisioner) => {
    const own = await openHostLauncher(store);
    if (own.supervised || !wantsSupervision())
        return own;
    const others = await provisionedCompilers(catalog, provisioner);
    return others.length > 0 ? openHostLauncher(store, others) : own;
};
