import { join } from "node:path";
import type { Evidence } from "../../model/generated/journal.ts";
import type { Provisioned } from "../../model/provisioned.ts";
import type { Launcher } from "../launcher.ts";
import { compileGuestLauncher, compileStatic } from "../open.ts";
import { assembleHardware } from "./hardware.ts";
import { type Furnishing, MachineLauncher, type Upkeep } from "./launcher.ts";
import { whyNoGuest } from "./prove.ts";
import type { Accelerator, Hardware } from "./qemu.ts";

/** What the machines of a session are made from, before it is known by what they run. */
export interface MachineShop {
  readonly store: string;
  /** A folder in memory for what machines need while they run. */
  readonly scratch: string;
  readonly host: Launcher;
  readonly hardware: Omit<Hardware, "accelerator">;
  /** How long an agent may say nothing, in milliseconds, where it is not the usual time. */
  readonly patienceMs?: number;
  /** Digest of all that a machine follows from besides what is put into it. */
  readonly digest: string;
}

const lacking = (name: string, info: string, hint: string): { missing: Evidence } => ({ missing: { name, pass: false, info, hint } });

/**
 * Makes ready what a Keep's packages hold for machines: package `qemu` with the program `qemu` and a folder `firmware`,
 * package `kernel` with `vmlinuz` and a folder `drivers`. `compilers` gives argvs that act as C compilers; it is asked
 * only where the machine has none.
 */
export const openShop = async (
  place: Pick<MachineShop, "store" | "scratch" | "host">,
  packages: readonly Provisioned[],
  compilers: () => Promise<readonly (readonly string[])[]>,
): Promise<MachineShop | { readonly missing: Evidence }> => {
  const [qemu, kernel] = ["qemu", "kernel"].map((id) => packages.find((pack) => pack.id === id));
  const program = qemu?.bin["qemu"];
  if (!qemu || !kernel || !program) throw new Error("a Keep with machines has the packages qemu and kernel");
  if (!place.host.supervised)
    return lacking(
      "the launcher program runs here",
      "nothing would end QEMU when the harness ends",
      "install a C compiler, e.g. `apt-get install gcc libc6-dev`",
    );
  const agentSource = join(import.meta.dirname, "agent");
  const agent = (await compileStatic(place.store, agentSource)) ?? (await compileStatic(place.store, agentSource, await compilers()));
  const launch = agent && ((await compileGuestLauncher(place.store)) ?? (await compileGuestLauncher(place.store, await compilers())));
  if (!launch) return lacking("a C compiler that makes static programs", "the agent of a machine could not be compiled", "`apt-get install gcc libc6-dev`");
  const { hardware, digest } = await assembleHardware(place.store, {
    qemu: program,
    env: qemu.env,
    firmware: join(qemu.folder, "firmware"),
    kernel: join(kernel.folder, "vmlinuz"),
    drivers: join(kernel.folder, "drivers"),
    agent,
    launch,
    digest: `${qemu.digest} ${kernel.digest}`,
  });
  return { ...place, hardware, digest };
};

/** Whether a name is that of an accelerator that machines here can have. */
export const isAccelerator = (name: string | undefined): name is Accelerator => name === "kvm" || name === "tcg";

/** The first of `names` by which a guest boots here, and why the ones before it boot none. */
export const chooseAccelerator = async (
  shop: MachineShop,
  names: readonly string[],
): Promise<{ readonly accelerator: Accelerator | undefined; readonly refused: readonly Evidence[] }> => {
  const refused: Evidence[] = [];
  for (const accelerator of names) {
    if (!isAccelerator(accelerator)) throw new Error(`QEMU has no accelerator ${accelerator}`);
    const why = await whyNoGuest({ ...shop, hardware: { ...shop.hardware, accelerator } }, shop.digest);
    if (why === undefined) return { accelerator, refused };
    const hint =
      accelerator === "kvm"
        ? "is virtualisation on in the firmware, or allowed in this cloud? may this user open /dev/kvm?"
        : "the message says how QEMU ended";
    refused.push({ name: `a guest boots by ${accelerator}`, pass: false, info: why.slice(0, 1000), hint });
  }
  return { accelerator: undefined, refused };
};

/** The launcher of machines that hold `furnishing`; the first command makes their snapshot, where the store has none. */
export const openMachines = (shop: MachineShop, accelerator: Accelerator, furnishing: Furnishing, upkeep: Upkeep): Launcher =>
  new MachineLauncher({ ...shop, hardware: { ...shop.hardware, accelerator } }, shop.digest, furnishing, upkeep);
