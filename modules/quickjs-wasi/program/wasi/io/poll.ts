import { poll_oneoff } from "wasi_snapshot_preview1";
import { monotonic } from "../clock.js";
import { check } from "../errors.js";
import { left, place } from "../words.js";

/** What preview 1 waits for: a time of its monotonic clock, or a descriptor that takes or gives bytes. */
export type Awaited = { readonly until: bigint } | { readonly fd: number; readonly gives: boolean };

const subscriptionSize = 48;
const eventSize = 32;

export class Pollable {
  readonly awaited: Awaited;

  constructor(awaited: Awaited) {
    this.awaited = awaited;
  }

  /** Waits until it is ready. */
  block(): void {
    poll([this]);
  }

  ready(): boolean {
    return poll([this, new Pollable({ until: 0n })]).includes(0);
  }
}

/** Waits until at least one is ready; gives their indices. */
export function poll(pollables: readonly Pollable[]): number[] {
  if (pollables.length === 0) throw new Error("nothing to wait for");
  const subscriptions = new DataView(new ArrayBuffer(pollables.length * subscriptionSize));
  for (const [index, { awaited }] of pollables.entries()) subscribe(subscriptions, index, awaited);
  const [events, count] = [new DataView(new ArrayBuffer(pollables.length * eventSize)), place()];
  check(poll_oneoff(subscriptions.buffer, events.buffer, pollables.length, count));
  return Array.from({ length: left(count) }, (_, at) => Number(events.getBigUint64(at * eventSize, true)));
}

function subscribe(view: DataView, index: number, awaited: Awaited): void {
  const at = index * subscriptionSize;
  view.setBigUint64(at, BigInt(index), true);
  if ("fd" in awaited) {
    view.setUint8(at + 8, awaited.gives ? 1 : 2);
    view.setUint32(at + 16, awaited.fd, true);
  } else {
    // By the time that is left: not every engine takes an absolute one.
    const rest = awaited.until - monotonic();
    view.setUint32(at + 16, 1, true);
    view.setBigUint64(at + 24, rest > 0n ? rest : 0n, true);
  }
}
