import { join } from "node:path";
import { compileGuestLauncher, compileStatic } from "../open.js";
import { assembleHardware } from "./hardware.js";
import { MachineLauncher } from "./launcher.js";
import { whyNoGuest } from "./prove.js";
const lacking = (name, info, hint) => ({ missing: { name, pass: false, info, hint } });
/**
 * Makes ready what a Keep's packages hold for machines: package `qemu` with the program `qemu` and a folder `firmware`,
 * package `kernel` with `vmlinuz` and a folder `drivers`. `compilers` gives argvs that act as C compilers; it is asked
 * only where the machine has none.
 */
export const openShop = async (place, packages, compilers) => {
    const [qemu, kernel] = ["qemu", "kernel"].map((id) => packages.find((pack) => pack.id === id));
    const program = qemu?.bin["qemu"];
    if (!qemu || !kernel || !program)
        throw new Error("a Keep with machines has the packages qemu and kernel");
    if (!place.host.supervised)
        return lacking("the launcher program runs here", "nothing would end QEMU when the harness ends", "install a C compiler, e.g. `apt-get install gcc libc6-dev`");
    const agentSource = join(import.meta.dirname, "agent");
    const agent = (await compileStatic(place.store, agentSource)) ?? (await compileStatic(place.store, agentSource, await compilers()));
    const launch = agent && ((await compileGuestLauncher(place.store)) ?? (await compileGuestLauncher(place.store, await compilers())));
    if (!launch)
        return lacking("a C compiler that makes static programs", "the agent of a machine could not be compiled", "`apt-get install gcc libc6-dev`");
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
export const isAccelerator = (name) => name === "kvm" || name === "tcg";
/** The first of `names` by which a guest boots here, and why the ones before it boot none. */
export const chooseAccelerator = async (shop, names) => {
    const refused = [];
    for (const accelerator of names) {
        if (!isAccelerator(accelerator))
            throw new Error(`QEMU has no accelerator ${accelerator}`);
        const why = await whyNoGuest({ ...shop, hardware: { ...shop.hardware, accelerator } }, shop.digest);
        if (why === undefined)
            return { accelerator, refused };
        const hint = accelerator === "kvm"
            ? "is virtualisation on in the firmware, or allowed in this cloud? may this user open /dev/kvm?"
            : "the message says how QEMU ended";
        refused.push({ name: `a guest boots by ${accelerator}`, pass: false, info: why.slice(0, 1000), hint });
    }
    return { accelerator: undefined, refused };
};
/** The launcher of machines that hold `furnishing`; the first command makes their snapshot, where the store has none. */
export const openMachines = (shop, accelerator, furnishing, upkeep) => new MachineLauncher({ ...shop, hardware: { ...shop.hardware, accelerator } }, shop.digest, furnishing, upkeep);
