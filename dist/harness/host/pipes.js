import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { GatehouseError } from "../model/errors.js";
import { bareEnvironment } from "./environment.js";
import { runTool } from "./tool.js";
import { which } from "./which.js";
/** Makes named pipes: real ones, where what Node calls a pipe is a pair of sockets. */
export const makePipes = async (paths, work) => {
    if (paths.length === 0)
        return;
    const mkfifo = which("mkfifo");
    const result = mkfifo === undefined ? undefined : await runTool([mkfifo, "-m", "600", ...paths], { env: bareEnvironment(work), timeoutMs: 20_000, cwd: work });
    if (!result?.ok) {
        throw new GatehouseError("run/pipes", "no pipes can be made here", { hint: "dialogues need mkfifo, of every POSIX system", exitCode: 3 });
    }
};
/** Opens the end of a named pipe that a program's output comes out of. It ends when the last of its writers has. */
export const openReader = (path) => new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
/** Opens the end of a named pipe that goes into a program's input. Open both ways, for else it waits for its reader. */
export const openWriter = (path) => new Socket({ fd: openSync(path, constants.O_RDWR | constants.O_NONBLOCK), readable: false, writable: true });
/**
 * Keeps what was written to a named pipe until the program has opened it, also where the writer has closed it by then:
 * a pipe that nobody has open holds nothing. Returns what lets go of it.
 */
export const keepPipe = (path) => {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return () => closeSync(fd);
};
