import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { randomName } from "../../host/digest.js";
import { bootId } from "../../host/machine.js";
import { remember } from "../../host/memo.js";
import { greet } from "./conversation.js";
import { Machine, notStarted } from "./machine.js";
/** Time that a guest has to boot, in milliseconds. A processor takes a second; a translator on a busy machine many. */
const bootMs = { kvm: 20_000, tcg: 120_000 };
const isUsable = (device) => {
    try {
        accessSync(device, constants.R_OK | constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
};
const boot = async (room) => {
    const { accelerator } = room.hardware;
    const folder = join(room.scratch, `prove-${randomName()}`);
    mkdirSync(folder);
    try {
        const machine = await Machine.start(room.host, room.hardware, { folder, memory: join(folder, "memory") }, { timeMs: bootMs[accelerator] });
        try {
            await greet(machine, bootMs[accelerator]);
        }
        finally {
            await machine.end();
        }
        return "";
    }
    catch (error) {
        return error.message;
    }
};
/**
 * Whether a guest boots here, shown by booting one: a machine may have /dev/kvm and yet boot none. Remembered until this
 * machine is started again. Undefined where it does, else why not. `digest` is that of the room's hardware.
 */
export const whyNoGuest = async (room, digest) => {
    const kvm = room.hardware.accelerator === "kvm";
    if (kvm && !isUsable("/dev/kvm"))
        return "/dev/kvm is not there, or may not be used";
    let why = "";
    const key = ["a guest boots", digest, room.hardware.accelerator, bootId()];
    const known = await remember(room.store, key, async () => {
        why = await boot(room);
        // That QEMU does not start, or that the translator boots none, may be mended any time.
        const lasts = kvm && !why.startsWith(notStarted);
        return why === "" ? "yes" : lasts ? why : undefined;
    });
    return known === "yes" ? undefined : (known ?? why);
};
