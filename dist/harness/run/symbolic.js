import { laneTarget } from "../model/lane.js";
import { fillWords } from "../model/placeholders.js";
import { placeholderValues } from "../model/provisioned.js";
import { tokenOf } from "../model/symbolic.js";
import { modeCommand, runMode } from "./command.js";
// Its programs and folders are tokens; only what commands are made from is there.
const symbolicLane = (runtime, id) => ({
    id,
    runtime,
    folder: tokenOf("manifest"),
    packages: Object.entries(runtime.package).map(([name, pack]) => {
        const names = [...Object.keys({ ...pack.bin, ...pack.path?.bin }), ...(pack.path ? [pack.path.command] : [])];
        const bin = Object.fromEntries(names.map((each) => [each, tokenOf(`bin.${each}`)]));
        return { ok: true, id: name, folder: tokenOf(`package.${name}`), bin, env: {}, digest: "", origin: "store" };
    }),
    entry: { wrap: [], packages: [] },
});
/** The commands of a case by a runtime, with a token for every place; undefined where the runtime lacks the target. */
export const symbolicCase = (runtime, id, target, program) => {
    const lane = symbolicLane(runtime, id);
    const own = laneTarget(lane, target);
    if (!own)
        return undefined;
    const places = {
        wasm: tokenOf("wasm"),
        prepared: tokenOf("prepared"),
        cache: tokenOf("cache"),
        directories: program.directories.map((_, index) => tokenOf(`directory.${index}`)),
        config: tokenOf("config"),
    };
    const run = modeCommand(lane, own, runMode(program), places, program);
    return (run && {
        run,
        prepare: modeCommand(lane, own, "prepare", places),
        version: fillWords(runtime.version, { ...placeholderValues(lane.packages).values, manifest: lane.folder }),
    });
};
