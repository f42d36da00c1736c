import { constants } from "node:os";
const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));
export const toExit = (answer) => ({
    code: answer.code < 0 || answer.error || answer.limit === "vanished" ? null : answer.code,
    signal: answer.signal === 0 ? null : (signalNames.get(answer.signal) ?? `SIG${answer.signal}`),
    wallMs: answer.wallUs / 1000,
    userMs: answer.userUs / 1000,
    systemMs: answer.systemUs / 1000,
    peakKib: answer.peakKib,
    limit: (answer.limit || undefined),
    leftProcesses: answer.left,
    startError: answer.error ? `${answer.stage}: ${answer.error}` : undefined,
});
/** What an exit is where there are no figures: a command that did not run to its end, and why. */
export const failedExit = (why, limit) => ({
    code: null,
    signal: null,
    wallMs: 0,
    userMs: null,
    systemMs: null,
    peakKib: null,
    limit,
    leftProcesses: 0,
    startError: why,
});
/** Why a command cannot be told to the launcher program; undefined where it can. */
export const untellable = (command) => {
    const words = [command.cwd, command.stdin, command.stdout, command.stderr, command.report ?? "", ...command.argv, ...Object.entries(command.env).flat()];
    return words.some((word) => word.includes("\0")) ? "an argument or variable holds a NUL byte" : undefined;
};
/** The request to run a command, without its length; `held`: its time begins later. Limits are whole numbers, rounded up; 0 is no limit. */
export const encodeRequest = (id, command, held = false) => {
    const { timeMs, silenceMs, memoryKib, outputBytes, processes } = command.limits;
    const numbers = [timeMs, silenceMs, memoryKib, outputBytes, processes].map((limit) => Math.ceil(limit ?? 0));
    const environment = Object.entries(command.env).map(([name, value]) => `${name}=${value}`);
    const places = [command.cwd, command.stdin, command.stdout, command.stderr, command.report ?? ""];
    const fields = [held ? "H" : "R", id, ...numbers, ...places, command.argv.length, ...command.argv, environment.length, ...environment];
    return Buffer.from(fields.map((field) => `${field}\0`).join(""), "utf8");
};
/** The request that a held command's time begins. */
export const encodeGo = (id) => Buffer.from(`G\0${id}\0`, "utf8");
/** The request to send a command that runs a signal. */
export const encodeSignal = (id, name) => Buffer.from(`S\0${id}\0${constants.signals[name]}\0`, "utf8");
