import { randomBytes } from "node:crypto";
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { monotonic, now } from "../../host/clock.ts";
import type { Cargo, Command, Exit, Running, SignalName } from "../launcher.ts";
import { type Answer, encodeRequest, encodeSignal, failedExit, toExit } from "../wire.ts";
import { encodeFrame, type Frame, uint64 } from "./frames.ts";
import { isPipe, Live } from "./live.ts";
import type { Machine } from "./machine.ts";
import { dateFrames, folderFrame, TreeWriter, treeFrames } from "./trees.ts";

const pingMs = 1000;
/** What a command's own time limit may be exceeded by before the machine counts as hung. */
const graceMs = 60_000;
/** Bytes of a directory that comes back; a stream's own limit is the command's. */
const mostBytes = 1 << 29;
/** Bytes of a report that comes back. */
const mostReport = 1 << 16;

const ping = encodeFrame("P");

/** Waits until the agent answers. */
export const greet = async (machine: Machine, waitMs: number): Promise<void> => {
  machine.send(ping);
  for (;;) if ((await machine.next(waitMs)).letter === "p") return;
};

// Machines that were restored from one snapshot have its clock and its random state until they are told better.
const wake = (): Buffer => encodeFrame("T", uint64(BigInt(now()) * 1_000_000n), randomBytes(64));

/** Signals for a command: those that are sent before it is there are kept for it. */
export class Reins implements Running {
  readonly #early: SignalName[] = [];
  #send: ((name: SignalName) => void) | undefined;

  signal(name: SignalName): void {
    if (this.#send) this.#send(name);
    else this.#early.push(name);
  }

  take(send: (name: SignalName) => void): void {
    this.#send = send;
    for (const name of this.#early.splice(0)) send(name);
  }
}

/** Something that the agent could not do; the machine itself goes on. */
class Refusal extends Error {}

const refusal = (frame: Frame): Refusal => new Refusal(`the virtual machine could not ${frame.payload.toString("utf8").slice(0, 500)}`);

const reportsOf = ({ report }: Command): string[] => (report === undefined ? [] : [report]);

// While a command runs the agent is asked for a sign, or a machine that hangs would look like a long command.
const awaitAnswer = async (machine: Machine, live: Live, timeMs: number | undefined): Promise<Exit> => {
  const start = monotonic();
  const timer = setInterval(() => machine.send(ping), pingMs);
  let refused: Refusal | undefined;
  try {
    for (;;) {
      const frame = await machine.next();
      if (live.take(frame)) continue;
      if (frame.letter === "x") refused ??= refusal(frame);
      if (frame.letter === "a") {
        if (refused) throw refused;
        return readAnswer(frame);
      }
      if (timeMs && monotonic() - start > timeMs + graceMs) throw machine.failure("its command did not end, though its time was over");
    }
  } finally {
    clearInterval(timer);
  }
};

const readAnswer = ({ payload }: Frame): Exit => {
  const exit = toExit(JSON.parse(payload.toString("utf8", 4)) as Answer);
  // The kernel ends the largest process when memory runs out; there it is the limit, not a signal from nowhere.
  return payload.readUInt32LE() > 0 && exit.signal === "SIGKILL" && exit.limit === undefined ? { ...exit, limit: "memory" } : exit;
};

/** Frames that may still come when a command has ended. */
const passing: ReadonlySet<string> = new Set(["p", "a", "i", "n"]);

/** Brings what stands at a path of the machine to the same path of the host. */
const fetch = async (machine: Machine, path: string, root: "file" | "folder", most: number): Promise<void> => {
  const writer = new TreeWriter(path, root, most);
  machine.send(encodeFrame("G", uint64(BigInt(most)), path));
  try {
    for (;;) {
      const frame = await machine.next();
      if (frame.letter === "x") throw refusal(frame);
      if (passing.has(frame.letter)) continue;
      try {
        if (writer.take(frame)) return;
      } catch (error) {
        // What the host's own files are in the way of is not the machine's doing.
        throw "code" in (error as object) ? error : machine.failure(`its agent sends ${(error as Error).message}`);
      }
    }
  } finally {
    writer.close();
  }
};

/** How much the agent is sent before it must answer: one that writes an engine for minutes is slow, and not gone. */
const portionBytes = 4 << 20;

/** Puts trees of the host into the machine, at the same paths and with their files' times; a path that is a link becomes what it leads to. */
export const bring = async (machine: Machine, paths: readonly string[]): Promise<void> => {
  for (const path of paths) {
    const from = realpathSync(path);
    let sent = 0;
    for (const frame of [folderFrame(dirname(path)), ...treeFrames(from, path), ...dateFrames(from, path)]) {
      machine.send(frame);
      sent += frame.length;
      if (sent < portionBytes) continue;
      await settle(machine);
      sent = 0;
    }
    await settle(machine);
  }
};

// The agent answers in order: with this answer all that was sent before is done, or was refused.
const settle = async (machine: Machine): Promise<void> => {
  machine.send(ping);
  for (;;) {
    const frame = await machine.next();
    if (frame.letter === "x") throw refusal(frame);
    if (frame.letter === "p") return;
  }
};

/**
 * Runs a command in a machine: its input and what it carries go in, it runs under the launcher program inside, and its
 * streams and directories come back. Its figures are those inside. Throws a MachineFailure where the machine fails.
 */
export const converse = async (machine: Machine, id: number, command: Command, cargo: Cargo, reins?: Reins): Promise<Exit> => {
  const { stdin, stdout, stderr, cwd, limits } = command;
  const reports = reportsOf(command);
  const live = new Live(machine, command);
  const inputs = stdin === "/dev/null" || isPipe(stdin) ? cargo.inputs : [stdin, ...cargo.inputs];
  machine.send(
    wake(),
    ...[cwd, ...[stdout, stderr, ...reports].map((path) => dirname(path))].map((path) => folderFrame(path)),
    ...[...inputs, ...cargo.directories].flatMap((path) => treeFrames(realpathSync(path), path)),
    ...cargo.directories.flatMap((path) => dateFrames(realpathSync(path), path)),
    ...live.frames(),
    encodeFrame("X", encodeRequest(id, command)),
  );
  reins?.take((name) => machine.send(encodeFrame("X", encodeSignal(id, name))));
  try {
    live.start();
    const exit = await awaitAnswer(machine, live, limits.timeMs);
    if (exit.startError !== undefined) return exit;
    const most = limits.outputBytes ?? mostBytes;
    for (const stream of [stdout, stderr].filter((path) => !isPipe(path))) await fetch(machine, stream, "file", most + 1);
    for (const path of reports) await fetch(machine, path, "file", mostReport);
    for (const folder of cargo.directories) await fetch(machine, folder, "folder", mostBytes);
    return exit;
  } catch (error) {
    if (error instanceof Refusal) return failedExit(error.message, undefined);
    throw error;
  } finally {
    reins?.take(() => {});
    await live.stop();
  }
};

/** Removes what a command brought and left, for the next one in the same machine. */
export const tidy = async (machine: Machine, command: Command, cargo: Cargo): Promise<void> => {
  const { stdin, stdout, stderr, cwd } = command;
  const paths = [...(stdin === "/dev/null" ? [] : [stdin]), stdout, stderr, ...reportsOf(command), cwd, ...cargo.inputs, ...cargo.directories];
  machine.send(...paths.map((path) => encodeFrame("W", path)));
  await settle(machine);
};
