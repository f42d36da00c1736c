import { join } from "node:path";
import { digestOf } from "../host/digest.ts";
import { variable } from "../host/environment.ts";
import type { Waits } from "../host/waits.ts";
import type { Launcher } from "../launch/launcher.ts";
import type { Upkeep } from "../launch/machine/launcher.ts";
import type { MachineShop } from "../launch/machine/open.ts";
import type { Placed } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Accelerator, KeepLauncher, KeepManifest } from "../model/generated/keep.ts";
import type { Lane } from "../model/lane.ts";
import { fillWords } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { shellLine } from "../model/text.ts";
import { engineFiles } from "../run/engine-files.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";

/** A virtual machine as its Keep says it, before it is known whether one boots. */
export interface MachinePlan {
  readonly keep: Placed<KeepManifest>;
  readonly launcher: KeepLauncher;
  /** Packages of the Keep that the launcher takes. */
  readonly packages: readonly Provisioned[];
  readonly architecture: string;
}

/** By what a machine boots here, with why what was tried before boots none; or why none does. */
export type MachineProof = { readonly accelerator: Accelerator; readonly evidence: readonly Evidence[] } | { readonly missing: readonly Evidence[] };

/** What machines take of their ground. */
export interface MachineGround {
  readonly store: string;
  readonly launcher: Launcher;
  readonly compilers: () => Promise<readonly (readonly string[])[]>;
}

/** GATEHOUSE_MACHINES=warm runs case after case in the same machine; otherwise each gets a pristine one. */
export const machineUpkeep = (): Upkeep => {
  const asked = variable("GATEHOUSE_MACHINES") ?? "pristine";
  if (asked === "pristine" || asked === "warm") return asked;
  throw new GatehouseError("launch/upkeep", `GATEHOUSE_MACHINES is ${JSON.stringify(asked)}`, { hint: "it is `pristine` or `warm`" });
};

const keyOf = (packages: readonly Provisioned[]): string => digestOf(packages.map((pack) => pack.digest));

// What nobody has run on hardware is not begun with somebody's workload.
const neverRun = async ({ keep, launcher }: MachinePlan): Promise<Evidence> => ({
  name: `a machine of ${keep.manifest.name}`,
  pass: false,
  info: "this machine has what it takes, but nobody has run its driver on hardware yet, and no attestation is verified",
  hint:
    launcher.kind === "snp-vm"
      ? `a first guest to try by hand: ${shellLine((await import("../launch/machine/snp.ts")).snpExample())}`
      : "it is described only: its driver is still to be written",
});

// Most commands need no machine: what runs one is loaded with the first that is proven.
const loadDriver = () => import("../launch/machine/open.ts");

/** A machine that boots, and what runs it. */
interface Ready {
  readonly shop: MachineShop;
  readonly driver: Awaited<ReturnType<typeof loadDriver>>;
}

/** The virtual machines of a session: whether one boots, and a launcher for each lane that runs in one. */
export class Machines {
  readonly #ground: MachineGround;
  readonly #shops = new Map<string, Promise<MachineShop | { readonly missing: Evidence }>>();
  readonly #ready = new Map<string, Ready>();
  readonly #launchers = new Map<string, Launcher>();
  #scratch: string | undefined;

  constructor(ground: MachineGround) {
    this.#ground = ground;
  }

  /** Boots a machine: the first of a plan's accelerators by which a guest answers counts. */
  async prove(plan: MachinePlan): Promise<MachineProof> {
    const { keep, launcher, packages } = plan;
    if (launcher.kind !== "qemu" || keep.manifest.confidential) return { missing: [await neverRun(plan)] };
    const driver = await loadDriver();
    const key = keyOf(packages);
    const opening = this.#shops.get(key) ?? this.#open(packages);
    this.#shops.set(key, opening);
    const shop = await opening;
    if ("missing" in shop) return { missing: [shop.missing] };
    this.#ready.set(key, { shop, driver });
    const accelerators = launcher.accelerators ?? [{ name: "tcg" }];
    const { accelerator, refused } = await driver.chooseAccelerator(
      shop,
      accelerators.map(({ name }) => name),
    );
    const chosen = accelerators.find(({ name }) => name === accelerator);
    if (!chosen) return { missing: refused };
    const before = refused.map(({ name, info }) => `; ${name}: no, ${info}`).join("");
    const hint = refused[0]?.hint ?? "nothing has to be done";
    return { accelerator: chosen, evidence: [{ name: `a guest boots by ${chosen.name}`, pass: true, info: `it was booted${before}`.slice(0, 1000), hint }] };
  }

  /** The launcher of a lane in a machine, opened when it first runs something. Its machine must have been proven. */
  launcherOf(lane: Lane): Launcher {
    const known = this.#launchers.get(lane.text);
    if (known) return known;
    const ready = this.#ready.get(keyOf(lane.entry.packages));
    const { accelerator } = lane.id;
    if (!ready?.driver.isAccelerator(accelerator)) throw new Error(`${lane.text} was made without a machine`);
    const { values, env } = placeholderValues(lane.packages);
    const furnishing = {
      paths: engineFiles(lane),
      programs: lane.packages.flatMap((pack) => Object.values(pack.bin)),
      env,
      trial: fillWords(lane.runtime.version, { ...values, manifest: lane.folder }),
    };
    const launcher = ready.driver.openMachines(ready.shop, accelerator, furnishing, machineUpkeep());
    this.#launchers.set(lane.text, launcher);
    return launcher;
  }

  /** Ends every machine and removes what they needed. */
  async close(waits: Waits): Promise<void> {
    await Promise.allSettled([...this.#launchers.values()].map((launcher) => launcher.close(waits)));
    if (this.#scratch !== undefined) closeScratch(this.#scratch);
  }

  async #open(packages: readonly Provisioned[]): Promise<MachineShop | { readonly missing: Evidence }> {
    const { store, launcher, compilers } = this.#ground;
    this.#scratch ??= openScratch(join(store, "tmp"));
    const { openShop } = await loadDriver();
    return openShop({ store, scratch: this.#scratch, host: launcher }, packages, compilers);
  }
}
