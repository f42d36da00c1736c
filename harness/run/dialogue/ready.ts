import { monotonic, sleep, watched } from "../../host/clock.ts";
import type { Listener } from "../../host/listening.ts";
import { type Address, printAddress } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { formatDuration } from "../../model/text.ts";
import type { Look } from "./look.ts";

/** A socket that must listen before its program counts as ready. */
export interface Awaited {
  readonly protocol: "tcp" | "udp";
  readonly address: Address;
  /** Whether the engine has told that its guest listens; absent: an engine that listens when its guest does. */
  readonly isTold?: () => boolean;
}

const isInTable = (table: readonly Listener[], { protocol, address }: Awaited): boolean =>
  table.some((other) => other.protocol === protocol && other.host === address.host && other.port === address.port);

const listens = (table: readonly Listener[], awaited: Awaited): boolean => isInTable(table, awaited) && awaited.isTold?.() !== false;

// What a program that does not listen where it must has opened instead: something new, at this host or at this port.
const instead = (before: readonly Listener[], now: readonly Listener[], { protocol, address }: Awaited, known: ReadonlySet<string>): string[] =>
  now
    .filter((other) => other.protocol === protocol && (other.host === address.host || other.port === address.port))
    .filter((other) => !known.has(printAddress(other)))
    .filter((other) => !before.some((old) => old.protocol === other.protocol && old.host === other.host && old.port === other.port))
    .map(printAddress);

// Nobody looks again for so many times as long as a look took, but for so many milliseconds at most.
const looks = { share: 4, most: 100 };

// For how long it is watched once its limit is over, so that late is told from never: at most, in milliseconds.
const watchMs = 10_000;

/** What `untilReady` looks at besides the kernel's table. */
export interface Surroundings {
  /** When the program was started, by `watched`: its limit counts from there. */
  readonly since: number;
  /** The table before that. */
  readonly before: readonly Listener[];
  readonly look: Look;
  /** Addresses of the case itself. */
  readonly known: ReadonlySet<string>;
  readonly hasEnded: () => boolean;
}

const describe = (address: Address, limitMs: number, now: readonly Listener[], awaited: Awaited, around: Surroundings): string => {
  if (awaited.isTold && isInTable(now, awaited)) return `its engine listens at ${printAddress(address)}, but not its guest within ${formatDuration(limitMs)}`;
  const other = instead(around.before, now, awaited, around.known);
  const where = other.length > 0 ? `; it listens at ${other.join(", ")}` : "";
  return `does not listen at ${printAddress(address)} within ${formatDuration(limitMs)}${where}`;
};

/**
 * Waits until a program listens at all of its addresses, by the kernel's table: it is never connected to. Where the limit
 * is over, it is watched for a while, so that late is told from never.
 */
export const untilReady = async (all: readonly Awaited[], limitMs: number, around: Surroundings): Promise<StepFailure | undefined> => {
  const protocols = [...new Set(all.map(({ protocol }) => protocol))];
  let pause = 1;
  let late: { readonly awaited: Awaited; readonly detail: string } | undefined;
  for (;;) {
    const ended = around.hasEnded();
    const looked = monotonic();
    const table = await around.look(protocols);
    const tookMs = monotonic() - looked;
    const missing = all.find((awaited) => !listens(table, awaited));
    const elapsed = watched() - around.since;
    if (late && (!missing || missing !== late.awaited)) {
      return { how: "not-listening", detail: `${late.detail}, but after ${formatDuration(elapsed)}: late` };
    }
    if (!missing) return undefined;
    if (ended) {
      if (late) return { how: "not-listening", detail: `${late.detail}; it has ended` };
      return { how: "ended", detail: `ended before it listened at ${printAddress(missing.address)}` };
    }
    if (late && (elapsed > limitMs + Math.min(limitMs, watchMs) || late.detail.includes("; it listens")))
      return { how: "not-listening", detail: `${late.detail}; never within ${formatDuration(elapsed)}` };
    if (elapsed > limitMs) late ??= { awaited: missing, detail: describe(missing.address, limitMs, table, missing, around) };
    // Looking must not take the machine from who is awaited.
    await sleep(Math.max(pause, Math.min(looks.most, looks.share * tookMs)));
    pause = Math.min(20, pause * 1.5);
  }
};
