import { closeSync, constants, openSync, renameSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { GatehouseError } from "../model/errors.ts";
import { randomName } from "./digest.ts";
import { bareEnvironment } from "./environment.ts";
import { runTool } from "./tool.ts";
import { which } from "./which.ts";

/** Makes named pipes: real ones, where what Node calls a pipe is a pair of sockets. */
export const makePipes = async (paths: readonly string[], work: string): Promise<void> => {
  if (paths.length === 0) return;
  const mkfifo = which("mkfifo");
  const result =
    mkfifo === undefined ? undefined : await runTool([mkfifo, "-m", "600", ...paths], { env: bareEnvironment(work), timeoutMs: 20_000, cwd: work });
  if (!result?.ok) {
    throw new GatehouseError("run/pipes", "no pipes can be made here", { hint: "dialogues need mkfifo, of every POSIX system", exitCode: 3 });
  }
};

// Making one named pipe costs a process, as does making many.
const pipesAtOnce = 64;

/** Named pipes that were made ahead, in a folder that exists. */
export class PipeStock {
  readonly #folder: string;
  readonly #made: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Puts a pipe at each of these paths, on the file system of the folder. */
  async put(paths: readonly string[]): Promise<void> {
    while (this.#made.length < paths.length) {
      const name = randomName();
      const more = Array.from({ length: pipesAtOnce }, (_, index) => join(this.#folder, `pipe-${name}-${index}`));
      await makePipes(more, this.#folder);
      this.#made.push(...more);
    }
    for (const path of paths) renameSync(this.#made.pop() as string, path);
  }

  /** Removes those that nobody has taken. */
  clear(): void {
    for (const path of this.#made.splice(0)) rmSync(path, { force: true });
  }
}

/** Opens the end of a named pipe that a program's output comes out of. It ends when the last of its writers has. */
export const openReader = (path: string): Socket =>
  new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });

/**
 * Lets a writer come to a named pipe, and go. Linux tells the end of a pipe to who waits for it only where a writer has come since it was opened
 * (pipe_poll in fs/pipe.c). A pipe without a reader stays as it is.
 */
export const touchPipe = (path: string): void => {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENXIO") throw error;
  }
};

/** Opens the reading end of a named pipe whose writer came before, and may be gone. */
export const openLateReader = (path: string): Socket => {
  const reader = openReader(path);
  touchPipe(path);
  return reader;
};

/** Opens the end of a named pipe that goes into a program's input. Open both ways, for else it waits for its reader. */
export const openWriter = (path: string): Socket =>
  new Socket({ fd: openSync(path, constants.O_RDWR | constants.O_NONBLOCK), readable: false, writable: true });

/**
 * Keeps what was written to a named pipe until the program has opened it, also where the writer has closed it by then:
 * a pipe that nobody has open holds nothing. Returns what lets go of it.
 */
export const keepPipe = (path: string): (() => void) => {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return () => closeSync(fd);
};
