import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Listener, parseListener } from "../host/listening.ts";
import { Waits } from "../host/waits.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Command, Containment, Exit, Held, Launcher, Running } from "./launcher.ts";
import { type Answer, encodeGo, encodeListening, encodePing, encodeRequest, encodeSignal, failedExit, type Heard, toExit, untellable } from "./wire.ts";

const frame = (body: Buffer): Buffer => {
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
};

// A launcher program that is stopped would hold no limit. It is asked for a sign of life while commands run: what is
// stopped is woken, and what gives no sign even so is ended.
const beat = { everyMs: 1000, wakeAt: 2, endAt: 8 };

/** Runs commands through the launcher program (program/), one process of it for a whole run. */
class SupervisedLauncher implements Launcher {
  readonly supervised = true;
  readonly contained: Containment;
  /** Where Landlock contains, a process gets no more rights than it began with, and so cannot begin ahead of its command. */
  readonly hold?: (command: Command) => Held;
  readonly #program: ChildProcess;
  readonly #waiting = new Map<number, (exit: Exit) => void>();
  readonly #heard = new Map<number, Listener[]>();
  #next = 1;
  #unanswered = 0;
  #gone: string | undefined;
  readonly #ended = Promise.withResolvers<void>();

  constructor(program: string, contained: Containment) {
    this.contained = contained;
    if (contained !== "landlock") this.hold = (command) => this.#start(command, true);
    this.#program = spawn(program, contained === "no" ? [] : [contained], { stdio: ["pipe", "pipe", "inherit"], env: {} });
    this.#program.on("error", (error) => {
      this.#fail(error.message);
      // One that never began has no exit.
      if (this.#program.pid === undefined) this.#ended.resolve();
    });
    this.#program.on("exit", (code, signal) => {
      this.#fail(`ended with ${signal ?? `exit ${code}`}`);
      this.#ended.resolve();
    });
    this.#program.stdin?.on("error", (error) => this.#fail(error.message));
    // Where the system refused a pipe or a process there is none; the error above tells.
    if (!this.#program.stdout?.readable) return;
    const timer = setInterval(() => this.#beat(), beat.everyMs).unref();
    void this.#ended.promise.then(() => clearInterval(timer));
    const lines = createInterface({ input: this.#program.stdout });
    lines.on("line", (line) => {
      const answer = JSON.parse(line) as Answer | Heard;
      this.#unanswered = 0;
      if ("listens" in answer) return void this.#heard.get(answer.id)?.push(parseListener("tcp", answer.listens));
      const resolve = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      resolve?.(toExit(answer));
    });
  }

  #beat(): void {
    if (this.#waiting.size === 0) return;
    this.#unanswered += 1;
    if (this.#unanswered > beat.endAt) {
      // Nothing is written to it any more: how it ended tells more than a broken pipe.
      this.#program.kill("SIGKILL");
      return;
    }
    if (this.#unanswered > beat.wakeAt) this.#program.kill("SIGCONT");
    this.#program.stdin?.write(frame(encodePing()));
  }

  run(command: Command, started?: (running: Running) => void): Promise<Exit> {
    const { exit, signal } = this.#start(command, false);
    started?.({ signal });
    return exit;
  }

  async listening(): Promise<readonly Listener[] | undefined> {
    if (this.#gone !== undefined) return undefined;
    const id = this.#next++;
    const heard: Listener[] = [];
    this.#heard.set(id, heard);
    const exit = await new Promise<Exit>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#program.stdin?.write(frame(encodeListening(id)));
    });
    this.#heard.delete(id);
    return exit.startError === undefined ? heard : undefined;
  }

  #start(command: Command, held: boolean): Held {
    const wrong = untellable(command);
    const failed = this.#gone === undefined ? wrong && failedExit(wrong, undefined) : failedExit(this.#gone, "vanished");
    if (failed) return { exit: Promise.resolve(failed), signal: () => {}, go: () => {} };
    const id = this.#next++;
    const send = (body: Buffer): void => void this.#program.stdin?.write(frame(body));
    const whileRunning = (body: Buffer): void => {
      if (this.#waiting.has(id)) send(body);
    };
    const exit = new Promise<Exit>((resolve) => this.#waiting.set(id, resolve));
    const { contained } = this;
    send(encodeRequest(id, command, { held, contained }));
    return { exit, signal: (name) => whileRunning(encodeSignal(id, name)), go: (begin) => whileRunning(encodeGo(id, begin, contained)) };
  }

  close(waits = new Waits()): Promise<void> {
    this.#program.stdin?.end();
    return waits.until("the launcher program", this.#ended.promise, () => this.#program.kill("SIGKILL"));
  }

  #fail(why: string): void {
    this.#gone ??= `the launcher program ${why}`;
    for (const resolve of this.#waiting.values()) resolve(failedExit(this.#gone, "vanished"));
    this.#waiting.clear();
  }
}

const works = async (program: string, probe: Command, contained: Containment): Promise<{ readonly launcher?: Launcher; readonly exit: Exit }> => {
  const launcher = new SupervisedLauncher(program, contained);
  const exit = await launcher.run(probe);
  if (exit.code === 0) return { launcher, exit };
  await launcher.close();
  return { exit };
};

/**
 * Starts the launcher program and has it run one command, so that a broken one is found before it is relied upon: contained
 * by the first of some ways that works here.
 */
export const startSupervised = async (program: string, probe: Command, ways: readonly [Containment, ...Containment[]]): Promise<Launcher> => {
  const [way, ...others] = ways;
  const { launcher, exit } = await works(program, probe, way);
  if (launcher) return launcher;
  const [next, ...rest] = others;
  if (next === undefined) {
    throw new GatehouseError("launch/program", `the launcher program does not work here: ${exit.startError ?? `exit ${exit.code ?? exit.signal}`}`, {
      hint: "run without it: GATEHOUSE_LAUNCHER=plain",
      exitCode: 3,
    });
  }
  return startSupervised(program, probe, [next, ...rest]);
};
