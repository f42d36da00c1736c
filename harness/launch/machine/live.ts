import { lstatSync } from "node:fs";
import type { Socket } from "node:net";
import { sleep } from "../../host/clock.ts";
import { tcpListeners } from "../../host/listening.ts";
import { openLateReader, openWriter } from "../../host/pipes.ts";
import type { Command } from "../launcher.ts";
import { encodeFrame, type Frame, uint32 } from "./frames.ts";
import type { Machine } from "./machine.ts";
import { network } from "./qemu.ts";

const streamNames = ["stdin", "stdout", "stderr"] as const;

/** How often it is asked what listens in the guest, in milliseconds. */
const lookMs = 50;

/** The most of standard input that goes in at once, in bytes. */
const pieceBytes = 1 << 16;

/** How long what came out of pipes may take to be read, in milliseconds. */
const flushMs = 2000;

/** Whether a stream of a command is a named pipe of this machine, and no file. */
export const isPipe = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false;

/**
 * What goes in and out of a machine while a command runs there: streams that are named pipes here are named pipes there,
 * and where it listens there, it can be reached here, from the moment when it does.
 */
export class Live {
  readonly #machine: Machine;
  readonly #listens: ReadonlySet<string>;
  readonly #pipes: readonly { readonly stream: number; readonly path: string }[];
  readonly #outputs = new Map<number, Socket>();
  /** Addresses that are forwarded, or about to be. */
  readonly #forwarded = new Set<string>();
  /** What QEMU was asked last of each address; it does what it is asked in order. */
  readonly #asked = new Map<string, Promise<unknown>>();
  #input: Socket | undefined;
  /** Whether a piece of input waits to be taken, and whether no more comes. */
  #going = false;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(machine: Machine, command: Command) {
    this.#machine = machine;
    this.#listens = new Set(command.carry?.listens ?? []);
    this.#pipes = streamNames.flatMap((name, stream) => (isPipe(command[name]) ? [{ stream, path: command[name] }] : []));
  }

  /** What has to be said before the command. */
  frames(): Buffer[] {
    return this.#pipes.map(({ stream, path }) => encodeFrame("Q", uint32(stream), path));
  }

  /** To be called when the command was sent. */
  start(): void {
    for (const { stream, path } of this.#pipes) {
      if (stream > 0)
        this.#outputs.set(
          stream,
          openWriter(path).on("error", () => {}),
        );
      else this.#feed(openLateReader(path));
    }
    if (this.#listens.size > 0) this.#timer = setInterval(() => this.#machine.send(encodeFrame("N")), lookMs);
  }

  /** Takes a frame that is about this; false where it is about something else. */
  take({ letter, payload }: Frame): boolean {
    if (letter === "i") this.#taken();
    else if (letter === "s" && payload.length > 4) this.#outputs.get(payload.readUInt32LE())?.write(payload.subarray(4));
    else if (letter === "n") this.#forward(new Set(tcpListeners(payload.toString("latin1")).map(({ host, port }) => `${host}:${port}`)));
    else return false;
    return true;
  }

  /** Ends all of it, when the command has ended or never will. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#input?.destroy();
    // Somebody who reads no more must not hold this up.
    const flushed = [...this.#outputs.values()].map((output) => new Promise<void>((resolve) => output.end(resolve).once("close", resolve)));
    await Promise.race([Promise.all(flushed), sleep(flushMs)]);
    for (const output of this.#outputs.values()) output.destroy();
    this.#forward(new Set());
    await Promise.race([Promise.allSettled(this.#asked.values()), sleep(flushMs)]);
  }

  #feed(input: Socket): void {
    this.#input = input;
    input.on("error", () => {});
    input.on("data", (bytes: Buffer) => {
      // One piece at a time: the agent has room for that.
      input.pause();
      this.#going = true;
      if (bytes.length > pieceBytes) input.unshift(bytes.subarray(pieceBytes));
      this.#machine.send(encodeFrame("I", bytes.subarray(0, pieceBytes)));
    });
    // The end is told as soon as it is read, also while a piece is on its way.
    input.on("end", () => {
      this.#ended = true;
      if (!this.#going) this.#machine.send(encodeFrame("I"));
    });
  }

  #taken(): void {
    this.#going = false;
    if (this.#ended) this.#machine.send(encodeFrame("I"));
    else this.#input?.resume();
  }

  #forward(listening: ReadonlySet<string>): void {
    for (const address of this.#listens) {
      const is = this.#forwarded.has(address);
      if (listening.has(address) === is) continue;
      const command = is ? `hostfwd_remove ${network} tcp:${address}` : `hostfwd_add ${network} tcp:${address}-${address}`;
      const done = this.#machine.qmp.execute("human-monitor-command", { "command-line": command });
      done.catch(() => {});
      this.#asked.set(address, done);
      if (is) this.#forwarded.delete(address);
      else this.#forwarded.add(address);
    }
  }
}
