import wabt from "wabt";

const { parseWat } = await wabt();

/** A module of this text, assembled. */
export const moduleOf = (wat: string): Buffer => Buffer.from(parseWat("test.wat", wat).toBinary({}).buffer);

const text = (value: string): number[] => [value.length, ...Buffer.from(value)];

/** The bytes of a component that exports instances of these names, and holds nothing: enough to say what it is. */
export const componentOf = (...exports: readonly string[]): Buffer => {
  const section = [exports.length, ...exports.flatMap((name) => [0, ...text(name), 5, 0, 0])];
  return Buffer.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 11, section.length, ...section]);
};

/** A module that ends with the code that its text gives; it imports proc_exit, fd_write and args_sizes_get of preview 1. */
export const exits = (body: string): Buffer =>
  moduleOf(`(module
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 8) "\\18\\00\\00\\00\\06\\00\\00\\00hello\\0a")
    (data (i32.const 24) "hello\\0a")
    (func (export "_start") ${body}))`);
