import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readShelves } from "../catalog/shelves.ts";
import { loadTargets } from "../catalog/targets.ts";
import { componentOf, moduleOf } from "./binaries.fixture.ts";
import { checkedKind, kindOfBinary } from "./kind.ts";

const root = join(import.meta.dirname, "../..");
const targets = await loadTargets(root, (await readShelves(root)).targets);
const importing = (from: string, name: string): Buffer => moduleOf(`(module (import "${from}" "${name}" (func)) (func (export "_start")))`);

describe("what a foreign binary is", () => {
  test.each([
    ["a module with _start", importing("wasi_snapshot_preview1", "sched_yield"), { target: "wasip1", serves: false }],
    ["a module without imports", moduleOf('(module (func (export "_start")))'), { target: "wasip1", serves: false }],
    ["a command of 0.2", componentOf("wasi:cli/run@0.2.6"), { target: "wasip2", serves: false }],
    ["a command of 0.3", componentOf("wasi:cli/run@0.3.0"), { target: "wasip3", serves: false }],
    ["a service of 0.2", componentOf("wasi:http/incoming-handler@0.2.0"), { target: "wasip2", serves: true }],
    ["a service of 0.3", componentOf("wasi:http/handler@0.3.0"), { target: "wasip3", serves: true }],
  ])("%s runs on its target", (_, bytes, kind) => expect(kindOfBinary(bytes, targets)).toMatchObject(kind));

  test.each([
    ["a reactor", moduleOf('(module (func (export "_initialize")) (func (export "work")))'), /^a reactor: .*no _start/],
    ["a library", moduleOf('(module (func (export "add")))'), /^a library, and no _start/],
    ["preview 0", importing("wasi_unstable", "fd_write"), /before preview 1/],
    ["Go's js target", importing("gojs", "runtime.wasmExit"), /Go's js target/],
    ["an older Go's js target", importing("go", "runtime.wasmExit"), /Go's js target/],
    ["a Node-API addon", importing("env", "napi_create_function"), /Node-API/],
    ["wasm-bindgen", importing("wbg", "__wbg_log"), /wasm-bindgen/],
    ["Emscripten", importing("env", "emscripten_memcpy_js"), /Emscripten/],
    ["Emscripten's exceptions", importing("env", "invoke_vii"), /Emscripten/],
    ["another host", importing("my-host", "call"), /imports my-host/],
    ["a component that runs nothing", componentOf("my:own/thing@1.0.0"), /exports my:own\/thing@1\.0\.0, and neither/],
    ["an empty component", componentOf(), /exports nothing/],
    ["no wasm", Buffer.from("hello, world"), /^no whole wasm binary/],
    ["half a module", moduleOf('(module (func (export "_start")))').subarray(0, 20), /^no whole wasm binary/],
    ["nothing", Buffer.alloc(0), /^no whole wasm binary/],
  ])("%s is named, and not run", (_, bytes, why) => expect(kindOfBinary(bytes, targets)).toEqual({ not: expect.stringMatching(why) }));

  test("a module in a component's place, and the other way round, is told by the suite's own word", () => {
    const [module, component] = [moduleOf('(module (func (export "_start")))'), componentOf("wasi:cli/run@0.3.0")];
    expect(checkedKind(module, "wasm32-wasip1", targets)).toMatchObject({ target: "wasip1" });
    expect(checkedKind(component, "wasm32-wasip3", targets)).toMatchObject({ target: "wasip3" });
    expect(checkedKind(module, "wasm32-wasip3", targets)).toEqual({ not: "a module of wasip1, where the suite's manifest.json says wasm32-wasip3" });
    expect(checkedKind(component, "wasm32-wasip1", targets)).toEqual({ not: "a component of wasip3, where the suite's manifest.json says wasm32-wasip1" });
    expect(checkedKind(module, "1.0", targets)).toMatchObject({ target: "wasip1" });
  });
});
