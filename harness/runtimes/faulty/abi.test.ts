import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { load } from "../../mini/faulty-guest.ts";

interface Part {
  readonly name: string;
  readonly type: string;
}
type Signature = { readonly parameters: readonly Part[]; readonly results: readonly Part[] };
interface Abi {
  readonly place: (name: string, parameter: string) => number;
  readonly functions: readonly string[];
  readonly errno: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, readonly [number, string]>>>>;
  readonly load: (view: DataView, at: number, type: string) => number | bigint;
  readonly store: (view: DataView, at: number, type: string, value: number | bigint) => void;
}
const abi = await load<Abi>("abi");
const { functions } = (await import(join(import.meta.dirname, "../preview1-signatures.mjs"))) as { readonly functions: Readonly<Record<string, Signature>> };

const wordsOf = ({ type }: Part): number => (["data", "space", "room", "text"].includes(type) ? 2 : 1);
const before = (parts: readonly Part[], at: number): number => parts.slice(0, at).reduce((sum, part) => sum + wordsOf(part), 0);
const placeOf = (name: string, parameter: string): number => abi.place(name, parameter);

// A fault that strikes at a wrong word changes something else, or nothing: it would count as found, or as never found, for no reason.
test("faults and traces agree about every word that a function of preview 1 gets", () => {
  expect(abi.functions.toSorted()).toEqual(Object.keys(functions).toSorted());
  for (const [name, { parameters, results }] of Object.entries(functions)) {
    if (results.length === 1) expect([name, placeOf(name, "out")]).toEqual([name, before(parameters, parameters.length)]);
    parameters.forEach((part, at) => {
      const own =
        part.type === "text" && part.name === "path" ? "path" : ["data", "space"].includes(part.type) ? "iovs" : part.name === "fd" ? "fd" : undefined;
      if (own !== undefined) expect([name, own, placeOf(name, own)]).toEqual([name, own, before(parameters, at)]);
    });
  }
});

test("a word that a function does not get is a fault of the list, not word -1", () => {
  expect(() => abi.place("fd_close", "out")).toThrow("fd_close has no parameter out");
  expect(() => abi.place("fd_clothes", "fd")).toThrow("fd_clothes has no parameter fd");
  expect(() => abi.place("sched_yield", "fd")).toThrow("sched_yield has no parameter fd");
});

test("numbers of errors are those of preview 1", () => {
  expect(abi.errno).toMatchObject({
    success: 0,
    "2big": 1,
    acces: 2,
    badf: 8,
    exist: 20,
    inval: 28,
    noent: 44,
    nosys: 52,
    notsup: 58,
    xdev: 75,
    notcapable: 76,
  });
});

test("no field of a structure lies over another, and each is aligned", () => {
  const sizes: Readonly<Record<string, number>> = { u8: 1, u16: 2, u32: 4, u64: 8 };
  for (const [name, own] of Object.entries(abi.fields).filter(([structure]) => structure !== "plain")) {
    const placed = Object.values(own).map(([at, type]) => [at, sizes[type] as number] as const);
    for (const [at, size] of placed) expect([name, at % size]).toEqual([name, 0]);
    placed.sort(([a], [b]) => a - b);
    placed.forEach(([at], index) => {
      const [last, size] = placed[index - 1] ?? [0, 0];
      expect(at).toBeGreaterThanOrEqual(last + size);
    });
  }
});

test("what is stored is loaded again, and what does not fit is cut off", () => {
  const bits: Readonly<Record<string, bigint>> = { u8: 8n, u16: 16n, u32: 32n };
  fc.assert(
    fc.property(fc.constantFrom("u8", "u16", "u32", "u64"), fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }), (type, value) => {
      const view = new DataView(new ArrayBuffer(24));
      abi.store(view, 8, type, value);
      expect(BigInt(abi.load(view, 8, type))).toBe(value & (2n ** (bits[type] ?? 64n) - 1n));
      expect([view.getBigUint64(0), view.getBigUint64(16)]).toEqual([0n, 0n]);
    }),
  );
});
