import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import wabt from "wabt";
import { readWasm, WasmError } from "../build/wasm.ts";
import { readParts, trapping, withBodies, withoutCustom, withoutData, writeParts } from "./parts.ts";

// Node has it; its types come with those of browsers only.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, (...values: unknown[]) => unknown>> };
};

const source = `(module
  (import "env" "seed" (func $seed (result i32)))
  (import "env" "base" (global $base i32))
  (memory (export "memory") 1)
  (data (i32.const 8) "abcd")
  (data (global.get $base) "efgh")
  (data $passive "ijkl")
  (table funcref (elem $int $long))
  (func $int (export "int") (result i32) (i32.add (call $seed) (i32.const 40)))
  (func $long (export "long") (result i64) (i64.const 5))
  (func (export "floats") (result f32 f64) (f32.const 1) (f64.const 2))
  (func (export "vector") (result i32) (i32x4.extract_lane 1 (call $v)))
  (func $v (result v128) (v128.const i32x4 1 2 3 4))
  (func (export "nothing") (param i32) (if (local.get 0) (then (unreachable))))
  (func (export "reference") (result externref) (ref.null extern))
  (func (export "read") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "fill") (memory.init $passive (i32.const 32) (i32.const 0) (i32.const 0))))`;

let wasm: Uint8Array;
beforeAll(async () => {
  const parsed = (await wabt()).parseWat("parts.wat", source, { simd: true, bulk_memory: true, reference_types: true, multi_value: true });
  wasm = parsed.toBinary({ write_debug_names: true }).buffer;
});

const open = (bytes: Uint8Array) => new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { seed: () => 2, base: 16 } }).exports;
const all = (count: number): ReadonlySet<number> => new Set(Array.from({ length: count }, (_, index) => index));

test("a module that is taken apart and put together is the same", () => {
  const parts = readParts(wasm);
  expect([parts.bodies.length, parts.segments.length]).toEqual([9, 3]);
  expect(Buffer.from(writeParts(parts)).equals(Buffer.from(wasm))).toBe(true);
});

test("without custom sections it does the same, and is smaller", () => {
  const bare = writeParts(withoutCustom(readParts(wasm)));
  expect(bare.length).toBeLessThan(wasm.length);
  expect(open(bare)["int"]?.()).toBe(42);
});

test("bodies return zeros of every type, or trap", () => {
  const parts = readParts(wasm);
  const zeros = open(writeParts(withBodies(parts, all(9), (index) => parts.zeros[index])));
  expect(["int", "long", "floats", "vector", "nothing", "reference", "read"].map((name) => zeros[name]?.(1))).toEqual([0, 0n, [0, 0], 0, undefined, null, 0]);
  const traps = open(writeParts(withBodies(parts, all(9), () => trapping)));
  expect(() => traps["int"]?.()).toThrow("unreachable");
});

test("segments of data become empty, and stay where they are", () => {
  const parts = readParts(wasm);
  expect(["8", "16"].map((at) => open(wasm)["read"]?.(Number(at)))).toEqual([97, 101]);
  const own = open(writeParts(withoutData(parts, new Set([0, 2]))));
  expect(["8", "16"].map((at) => own["read"]?.(Number(at)))).toEqual([0, 101]);
  expect(() => own["fill"]?.()).not.toThrow();
});

test("whatever is emptied, it stays a module with the same imports and exports", () => {
  const { imports, exports } = readWasm(wasm);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(8)), fc.uniqueArray(fc.nat(8)), fc.uniqueArray(fc.nat(2)), (trap, zero, data) => {
      const parts = readParts(wasm);
      const own = withoutData(
        withBodies(
          withBodies(parts, new Set(trap), () => trapping),
          new Set(zero),
          (index) => parts.zeros[index],
        ),
        new Set(data),
      );
      const bytes = writeParts(own);
      expect(readWasm(bytes)).toMatchObject({ imports, exports });
      new WebAssembly.Module(bytes);
    }),
  );
});

test("bytes that are no module, or are cut off, are an error of their own", () => {
  fc.assert(
    fc.property(fc.nat(wasm.length - 1), (length) => {
      try {
        readParts(wasm.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(WasmError);
      }
    }),
  );
  expect(() => readParts(Buffer.from("no wasm at all"))).toThrow(WasmError);
});
