import { digestOf } from "../host/digest.js";
import { laneWords } from "../model/lane.js";
import { fillWord, fillWords } from "../model/placeholders.js";
import { placeholderValues } from "../model/provisioned.js";
/** The mode that runs a program: an engine that serves HTTP listens for its guest. */
export const runMode = ({ sockets }) => (sockets.some(({ protocol }) => protocol === "http") ? "serve" : "run");
/**
 * The command of a lane in a mode: for an artifact, or for a program by its contract where `program` is given. Undefined where
 * its runtime has none.
 */
export const modeCommand = (lane, target, mode, places, program) => {
    const words = target.mode[mode];
    if (!words)
        return undefined;
    const values = {
        ...placeholderValues(lane.packages).values,
        ...laneWords(lane),
        manifest: lane.folder,
        wasm: places.wasm,
        cache: places.cache,
        prepared: places.prepared,
        ...(places.limit === undefined ? {} : { fuel: String(places.limit), bytes: String(places.limit) }),
        ...(program ? programValues(target, program, places) : {}),
    };
    return { argv: [...lane.entry.wrap, ...fillWords(words, values)], env: processEnvironment(lane, target, values) };
};
const programValues = (target, { args, env, directories }, places) => ({
    address: places.sockets?.[0],
    config: places.config,
    args,
    env: Object.entries(env).flatMap(([name, value]) => fillWords(target.variable, { name, value })),
    directories: directories.flatMap(({ guest }, index) => fillWords(target.directory, { host: places.directories?.[index], guest })),
    sockets: socketWords(target, places),
});
const socketWords = ({ sockets }, { sockets: addresses, listening: file }) => {
    if (!sockets || !addresses)
        return [];
    const listen = sockets.as === "descriptors" ? addresses.flatMap((address) => fillWords(sockets.listen ?? [], { address })) : [];
    const listening = file === undefined ? [] : fillWords(sockets.listening ?? [], { file });
    return [...(sockets.always ?? []), ...listening, ...listen];
};
const processEnvironment = (lane, target, values) => ({
    // What wraps a command is a process of this machine; what makes a machine is not the command's own.
    ...(lane.entry.wrap.length > 0 ? placeholderValues(lane.entry.packages).env : {}),
    ...Object.fromEntries(Object.entries(target["process-env"] ?? {}).map(([name, value]) => [name, fillWord(value, values)])),
});
/** What a lane's process may load ahead of its command; undefined where it has to be started for it. */
export const standbyModules = (lane, target) => target.standby && lane.entry.wrap.length === 0 ? fillWords(target.standby, placeholderValues(lane.packages).values) : undefined;
/** The key of an artifact's prepared form in a lane; those of a store that did not seal them are left alone. */
export const preparedKey = ({ digest }, { mode }, artifact) => digestOf([artifact, digest, mode.prepare, "sealed"]);
