import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { now } from "../host/clock.js";
import { randomName } from "../host/digest.js";
import { removeOld, renameUnlessThere } from "../host/files.js";
import { sharesFiles } from "../model/lane.js";
/** How long what nobody used is kept, in milliseconds. */
const unusedMs = 14 * 86_400_000;
// A mark beside the engine's own files tells whether it has compiled this artifact before.
const shared = (folder, artifact) => {
    const mark = join(folder, "compiled", artifact);
    mkdirSync(join(folder, "compiled"), { recursive: true });
    const state = existsSync(mark) ? "warm" : "cold";
    const close = (worked) => {
        if (worked && state === "cold")
            writeFileSync(mark, "");
    };
    return { path: folder, state, inputs: [], directories: [], close };
};
// Those that are being made now, by their path.
const making = new Map();
// Each artifact has one of its own: what a guest that took over its Keep left there, no other guest finds.
const carried = async (folder, artifact, patient) => {
    const kept = join(folder, artifact);
    for (let other = making.get(kept); patient && other; other = making.get(kept))
        await other;
    if (existsSync(kept)) {
        utimesSync(kept, now() / 1000, now() / 1000);
        return { path: kept, state: "warm", inputs: [kept], directories: [], close: () => { } };
    }
    removeOld(folder, unusedMs);
    const draft = join(folder, `${artifact}.${randomName()}`);
    mkdirSync(draft, { recursive: true });
    const { promise, resolve } = Promise.withResolvers();
    if (!making.has(kept))
        making.set(kept, promise);
    const close = (worked) => {
        if (worked)
            renameUnlessThere(draft, kept);
        rmSync(draft, { recursive: true, force: true });
        if (making.get(kept) === promise)
            making.delete(kept);
        resolve();
    };
    return { path: draft, state: "cold", inputs: [], directories: [draft], close };
};
/**
 * The compile cache of a lane's engine for an artifact, below `caches`. `patient`: while another command compiles the same
 * in such a lane, this one waits for what that leaves; one that others wait for must not.
 */
export const openCompileCache = async (caches, lane, target, artifact, patient) => {
    const folder = join(caches, lane.digest.replace(/[^0-9A-Za-z]/g, "").slice(0, 24));
    const name = artifact.replace(/^sha256:/, "");
    if (!target.cache)
        return { path: folder, state: "none", inputs: [], directories: [], close: () => { } };
    return sharesFiles(lane.id) ? shared(folder, name) : carried(folder, name, patient);
};
