import { architecture } from "../host/machine.js";
import { nativeRelease } from "../measure/series.js";
import { printCell, printLane } from "../model/ids.js";
import { resolveRuntime } from "../model/resolve.js";
/** The machine itself as a lane: the program is the command. */
export const nativeLane = (catalog) => {
    const keep = catalog.keeps.get("nil");
    if (!keep)
        throw new Error("there is no Keep nil");
    const id = { ...nativeRelease, keep: "nil", launcher: "host", architecture: architecture() };
    const own = { mode: { run: ["{wasm}", "{args}"] }, claims: [] };
    const manifest = { id: id.runtime, name: "the machine itself", package: {}, version: ["true"], target: { native: own } };
    const runtime = resolveRuntime(manifest, [], undefined);
    const entry = { keep, launcher: { kind: "host" }, packages: [], wrap: [] };
    return {
        target: runtime.target["native"],
        lane: { id, text: printLane(id), runtime, folder: keep.folder, packages: [], digest: "native", slowdown: 1, entry },
    };
};
/** Whether a program of the machine itself can be given all that a case says: it has no names for directories of its own. */
export const canBeNative = (program) => program.directories.length === 0 && program.sockets.length === 0 && Object.keys(program.env).length === 0;
/** The text of a cell in another lane. */
export const cellIn = (planned, lane) => printCell({ ...planned.id, lane: lane.id });
/** How a case tells what it measured itself; undefined where it does not. */
export const guestTimeOf = (planned) => {
    const pattern = planned.workload.manifest.case.find(({ id }) => id === planned.id.case)?.["guest-time"];
    return pattern === undefined ? undefined : new RegExp(pattern, "m");
};
