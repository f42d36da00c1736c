import { closeSync, createWriteStream, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, utimesSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { now } from "../../host/clock.js";
import { digestOf } from "../../host/digest.js";
import { removeOld } from "../../host/files.js";
import { makeSealed } from "../../host/seal.js";
import { hexOf } from "../../model/digest.js";
import { acceptOne } from "./accept.js";
import { greet } from "./conversation.js";
import { Machine } from "./machine.js";
const bootMs = 120_000;
const unusedMs = 14 * 86_400_000;
const zeros = Buffer.alloc(1 << 16);
// Most of a guest's memory was never touched: it must not become hundreds of megabytes of zeros.
const copySparse = (from, to) => {
    const [source, target] = [openSync(from, "r"), openSync(to, "wx", 0o600)];
    const block = Buffer.alloc(zeros.length);
    try {
        const { size } = fstatSync(source);
        ftruncateSync(target, size);
        for (let at = 0; at < size; at += block.length) {
            const count = readSync(source, block, 0, block.length, at);
            const piece = block.subarray(0, count);
            if (!piece.equals(zeros.subarray(0, count)))
                writeSync(target, piece, 0, count, at);
        }
    }
    finally {
        closeSync(source);
        closeSync(target);
    }
};
// Memory that is a file is neither written to the state nor read from it.
const capabilities = { capabilities: ["x-ignore-shared", "events"].map((capability) => ({ capability, state: true })) };
const migrate = async (qmp, command, uri) => {
    await qmp.execute("qmp_capabilities");
    await qmp.execute("migrate-set-capabilities", capabilities);
    let stop = () => { };
    const ended = new Promise((resolve, reject) => {
        stop = qmp.listen((event, { status }) => {
            if (event !== "MIGRATION")
                return;
            if (status === "completed")
                resolve();
            if (status === "failed")
                reject(new Error(`${command} failed`));
        });
    });
    ended.catch(() => { });
    try {
        await qmp.execute(command, { uri });
        await ended;
    }
    finally {
        stop();
    }
};
/**
 * A snapshot of a machine that was booted and that `fill` has filled, from the store where it is there: `key` must hold
 * all that `fill` puts in. Throws a MachineFailure where none can be made.
 */
export const openSnapshot = async (room, key, fill) => {
    const machines = join(room.store, "machines");
    const folder = join(machines, hexOf(digestOf([key, "sealed"]), 32));
    const snapshot = { memory: join(folder, "memory"), state: join(folder, "state") };
    await makeSealed(folder, join(room.store, "tmp"), "marks", (draft) => make(room, draft, fill));
    utimesSync(folder, now() / 1000, now() / 1000);
    removeOld(machines, unusedMs);
    return snapshot;
};
const make = async (room, draft, fill) => {
    const folder = join(room.scratch, `boot-${hexOf(digestOf(draft), 12)}`);
    mkdirSync(folder);
    const memory = join(folder, "memory");
    const machine = await Machine.start(room.host, room.hardware, { folder, memory }, { timeMs: 4 * bootMs, patienceMs: room.patienceMs });
    try {
        await greet(machine, bootMs);
        await fill(machine);
        const out = join(folder, "state");
        const { socket, close } = acceptOne(out);
        try {
            const saved = socket.then((state) => pipeline(state, createWriteStream(join(draft, "state"))));
            await machine.within(Promise.all([saved, migrate(machine.qmp, "migrate", `unix:${out}`)]));
        }
        finally {
            close();
        }
        copySparse(memory, join(draft, "memory"));
    }
    finally {
        await machine.end();
    }
};
let count = 0;
/** Restores a machine from a snapshot; each has memory of its own. Throws a MachineFailure where it does not come up. */
export const restore = async (room, snapshot) => {
    const folder = join(room.scratch, `machine-${count++}`);
    const places = { folder, memory: snapshot.memory, state: snapshot.state };
    const machine = await Machine.start(room.host, room.hardware, places, { patienceMs: room.patienceMs });
    try {
        // It was running when it was saved, so it runs as soon as all of it is in.
        await machine.within(migrate(machine.qmp, "migrate-incoming", "fd:0"));
        return machine;
    }
    catch (error) {
        await machine.end();
        throw error;
    }
};
