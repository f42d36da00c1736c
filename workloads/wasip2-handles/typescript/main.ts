import { getArguments } from "wasi:cli/environment@0.2.12";
import { getStdin } from "wasi:cli/stdin@0.2.12";
import { getStdout } from "wasi:cli/stdout@0.2.12";
import { getTerminalStderr } from "wasi:cli/terminal-stderr@0.2.12";
import { getTerminalStdin } from "wasi:cli/terminal-stdin@0.2.12";
import { getTerminalStdout } from "wasi:cli/terminal-stdout@0.2.12";
import { subscribeDuration } from "wasi:clocks/monotonic-clock@0.2.12";
import { type Pollable, poll } from "wasi:io/poll@0.2.12";
import { instanceNetwork } from "wasi:sockets/instance-network@0.2.12";
import { encode } from "./stdio.js";

/** A resource with the functions of WASI that the template's bindings leave out. */
type Handle = Readonly<Record<string | symbol, (...operands: unknown[]) => unknown>>;

const dispose = (Symbol as unknown as { readonly dispose: symbol }).dispose;
const input = (): Handle => getStdin() as unknown as Handle;
const output = (): Handle => getStdout() as unknown as Handle;

const say = (text: string): void => getStdout().blockingWriteAndFlush(encode(text));

/** What a stream gives, or undefined where it says closed. */
function unlessClosed<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as { payload?: { tag: string } }).payload?.tag === "closed") return undefined;
    throw error;
  }
}

/** Moves so many bytes, or all until the end. */
function splice(count: number): void {
  const [from, to] = [input(), output()];
  for (let left = count; left > 0; ) {
    const moved = unlessClosed(() => to.blockingSplice?.(from, left) as number);
    if (moved === undefined) break;
    left -= Number(moved);
  }
  to.blockingFlush?.();
}

function readClosed(): void {
  const from = input();
  while (unlessClosed(() => from.blockingRead?.(4096)) !== undefined);
  if (unlessClosed(() => from.read?.(1)) === undefined) say("closed\n");
}

function dropInOrder(): void {
  const [from, to] = [input(), output()];
  const ready = [from.subscribe?.(), to.subscribe?.()] as Handle[];
  for (const handle of [...ready, from, to]) handle[dispose]?.();
  say("again\n");
}

function pollWith(other: Pollable): void {
  say(`${[...poll([subscribeDuration(10e9), other])].join("")}\n`);
}

function network(): void {
  for (const handle of [instanceNetwork(), instanceNetwork()]) (handle as unknown as Handle)[dispose]?.();
  say("network\n");
}

const acts: Readonly<Record<string, () => void>> = {
  splice: () => splice(5),
  all() {
    splice(Number.MAX_SAFE_INTEGER);
    say("closed\n");
  },
  now: readClosed,
  drop: dropInOrder,
  poll: () => pollWith(output().subscribe?.() as Pollable),
  clock: () => pollWith(subscribeDuration(0)),
  empty: () => void poll([]),
  terminals: () => say(`${[getTerminalStdin(), getTerminalStdout(), getTerminalStderr()].map((terminal) => (terminal ? "terminal" : "none")).join(" ")}\n`),
  network,
};

export const run = {
  run(): void {
    acts[getArguments()[1] ?? ""]?.();
  },
};
