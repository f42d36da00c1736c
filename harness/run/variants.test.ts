import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mute, named, namesOf } from "./variants.ts";

// Node has it; its types do not.
declare const WebAssembly: {
  readonly Module: { new (bytes: Buffer): object; exports(module: object): readonly { readonly name: string }[] };
  readonly Instance: new (module: object) => object;
};

const text = (value: string): number[] => [value.length, ...Buffer.from(value)];
const section = (id: number, ...body: number[]): number[] => [id, body.length, ...body];
const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const componentHead = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];

const types = section(1, 1, 0x60, 0, 0);
const functions = section(3, 1, 0);
const code = section(10, 1, 3, 0, 0x00, 0x0b);
/** A module whose functions trap; it has a memory, the exports named and perhaps a start function. */
const moduleOf = (exported: readonly string[], rest: { readonly start?: boolean; readonly names?: readonly number[] } = {}): Buffer =>
  Buffer.from([
    ...head,
    ...[types, functions, section(5, 1, 0, 1)].flat(),
    ...section(7, exported.length + 1, ...text("memory"), 2, 0, ...exported.flatMap((name) => [...text(name), 0, 0])),
    ...(rest.start ? section(8, 0) : []),
    ...code,
    ...(rest.names ? section(0, ...text("name"), ...rest.names) : []),
  ]);

const exportsOf = (bytes: Buffer | undefined): string[] => WebAssembly.Module.exports(new WebAssembly.Module(bytes as Buffer)).map(({ name }) => name);
const runs = (bytes: Buffer | undefined): boolean => {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(bytes as Buffer));
    return true;
  } catch {
    return false;
  }
};

describe("an artifact without code that an engine would run", () => {
  test("has all its exports but the entries, under other names, and starts nothing", () => {
    const own = moduleOf(["_start", "_initialize", "other"], { start: true });
    expect([runs(own), runs(mute(own))]).toEqual([false, true]);
    expect(exportsOf(mute(own))).toEqual(["memory", ".start", ".initialize", "other"]);
    expect(exportsOf(own)).toContain("_start");
  });

  test("is itself, where an engine runs nothing of it", () => {
    const own = moduleOf(["other"]);
    expect(mute(own)).toEqual(own);
  });

  test("of a component has another name for what is run, and modules that start nothing; their exports stay, for it links them by name", () => {
    const inner = [...moduleOf(["_start"], { start: true })];
    const run = [1, 0, ...text("wasi:cli/run@0.2.0"), 5, 0, 0];
    const own = Buffer.from([...componentHead, ...section(1, ...inner), ...section(9, 0, 0, 0), ...section(11, ...run)]);
    const found = mute(own) as Buffer;
    expect(found.includes("wasi:cli/run@")).toBe(false);
    expect(found.includes("wasi:cli/ran@0.2.0")).toBe(true);
    expect(found.length).toBe(own.length - 3 - 5);
    const module = found.subarray(10, 10 + (found[9] as number));
    expect([runs(module), exportsOf(module)]).toEqual([true, ["memory", "_start"]]);
  });

  test.each<[string, Buffer]>([
    ["what is exported without a name, which engines call too", moduleOf([""])],
    ["a file that is cut off", moduleOf(["_start"]).subarray(0, 40)],
    ["a number without end", Buffer.from([...head, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ])("cannot be made of %s", (_, bytes) => {
    expect(mute(bytes)).toBeUndefined();
  });
});

describe("a name for an artifact's modules", () => {
  const functionNames = [1, 6, 1, 0, ...text("foo")];

  test("stands among its names, and the names of its functions stay", () => {
    for (const names of [functionNames, [0, 4, ...text("own"), ...functionNames]]) {
      const found = named(moduleOf(["_start"], { names }), "secret") as Buffer;
      expect([...(namesOf(found) as Buffer)]).toEqual([...text("name"), 0, 7, ...text("secret"), ...functionNames]);
      expect(exportsOf(found)).toEqual(["memory", "_start"]);
    }
    expect(namesOf(moduleOf([]))).toEqual(Buffer.alloc(0));
    expect((namesOf(named(moduleOf([]), "secret") as Buffer) as Buffer).includes("secret")).toBe(true);
  });

  test("stands in each module of a component", () => {
    const inner = section(1, ...moduleOf([]));
    const nested = section(4, ...componentHead, ...inner);
    const found = named(Buffer.from([...componentHead, ...inner, ...nested]), "secret") as Buffer;
    expect(found.toString("latin1").split("secret")).toHaveLength(3);
    expect(namesOf(found)).toBeUndefined();
  });
});

test("any bytes at all are told apart from a whole artifact, and never an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(head, componentHead), (bytes, start) => {
      const own = Buffer.from([...start, ...bytes]);
      for (const make of [mute, namesOf, (wasm: Buffer) => named(wasm, "x")]) expect(() => make(own)).not.toThrow();
    }),
  );
});
