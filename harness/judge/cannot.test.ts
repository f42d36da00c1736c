import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { parseLane } from "../model/ids.ts";
import { cannotByTarget } from "./cannot.ts";

const catalog = await loadCatalog(join(import.meta.dirname, "../.."));
const [wazero, wasmtime, jco] = ["wazero@1.12.0/nil:host-x86_64", "wasmtime@49.0.3/nil:host-x86_64", "jco@0.15.0/nil:host-x86_64"].map(parseLane);
if (!wazero || !wasmtime || !jco) throw new Error("three lanes were given");

test("a language whose toolchains make nothing that a lane runs can have nothing there", () => {
  expect(cannotByTarget(catalog, "coffeescript", "args", wazero)).toMatchObject({
    why: expect.stringMatching(/^compiled to WASI 0\.2 alone, and wazero runs preview 1 alone$/),
  });
  expect(cannotByTarget(catalog, "go", "args", jco)?.link).toMatch(/^https:/);
});

test("nor what no runtime gives by the target that both have", () => {
  expect(cannotByTarget(catalog, "go", "sockets.connect", wasmtime)).toMatchObject({
    why: expect.stringMatching(/^compiled to preview 1, which has none: it is of WASI 0\.2 and WASI 0\.3$/),
  });
});

test("all else somebody may write", () => {
  for (const capability of ["args", "sockets.accept"] as const) expect(cannotByTarget(catalog, "go", capability, wasmtime)).toBeUndefined();
  for (const lane of [wasmtime, jco]) expect(cannotByTarget(catalog, "typescript", "udp", lane)).toBeUndefined();
});
