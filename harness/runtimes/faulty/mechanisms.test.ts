import { describe, expect, test } from "vitest";
import { Guest, load, type Run } from "../../mini/faulty-guest.ts";

type Change<T> = (value: T, call: unknown) => T;
type When = (call: { get: (name: string) => number }) => boolean;
interface Mechanisms {
  readonly told: (from: string | readonly string[], to: string, when?: When) => Run & { readonly after: readonly string[] };
  readonly refuse: (error: string, when?: When) => Run;
  readonly skip: (when?: When, fill?: (call: { setField: (...words: unknown[]) => void }) => void) => Run;
  readonly given: (changes: Readonly<Record<string, unknown>>, when?: When) => Run;
  readonly gives: (parameter: string, structure: string, field: string, change: unknown, when?: When) => Run;
  readonly short: (less: Change<number>, as: "full" | "short") => Run;
  readonly buffers: (change: (all: { buf: number; length: number }[]) => unknown) => Run;
  readonly garbles: (change: (bytes: Uint8Array) => void) => Run;
  readonly twice: () => Run;
  readonly also: (act: (call: { ask: (name: string, ...args: number[]) => number }) => void) => Run;
  readonly slow: (ms: number) => Run;
  readonly stale: (parameter: string, length: number) => Run;
}
const { told, refuse, skip, given, gives, short, buffers, garbles, twice, also, slow, stale } = await load<Mechanisms>("mechanisms");

const [success, badf, inval, noent] = [0, 8, 28, 44];

/** A guest whose fd_tell gives 40, then 41, and so on; descriptor 9 is not open. */
const teller = (run: Run): Guest => {
  let position = 40n;
  return new Guest("fd_tell", run, (guest) => ({
    fd_tell: (fd = 0, out = 0) => {
      if (fd === 9) return badf;
      guest.view.setBigUint64(out, position++, true);
      return success;
    },
    fd_close: () => {
      position = 100n;
      return success;
    },
  }));
};

describe("mechanisms", () => {
  test("an error is told as another one, and no other outcome changes", () => {
    const guest = teller(told("badf", "inval"));
    expect([guest.call("fd_tell", 9, 0), guest.strikes]).toEqual([inval, 1]);
    expect([guest.call("fd_tell", 3, 0), guest.view.getBigUint64(0, true), guest.strikes]).toEqual([success, 40n, 1]);
    expect([told("badf", "inval").after, told(["noent", "badf"], "success").after]).toEqual([["8"], ["44", "8"]]);
    expect(teller(told("badf", "success", (call) => call.get("fd") === 3)).call("fd_tell", 9, 0)).toBe(badf);
  });

  test("a call is refused, or skipped, and does nothing", () => {
    const refused = teller(refuse("noent", (call) => call.get("fd") === 3));
    expect([refused.call("fd_tell", 3, 0), refused.call("fd_tell", 4, 0), refused.view.getBigUint64(0, true)]).toEqual([noent, success, 40n]);
    const skipped = teller(skip(undefined, (call) => call.setField("out", "plain", "u64", 7n)));
    expect([skipped.call("fd_tell", 9, 8), skipped.view.getBigUint64(8, true), skipped.strikes]).toEqual([success, 7n, 1]);
  });

  test("arguments are others; where they are the same, nothing struck", () => {
    const guest = teller(given({ fd: (fd: number) => (fd === 9 ? 3 : fd) }));
    expect([guest.call("fd_tell", 9, 0), guest.strikes]).toEqual([success, 1]);
    expect([guest.call("fd_tell", 3, 0), guest.strikes]).toEqual([success, 1]);
  });

  test("a value that is given is another, and never that of a failure", () => {
    const guest = teller(gives("out", "plain", "u64", (value: bigint) => value + 1n));
    expect([guest.call("fd_tell", 3, 0), guest.view.getBigUint64(0, true)]).toEqual([success, 41n]);
    expect([guest.call("fd_tell", 9, 8), guest.view.getBigUint64(8, true), guest.strikes]).toEqual([badf, 0n, 1]);
  });

  test("a first answer stays", () => {
    const guest = teller(stale("out", 8));
    const answers = [1, 2, 3].map(() => {
      guest.call("fd_tell", 3, 0);
      return guest.view.getBigUint64(0, true);
    });
    expect([answers, guest.strikes]).toEqual([[40n, 40n, 40n], 2]);
  });

  test("a call is made twice, later, or with something else after it", () => {
    const doubled = teller(twice());
    doubled.call("fd_tell", 3, 0);
    expect([doubled.view.getBigUint64(0, true), doubled.strikes]).toEqual([41n, 1]);
    const late = teller(slow(30));
    const began = performance.now();
    expect(late.call("fd_tell", 3, 0)).toBe(success);
    expect(performance.now() - began).toBeGreaterThan(25);
    const closing = teller(also((call) => call.ask("fd_close", 3)));
    expect([closing.call("fd_tell", 3, 0), closing.view.getBigUint64(0, true)]).toEqual([success, 40n]);
    closing.call("fd_tell", 3, 0);
    expect(closing.view.getBigUint64(0, true)).toBe(100n);
  });

  test("other functions are not touched", () => {
    const guest = teller(refuse("noent"));
    expect([guest.call("fd_close", 3), guest.strikes]).toEqual([success, 0]);
  });
});

/** A guest with "abcdef" in two buffers, whose fd_write keeps what it gets, and whose fd_read gives "uvwxyz". */
const mover = (on: string, run: Run): { guest: Guest; written: () => string } => {
  let written = "";
  const move = (guest: Guest, [iovs = 0, count = 0, out = 0]: readonly number[], each: (buf: number, length: number) => void): number => {
    let total = 0;
    for (let index = 0; index < count; index++) {
      const [buf, length] = [guest.view.getUint32(iovs + 8 * index, true), guest.view.getUint32(iovs + 8 * index + 4, true)];
      each(buf, length);
      total += length;
    }
    guest.view.setUint32(out, total, true);
    return success;
  };
  const guest = new Guest(on, run, (own) => {
    let next = 0;
    return {
      fd_write: (_fd, ...args) =>
        move(own, args, (buf, length) => {
          written += String.fromCharCode(...own.bytes(buf, length));
        }),
      fd_read: (_fd, ...args) =>
        move(own, args, (buf, length) => {
          own.put(buf, "uvwxyz".slice(next, next + length));
          next += length;
        }),
    };
  });
  guest.put(100, "abcd");
  guest.put(200, "ef");
  guest.putBuffers(0, [
    [100, 4],
    [200, 2],
  ]);
  return { guest, written: () => written };
};
const buffersOf = (guest: Guest): number[] => guest.bytes(0, 16);

describe("mechanisms of transfers", () => {
  test.each(["full", "short"] as const)("fewer bytes are moved, and %s is told", (as) => {
    const { guest, written } = mover(
      "fd_write",
      short((total) => total - 1, as),
    );
    const before = buffersOf(guest);
    expect([guest.call("fd_write", 1, 0, 2, 40), written(), guest.view.getUint32(40, true)]).toEqual([success, "abcde", as === "full" ? 6 : 5]);
    expect([buffersOf(guest), guest.strikes]).toEqual([before, 1]);
  });

  test("buffers are taken in another order, and are the guest's own afterwards", () => {
    const { guest, written } = mover(
      "fd_write",
      buffers((all) => all.toReversed()),
    );
    const before = buffersOf(guest);
    guest.call("fd_write", 1, 0, 2, 40);
    expect([written(), buffersOf(guest)]).toEqual(["efabcd", before]);
  });

  test("bytes that were read are others", () => {
    const { guest } = mover(
      "fd_read",
      garbles((bytes) => bytes.fill(46)),
    );
    guest.call("fd_read", 0, 0, 2, 40);
    expect([guest.bytes(100, 5), guest.bytes(200, 3), guest.strikes]).toEqual([[46, 46, 46, 46, 0], [46, 46, 0], 1]);
  });
});
