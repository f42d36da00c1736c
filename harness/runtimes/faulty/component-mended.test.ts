import { describe, expect, test } from "vitest";
import { load } from "../../mini/faulty-guest.ts";

type Call = (args?: readonly unknown[]) => unknown;
const { mendCall } = await load<{ readonly mendCall: (name: string, args: readonly unknown[], call: Call) => Call }>("component-mended");
const descriptor = (name: string): string => `wasi:filesystem/types#[method]descriptor.${name}`;
const output = (name: string): string => `wasi:io/streams#[method]output-stream.${name}`;

const modified = { seconds: 5n, nanoseconds: 7 };
const stat = { dataAccessTimestamp: { seconds: 3n, nanoseconds: 0 }, dataModificationTimestamp: modified };
const statAt = (flags: unknown, path: string): unknown => ({ ...stat, flags, path });
const preopen = { getFlags: () => undefined, statAt, openAt: () => ({ readDirectory: () => "entries" }) };
const file = { getFlags: () => ({ read: true }), stat: () => stat, statAt };
const at = (seconds: number, nanoseconds = 0) => ({ tag: "timestamp", val: { seconds: BigInt(seconds), nanoseconds } });
const keep = { tag: "no-change" };

// What the shim's own call is given.
const given = (name: string, args: readonly unknown[]): unknown => mendCall(name, args, (words) => words)();

describe("a mended shim", () => {
  test("a preopened directory has flags, a status and entries", () => {
    const none = (): never => {
      throw "invalid";
    };
    expect(mendCall(descriptor("get-flags"), [preopen], () => undefined)()).toEqual({ read: true, mutateDirectory: true });
    expect(mendCall(descriptor("get-flags"), [file], () => ({ read: true }))()).toEqual({ read: true });
    expect(mendCall(descriptor("stat"), [preopen], none)()).toMatchObject({ path: "." });
    expect(mendCall(descriptor("read-directory"), [preopen], none)()).toBe("entries");
    expect(mendCall(descriptor("read-directory"), [file], () => "own")()).toBe("own");
  });

  test("times of a file are a thousandth, for the shim makes them a thousandfold; those that stay are its own", () => {
    expect(given(descriptor("set-times"), [file, at(2000, 500_000_000), keep])).toEqual([file, at(2, 500_000), at(0, 5_000_000)]);
  });

  test("times below a directory stay those of the path, and now is now", () => {
    const words = given(descriptor("set-times-at"), [preopen, {}, "a", { tag: "now" }, keep]) as readonly ReturnType<typeof at>[];
    expect(words[4]).toEqual(at(5, 7));
    expect(Math.abs(Number(words[3]?.val.seconds) - Date.now() / 1000)).toBeLessThan(60);
  });

  test("a stream is closed after what failed, and another one is not", () => {
    const fails = (): never => {
      throw { tag: "last-operation-failed" };
    };
    const [one, two] = [{}, {}];
    expect(() => mendCall(output("blocking-flush"), [one], fails)()).toThrow(expect.objectContaining({ tag: "last-operation-failed" }));
    expect(() => mendCall(output("check-write"), [one], () => 1n)()).toThrow(expect.objectContaining({ tag: "closed" }));
    expect(mendCall(output("check-write"), [two], () => 1n)()).toBe(1n);
  });

  test("what is skipped is a number, and a splice moves no more than there is room for", () => {
    const written: Uint8Array[] = [];
    const source = { read: (length: bigint) => new Uint8Array(Number(length)) };
    const stream = { checkWrite: () => 3n, write: (bytes: Uint8Array) => written.push(bytes) };
    expect(mendCall("wasi:io/streams#[method]input-stream.skip", [source, 4n], () => 0)()).toBe(4n);
    expect(mendCall(output("splice"), [stream, source, 9n], () => 0)()).toBe(3n);
    expect(written).toEqual([new Uint8Array(3)]);
  });

  test("a blocking read gives bytes or the end", () => {
    const pieces = [new Uint8Array(), Uint8Array.of(1)];
    const read = (length: bigint, next: () => Uint8Array): unknown => mendCall("wasi:io/streams#[method]input-stream.blocking-read", [{}, length], next)();
    expect(read(4n, () => pieces.shift() as Uint8Array)).toEqual(Uint8Array.of(1));
    expect(() => read(4n, () => new Uint8Array())).toThrow(expect.objectContaining({ tag: "closed" }));
    expect(read(0n, () => new Uint8Array())).toEqual(new Uint8Array());
  });

  test("all else is the shim's own, also with other arguments", () => {
    expect(mendCall("wasi:clocks/wall-clock#now", [1], (words) => words)([2])).toEqual([2]);
  });
});
