import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import wabt from "wabt";
import { readWasm, WasmError, type WasmFacts } from "./wasm.ts";

// Node has it; its types come with those of browsers only.
declare const WebAssembly: {
  readonly Module: {
    new (bytes: Uint8Array): object;
    imports(module: object): { module: string; name: string }[];
    exports(module: object): { name: string }[];
  };
};

const leb = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
};
const name = (text: string): number[] => [...leb(Buffer.byteLength(text)), ...Buffer.from(text)];
const list = (items: readonly (readonly number[])[]): number[] => [...leb(items.length), ...items.flat()];
const section = (id: number, content: readonly number[]): number[] => [id, ...leb(content.length), ...content];
const producers = section(0, [
  ...name("producers"),
  ...list([
    [...name("language"), ...list([[...name("C11"), ...name("")]])],
    [...name("processed-by"), ...list([[...name("clang"), ...name("22.1.8")]])],
    [...name("sdk"), ...list([[...name("Emscripten"), ...name("4")]])],
  ]),
]);
const features = section(0, [
  ...name("target_features"),
  ...list([
    ["+".charCodeAt(0), ...name("simd128")],
    ["-".charCodeAt(0), ...name("atomics")],
    ["+".charCodeAt(0), ...name("bulk-memory")],
  ]),
]);
const moduleHeader = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const componentHeader = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];

const source = `(module
  (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
  (import "env" "\\c3\\a9 table" (table 1 10 funcref))
  (import "env" "externs" (table 0 externref))
  (import "env" "memory" (memory 1 2))
  (import "env" "counter" (global (mut i64)))
  (import "env" "oops" (tag (param i32)))
  (func (export "_start") (call 0 (i32.const 3)))
  (export "again" (func 1))
  (export "memory" (memory 0))
  (export "counter" (global 0)))`;

let good: Uint8Array;
beforeAll(async () => {
  const parsed = (await wabt()).parseWat("good.wat", source, { exceptions: true, reference_types: true, mutable_globals: true });
  good = Buffer.from([...parsed.toBinary({}).buffer, ...producers, ...features]);
});

// A component's own sections around a nested module: not a valid one for an engine, but all that a reader of names meets.
const component = (): Uint8Array =>
  Buffer.from([
    ...componentHeader,
    ...section(1, [...moduleHeader, ...section(2, list([[...name("hidden"), ...name("import"), 0, 0]])), ...features]),
    ...section(
      10,
      list([
        [0, ...name("wasi:cli/environment@0.2.6"), 5, 0],
        [1, ...name("a-func"), 1, 7],
        [0, ...name("a-value"), 2, 1, 0x7f],
        [0, ...name("a-type"), 3, 0, 200, 1],
        [0, ...name("a-resource"), 3, 1],
        [0, ...name("a-module"), 0, 0x11, 3],
      ]),
    ),
    ...section(
      11,
      list([
        [0, ...name("wasi:cli/run@0.2.6"), 5, 2, 0],
        [0, ...name("with-type"), 1, 0, 1, 1, 4],
        [0, ...name("core"), 0, 0x11, 0, 0],
      ]),
    ),
    ...producers,
  ]);

/** Facts, or the one error that is allowed. */
const readOrRefuse = (bytes: Uint8Array): WasmFacts | undefined => {
  try {
    return readWasm(bytes);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    expect(error.message).not.toBe("");
    return undefined;
  }
};

describe("readWasm", () => {
  test("gives what an engine finds in a module, and its producers without SDKs, and the features that it uses", () => {
    const module = new WebAssembly.Module(good);
    expect(readWasm(good)).toEqual({
      kind: "module",
      imports: WebAssembly.Module.imports(module).map((each) => `${each.module}#${each.name}`),
      exports: WebAssembly.Module.exports(module).map((each) => each.name),
      producers: ["C11", "clang 22.1.8"],
      features: ["bulk-memory", "simd128"],
      tags: false,
    });
    expect(readWasm(good).imports).toHaveLength(6);
  });

  test("gives the names of a component, not those of what is nested in it", () => {
    expect(readWasm(component())).toEqual({
      kind: "component",
      imports: ["wasi:cli/environment@0.2.6", "a-func", "a-value", "a-type", "a-resource", "a-module"],
      exports: ["wasi:cli/run@0.2.6", "with-type", "core"],
      producers: ["C11", "clang 22.1.8"],
      features: ["bulk-memory", "simd128"],
      tags: false,
    });
  });

  test("tells whether there are tags, also in what is nested", () => {
    const tags = [...moduleHeader, ...section(13, [1, 0, 0])];
    expect(readWasm(Buffer.from(tags)).tags).toBe(true);
    expect(readWasm(Buffer.from([...componentHeader, ...section(1, tags)])).tags).toBe(true);
  });

  test("what a component holds as a module and is none is refused, however deep it goes", () => {
    let bytes: number[] = [...componentHeader];
    for (let depth = 0; depth < 3; depth++) bytes = [...componentHeader, ...section(1, bytes)];
    expect(() => readWasm(Buffer.from(bytes))).toThrow(WasmError);
  });

  test.each(["module", "component"])("a %s that is cut off anywhere is refused, or has less to say, never more", (kind) => {
    const whole = kind === "module" ? good : component();
    const facts = readWasm(whole);
    for (let length = 0; length < whole.length; length++) {
      const found = readOrRefuse(whole.subarray(0, length));
      if (found) for (const list of ["imports", "exports", "producers"] as const) expect(facts[list].slice(0, found[list].length)).toEqual(found[list]);
    }
    expect(readOrRefuse(whole.subarray(0, whole.length - 1))).toBeUndefined();
    expect(readOrRefuse(whole.subarray(0, 7))).toBeUndefined();
  });

  test.each(["module", "component"])("a %s with flipped bits, or any bytes behind its header, give facts or a WasmError", (kind) => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, fc.uint8Array({ maxLength: 64 }), (changes, noise) => {
        const bytes = Buffer.from(kind === "module" ? good : component());
        for (const [at, mask] of changes) bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ mask;
        readOrRefuse(bytes);
        readOrRefuse(Buffer.from([...(kind === "module" ? moduleHeader : componentHeader), ...noise]));
      }),
      { numRuns: 2000 },
    );
  });

  const endless = [0xff, 0xff, 0xff, 0xff, 0x0f];
  test.each([
    ["imports of a module", moduleHeader, section(2, endless)],
    ["exports of a module", moduleHeader, section(7, [...endless, 0, 0, 0])],
    ["imports of a component", componentHeader, section(10, endless)],
    ["bytes of a name", moduleHeader, section(0, endless)],
    ["bytes of a section", moduleHeader, [2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ["digits", moduleHeader, [2, ...Array.from({ length: 40 }, () => 0x80)]],
  ])(
    "more %s than there are bytes end at once",
    (_, header, body) => {
      expect(() => readWasm(Buffer.from([...header, ...body]))).toThrow(WasmError);
    },
    1000,
  );

  test.each([
    ["producers", section(0, [...name("producers"), ...endless])],
    ["values of a producer", section(0, [...name("producers"), 1, ...name("language"), ...endless])],
    ["target features", section(0, [...name("target_features"), ...endless])],
  ])("%s that are broken say nothing, and the module stays whole", (_, body) => {
    expect(readWasm(Buffer.from([...moduleHeader, ...body]))).toEqual({ kind: "module", imports: [], exports: [], producers: [], features: [], tags: false });
  });

  test("as many exports and imports as a large program has are read", () => {
    const count = 300_000;
    const exports = Buffer.concat([Buffer.from(leb(count)), Buffer.alloc(count * 3)]);
    const imports = Buffer.concat([Buffer.from(leb(count)), Buffer.alloc(count * 4)]);
    const bytes = Buffer.concat([
      Buffer.from(moduleHeader),
      ...[[2, imports] as const, [7, exports] as const].flatMap(([id, content]) => [Buffer.from([id, ...leb(content.length)]), content]),
    ]);
    const facts = readWasm(bytes);
    expect([facts.imports.length, facts.exports.length]).toEqual([count, count]);
  });

  test.each([
    ["nothing", Buffer.alloc(0), /cut off/],
    ["text", Buffer.from("(module) ; as text"), /not a wasm binary/],
    ["another version", Buffer.from([0, 0x61, 0x73, 0x6d, 2, 0, 0, 0]), /not a wasm binary/],
  ])("%s is refused", (_, bytes, message) => {
    expect(() => readWasm(bytes)).toThrow(message);
    expect(() => readWasm(bytes)).toThrow(WasmError);
  });
});
