import { mkdirSync, readFileSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { sleep } from "../../host/clock.ts";
import { describeExit, type Exit, type Launcher, type Running } from "../launcher.ts";
import { acceptOne } from "./accept.ts";
import { type Frame, FrameReader } from "./frames.ts";
import { channels, type Hardware, type MachinePlaces, qemuArguments } from "./qemu.ts";
import { Qmp, QmpGone } from "./qmp.ts";

/** An agent that says nothing for so long, though it is asked again and again, has gone. */
const usualPatienceMs = 30_000;

/** How much of a console is kept, in bytes: a guest may write to it without end. */
const consoleBytes = 4096;

/** What QEMU takes to be gone after its channels are, in milliseconds. */
const exitMs = 5000;

/** How the failure of a QEMU that did not come up begins. */
export const notStarted = "QEMU did not start";

/** A machine that cannot go on; `message` says why, with the end of what its console said. */
export class MachineFailure extends Error {}

/** Times of a machine in milliseconds: all that it may run, and how long its agent may say nothing. */
export interface MachineLimits {
  readonly timeMs?: number | undefined;
  readonly patienceMs?: number | undefined;
}

/** A running QEMU: its control channel, its agent's frames, the end of its console. Ends with the launcher that runs it. */
export class Machine {
  readonly qmp: Qmp;
  /** When QEMU has ended. */
  readonly exited: Promise<Exit>;
  readonly #folder: string;
  readonly #running: Running | undefined;
  readonly #agent: Socket;
  readonly #patienceMs: number;
  readonly #reader = new FrameReader();
  readonly #frames: Frame[] = [];
  #console = Buffer.alloc(0);
  #wake: (() => void) | undefined;
  #failure: string | undefined;
  readonly #failed = Promise.withResolvers<never>();

  private constructor(folder: string, exited: Promise<Exit>, running: Running | undefined, patienceMs: number, sockets: readonly Socket[]) {
    const [qmp, agent, console] = sockets as [Socket, Socket, Socket];
    this.#folder = folder;
    this.#running = running;
    this.#patienceMs = patienceMs;
    this.exited = exited;
    this.#failed.promise.catch(() => {});
    this.qmp = new Qmp(qmp);
    this.#agent = agent;
    agent.on("data", (chunk) => this.#receive(chunk));
    console.on("data", (chunk) => {
      this.#console = Buffer.concat([this.#console, chunk]).subarray(-consoleBytes);
    });
    void exited.then(async (exit) => {
      await closing(console);
      this.#fail(`QEMU has ended: ${describeExit(exit) ?? "the guest went off"}${this.#complaint()}`);
    });
  }

  /** Starts QEMU as a command of `launcher`, for at most `timeMs`; throws a MachineFailure where it does not come up. */
  static async start(launcher: Launcher, hardware: Hardware, places: MachinePlaces, limits: MachineLimits = {}): Promise<Machine> {
    const { folder } = places;
    mkdirSync(folder, { recursive: true });
    const listening = channels.map((name) => acceptOne(join(folder, name)));
    const stderr = join(folder, "stderr");
    const command = { argv: qemuArguments(hardware, places), env: hardware.env, cwd: folder, stdin: places.state ?? "/dev/null", stdout: "/dev/null", stderr };
    let running: Running | undefined;
    const exited = launcher.run({ ...command, limits: { timeMs: limits.timeMs } }, (own) => {
      running = own;
    });
    const patienceMs = limits.patienceMs ?? usualPatienceMs;
    let silent = false;
    const late = setTimeout(() => {
      silent = true;
      running?.signal("SIGKILL");
    }, patienceMs);
    const early = exited.then((exit): never => {
      const why = silent ? silence(patienceMs) : (describeExit(exit) ?? "it ended at once");
      const failure = new MachineFailure(`${notStarted}: ${why}${said(stderr)}`);
      rmSync(folder, { recursive: true, force: true });
      throw failure;
    });
    try {
      const sockets = await Promise.race([Promise.all(listening.map(({ socket }) => socket)), early]);
      early.catch(() => {});
      return new Machine(folder, exited, running, patienceMs, sockets);
    } finally {
      clearTimeout(late);
      for (const { close } of listening) close();
    }
  }

  /** What a user would know it by. */
  get name(): string {
    return `the virtual machine of ${this.#folder}`;
  }

  /** Sends frames to the agent. */
  send(...frames: readonly Buffer[]): void {
    for (const frame of frames) this.#agent.write(frame);
  }

  /** The agent's next frame; throws a MachineFailure when the machine is gone, or says nothing for so long. */
  async next(patienceMs = this.#patienceMs): Promise<Frame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) return frame;
      if (this.#failure !== undefined) throw this.failure(this.#failure);
      await this.#heard(patienceMs);
    }
  }

  /** The failure of this machine, with the end of its console. */
  failure(why: string): MachineFailure {
    const console = this.#console.toString("utf8").trim();
    return new MachineFailure(console === "" ? `${why}; its console says nothing` : `${why}; its console ends with:\n${console}`);
  }

  /** Waits for something of QEMU itself; throws a MachineFailure where it fails, takes too long, or QEMU is gone meanwhile. */
  async within<T>(work: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#fail(silence(this.#patienceMs)), this.#patienceMs);
    try {
      return await Promise.race([work, this.#failed.promise]);
    } catch (error) {
      // How QEMU ended is known a moment after its channels are closed.
      if (error instanceof QmpGone) await Promise.race([this.exited, sleep(exitMs)]);
      throw this.failure(this.#failure ?? (error as Error).message);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the machine at once and removes what it left. */
  async end(): Promise<void> {
    this.#running?.signal("SIGKILL");
    await this.exited;
    this.#agent.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #receive(chunk: Buffer): void {
    try {
      this.#frames.push(...this.#reader.push(chunk));
    } catch (error) {
      this.#fail(`its agent sends ${(error as Error).message}`);
    }
    this.#wake?.();
  }

  #fail(why: string): void {
    this.#failure ??= why;
    this.#failed.reject(new Error(why));
    this.#wake?.();
  }

  #heard(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#fail(silence(patienceMs)), patienceMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }

  #complaint(): string {
    return said(join(this.#folder, "stderr"));
  }
}

// The last words of a QEMU that has ended are still on their way.
const closing = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) return resolve();
    const timer = setTimeout(resolve, exitMs);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });

const silence = (patienceMs: number): string => `it does not answer for ${patienceMs / 1000} s`;

// What QEMU itself said on standard error; it says little.
const said = (path: string): string => {
  try {
    const text = readFileSync(path, "utf8").trim().slice(-1000);
    return text === "" ? "" : `: ${text}`;
  } catch {
    return "";
  }
};
