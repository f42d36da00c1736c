import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";
import { GatehouseError } from "../model/errors.ts";
import type { Command, Exit, Launcher } from "./launcher.ts";

interface Answer {
  readonly id: number;
  readonly code: number;
  readonly signal: number;
  readonly wallUs: number;
  readonly userUs: number;
  readonly systemUs: number;
  readonly peakKib: number;
  readonly limit: string;
  readonly left: number;
  readonly stage: string;
  readonly error: string;
}

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

const toExit = (answer: Answer): Exit => ({
  code: answer.code < 0 || answer.error || answer.limit === "vanished" ? null : answer.code,
  signal: answer.signal === 0 ? null : (signalNames.get(answer.signal as never) ?? `SIG${answer.signal}`),
  wallMs: answer.wallUs / 1000,
  userMs: answer.userUs / 1000,
  systemMs: answer.systemUs / 1000,
  peakKib: answer.peakKib,
  limit: (answer.limit || undefined) as Exit["limit"],
  leftProcesses: answer.left,
  startError: answer.error ? `${answer.stage}: ${answer.error}` : undefined,
});

const frame = (fields: readonly (string | number)[]): Buffer => {
  const body = Buffer.from(fields.map((field) => `${field}\0`).join(""), "utf8");
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
};

/** Runs commands through the launcher program (launch.c), one process of it for a whole run. */
class SupervisedLauncher implements Launcher {
  readonly supervised = true;
  readonly #program: ChildProcess;
  readonly #waiting = new Map<number, (exit: Exit) => void>();
  #next = 1;
  #gone: string | undefined;

  constructor(program: string) {
    this.#program = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"], env: {} });
    this.#program.on("error", (error) => this.#fail(error.message));
    this.#program.on("exit", (code, signal) => this.#fail(`ended with ${signal ?? `exit ${code}`}`));
    this.#program.stdin?.on("error", (error) => this.#fail(error.message));
    const lines = createInterface({ input: this.#program.stdout as NonNullable<ChildProcess["stdout"]> });
    lines.on("line", (line) => {
      const answer = JSON.parse(line) as Answer;
      const resolve = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      resolve?.(toExit(answer));
    });
  }

  run(command: Command): Promise<Exit> {
    if (this.#gone !== undefined) return Promise.resolve(vanished(this.#gone));
    const words = [command.cwd, command.stdin, command.stdout, command.stderr, ...command.argv, ...Object.entries(command.env).flat()];
    if (words.some((word) => word.includes("\0"))) return Promise.resolve({ ...vanished("an argument or variable holds a NUL byte"), limit: undefined });
    const id = this.#next++;
    const { timeMs, silenceMs, memoryKib, outputBytes, processes } = command.limits;
    const numbers = [timeMs, silenceMs, memoryKib, outputBytes, processes].map((limit) => Math.ceil(limit ?? 0));
    const environment = Object.entries(command.env).map(([name, value]) => `${name}=${value}`);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#program.stdin?.write(
        frame([
          "R",
          id,
          ...numbers,
          command.cwd,
          command.stdin,
          command.stdout,
          command.stderr,
          command.argv.length,
          ...command.argv,
          environment.length,
          ...environment,
        ]),
      );
    });
  }

  close(): Promise<void> {
    if (this.#gone !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.#program.once("exit", () => resolve());
      this.#program.stdin?.end();
    });
  }

  #fail(why: string): void {
    this.#gone ??= `the launcher program ${why}`;
    for (const resolve of this.#waiting.values()) resolve(vanished(this.#gone));
    this.#waiting.clear();
  }
}

const vanished = (why: string): Exit => ({
  code: null,
  signal: null,
  wallMs: 0,
  userMs: null,
  systemMs: null,
  peakKib: null,
  limit: "vanished",
  leftProcesses: 0,
  startError: why,
});

/** Starts the launcher program and has it run one command, so that a broken one is found before it is relied upon. */
export const startSupervised = async (program: string, probe: Command): Promise<Launcher> => {
  const launcher = new SupervisedLauncher(program);
  const exit = await launcher.run(probe);
  if (exit.code !== 0) {
    await launcher.close();
    throw new GatehouseError("launch/program", `the launcher program does not work here: ${exit.startError ?? `exit ${exit.code ?? exit.signal}`}`, {
      hint: "run without it: GATEHOUSE_LAUNCHER=plain",
      exitCode: 3,
    });
  }
  return launcher;
};
