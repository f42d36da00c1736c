import { rmSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../host/digest.js";
import { variable } from "../host/environment.js";
import { chooseAccelerator, isAccelerator, openMachines, openShop } from "../launch/machine/open.js";
import { snpExample } from "../launch/machine/snp.js";
import { GatehouseError } from "../model/errors.js";
import { fillWords } from "../model/placeholders.js";
import { placeholderValues } from "../model/provisioned.js";
import { shellLine } from "../model/text.js";
import { openScratch } from "../run/sandbox.js";
import { engineFiles } from "../run/trial.js";
/** GATEHOUSE_MACHINES=warm runs case after case in the same machine; otherwise each gets a pristine one. */
export const machineUpkeep = () => {
    const asked = variable("GATEHOUSE_MACHINES") ?? "pristine";
    if (asked === "pristine" || asked === "warm")
        return asked;
    throw new GatehouseError("launch/upkeep", `GATEHOUSE_MACHINES is ${JSON.stringify(asked)}`, { hint: "it is `pristine` or `warm`" });
};
const keyOf = (packages) => digestOf(packages.map((pack) => pack.digest));
// What nobody has run on hardware is not begun with somebody's workload.
const neverRun = ({ keep, launcher }) => ({
    name: `a machine of ${keep.manifest.name}`,
    pass: false,
    info: "this machine has what it takes, but nobody has run its driver on hardware yet, and no attestation is verified",
    hint: launcher.kind === "snp-vm" ? `a first guest to try by hand: ${shellLine(snpExample())}` : "it is described only: its driver is still to be written",
});
/** The virtual machines of a session: whether one boots, and a launcher for each lane that runs in one. */
export class Machines {
    #ground;
    #shops = new Map();
    #ready = new Map();
    #launchers = new Map();
    #scratch;
    constructor(ground) {
        this.#ground = ground;
    }
    /** Boots a machine: the first of a plan's accelerators by which a guest answers counts. */
    async prove(plan) {
        const { keep, launcher, packages } = plan;
        if (launcher.kind !== "qemu" || keep.manifest.confidential)
            return { missing: [neverRun(plan)] };
        const key = keyOf(packages);
        const opening = this.#shops.get(key) ?? this.#open(packages);
        this.#shops.set(key, opening);
        const shop = await opening;
        if ("missing" in shop)
            return { missing: [shop.missing] };
        this.#ready.set(key, shop);
        const accelerators = launcher.accelerators ?? [{ name: "tcg" }];
        const { accelerator, refused } = await chooseAccelerator(shop, accelerators.map(({ name }) => name));
        const chosen = accelerators.find(({ name }) => name === accelerator);
        if (!chosen)
            return { missing: refused };
        const before = refused.map(({ name, info }) => `; ${name}: no, ${info}`).join("");
        const hint = refused[0]?.hint ?? "nothing has to be done";
        return { accelerator: chosen, evidence: [{ name: `a guest boots by ${chosen.name}`, pass: true, info: `it was booted${before}`.slice(0, 1000), hint }] };
    }
    /** The launcher of a lane in a machine, opened when it first runs something. Its machine must have been proven. */
    launcherOf(lane) {
        const known = this.#launchers.get(lane.text);
        if (known)
            return known;
        const shop = this.#ready.get(keyOf(lane.entry.packages));
        const { accelerator } = lane.id;
        if (!shop || !isAccelerator(accelerator))
            throw new Error(`${lane.text} was made without a machine`);
        const { values, env } = placeholderValues(lane.packages);
        const furnishing = {
            paths: engineFiles(lane),
            programs: lane.packages.flatMap((pack) => Object.values(pack.bin)),
            env,
            trial: fillWords(lane.runtime.version, { ...values, manifest: lane.folder }),
        };
        const launcher = openMachines(shop, accelerator, furnishing, machineUpkeep());
        this.#launchers.set(lane.text, launcher);
        return launcher;
    }
    /** Ends every machine and removes what they needed. */
    async close(waits) {
        await Promise.allSettled([...this.#launchers.values()].map((launcher) => launcher.close(waits)));
        if (this.#scratch !== undefined)
            rmSync(this.#scratch, { recursive: true, force: true });
    }
    #open(packages) {
        const { store, launcher, compilers } = this.#ground;
        this.#scratch ??= openScratch(join(store, "tmp"));
        return openShop({ store, scratch: this.#scratch, host: launcher }, packages, compilers);
    }
}
