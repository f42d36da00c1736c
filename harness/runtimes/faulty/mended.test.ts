import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { load } from "../../mini/faulty-guest.ts";

interface Memory {
  readonly buffer: ArrayBuffer;
}
type Imports = Readonly<Record<"wasi_snapshot_preview1", Readonly<Record<string, Call>>>>;
const { errno, filetype } = await load<Readonly<Record<"errno" | "filetype", Readonly<Record<string, number>>>>>("abi");
const { success = 0, badf = 0, noent = 0, inval = 0, ilseq = 0, notcapable = 0, notdir = 0, isdir = 0, loop = 0, exist = 0 } = errno;
const { mendModule } = await load<{ readonly mendModule: (imports: Imports, memory: () => Memory, folders: readonly string[]) => Imports }>("mended");

type Call = (...args: (number | bigint)[]) => number;

const folder = mkdtempSync(join(tmpdir(), "gatehouse-mended-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "d"));
writeFileSync(join(folder, "file"), "text");
symlinkSync("file", join(folder, "link"));

const memory: Memory = { buffer: new ArrayBuffer(65_536) };
const view = new DataView(memory.buffer);
const set = (type: "Uint8" | "Uint16" | "Uint32" | "BigUint64", at: number | bigint | undefined, value: number | bigint): number => {
  (view[`set${type}`] as (at: number, value: number | bigint, little: boolean) => void)(Number(at), value, true);
  return success;
};
let asked: string[] = [];
let answers: Record<string, Call> = {};
const host: Record<string, Call> = new Proxy({} as Record<string, Call>, {
  get:
    (_, name: string) =>
    (...args: (number | bigint)[]) => {
      asked.push(name);
      return answers[name]?.(...args) ?? success;
    },
  ownKeys: () => names,
  getOwnPropertyDescriptor: (_, name: string): PropertyDescriptor => ({ value: host[name], enumerable: true, configurable: true }),
});
const names = ["path_open", "path_unlink_file", "path_symlink", "fd_fdstat_get", "fd_close", "poll_oneoff", "proc_raise", "environ_get", "fd_allocate"];
const functionsNow = (): Readonly<Record<string, Call>> => mendModule({ wasi_snapshot_preview1: host }, () => memory, [folder]).wasi_snapshot_preview1;
let own: Readonly<Record<string, Call>>;
beforeEach(() => {
  [asked, answers] = [[], {}];
  own = functionsNow();
});
const put = (text: string | Uint8Array, at = 100): [number, number] => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  new Uint8Array(memory.buffer).set(bytes, at);
  return [at, bytes.length];
};
const open = (path: string, lookup: number, oflags: number, flags: number): number | undefined =>
  own["path_open"]?.(3, lookup, ...put(path), oflags, 0n, 0n, flags, 0);

describe("a mended host", () => {
  test.each<[string, string | Uint8Array, number]>([
    ["nothing", "", noent],
    ["a NUL", "a\0b", inval],
    ["bytes that are no UTF-8", Uint8Array.of(0x61, 0xff), ilseq],
    ["a way out", "d/../../x", notcapable],
    ["a way through a file", "file/../d", notdir],
  ])("refuses a path of %s itself", (_, path, error) => {
    expect(own["path_unlink_file"]?.(3, ...put(path))).toBe(error);
    expect(asked).toEqual([]);
  });

  test("leaves other paths to the host", () => {
    answers = { path_unlink_file: () => isdir };
    expect(own["path_unlink_file"]?.(3, ...put("d/.././d"))).toBe(isdir);
  });

  test("follows a link only where it is asked to, and does not create behind one", () => {
    expect(open("link", 0, 0, 0)).toBe(loop);
    expect(open("link", 1, 5, 0)).toBe(exist);
    expect(asked).toEqual([]);
    expect(open("link", 1, 0, 0)).toBe(success);
  });

  test("tells the flags that a descriptor was opened with, until it is closed", () => {
    answers = {
      path_open: (...args) => set("Uint32", args.at(-1), 7),
      fd_fdstat_get: (_, out) => set("Uint16", Number(out) + 2, 0x9000),
    };
    const flags = (): number => {
      own["fd_fdstat_get"]?.(7, 32);
      return view.getUint16(34, true);
    };
    open("file", 1, 0, 16);
    expect(flags()).toBe(16);
    own["fd_close"]?.(7);
    expect(flags()).toBe(0x9000);
  });

  test("makes a link by its dots, and nothing over what is there", () => {
    expect(own["path_symlink"]?.(...put("../file", 200), 3, ...put("d/up"))).toBe(success);
    expect(readFileSync(join(folder, "d/up"), "utf8")).toBe("text");
    answers = { path_symlink: () => exist };
    expect(own["path_symlink"]?.(...put("../file", 200), 3, ...put("d/up"))).toBe(exist);
  });

  test("ends the guest alone by a signal", () => {
    expect(() => own["proc_raise"]?.(6)).toThrow("signal 6");
    expect([own["proc_raise"]?.(0), own["proc_raise"]?.(99), asked.length]).toEqual([success, inval, 0]);
  });
});

describe("a mended poll", () => {
  const subscribe = (index: number, tag: number, words: Record<number, number | bigint>): void => {
    new Uint8Array(memory.buffer).fill(0, 1024 + index * 48, 1072 + index * 48);
    view.setUint8(1032 + index * 48, tag);
    view.setBigUint64(1024 + index * 48, BigInt(index + 40), true);
    for (const [at, value] of Object.entries(words)) view.setBigUint64(1024 + index * 48 + Number(at), BigInt(value), true);
  };
  const events = (count: number): unknown[] => {
    expect(own["poll_oneoff"]?.(1024, 2048, count, 512)).toBe(success);
    return Array.from({ length: view.getUint32(512, true) }, (_, index) => {
      const at = 2048 + index * 32;
      return [view.getBigUint64(at, true), view.getUint16(at + 8, true), view.getUint8(at + 10), view.getBigUint64(at + 16, true)];
    });
  };

  test("has an event at once of a file, of a descriptor and a clock that are not there, and of a time that is over", () => {
    answers = { fd_fdstat_get: (fd, out) => (fd === 9 ? badf : set("Uint8", out, filetype["regular"] ?? 0)) };
    subscribe(0, 2, { 16: 4 });
    subscribe(1, 1, { 16: 9 });
    subscribe(2, 0, { 16: 88, 24: 5n });
    subscribe(3, 0, { 16: 1, 24: 0n });
    subscribe(4, 0, { 16: 1, 24: 1_000_000_000n });
    expect(events(5)).toEqual([
      [40n, success, 2, 0n],
      [41n, badf, 1, 0n],
      [42n, inval, 0, 0n],
      [43n, success, 0, 0n],
    ]);
    expect(asked).not.toContain("poll_oneoff");
  });

  test("gives the host the rest of an absolute time, and leaves the guest's words as they were", () => {
    let seen: unknown;
    const words = (): unknown[] => [view.getBigUint64(1048, true), view.getUint16(1064, true)];
    answers = {
      clock_time_get: (_, __, out) => set("BigUint64", out, 700n),
      poll_oneoff: () => {
        seen = words();
        return success;
      },
    };
    subscribe(0, 0, { 16: 1, 24: 1000n, 40: 1 });
    own["poll_oneoff"]?.(1024, 2048, 1, 512);
    expect([seen, words()]).toEqual([
      [300n, 0],
      [1000n, 1],
    ]);
  });
});
