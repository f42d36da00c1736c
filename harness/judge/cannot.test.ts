import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { cannotByTarget } from "./cannot.ts";

const catalog = await loadCatalog(join(import.meta.dirname, "../.."));
const whyNot = cannotByTarget(catalog);
const [wazero, wasmtime, jco] = ["wazero@1.12.0/nil:host-x86_64", "wasmtime@49.0.3/nil:host-x86_64", "jco@0.15.0/nil:host-x86_64"] as const;

test("a language whose toolchains make nothing that a lane runs can have nothing there", () => {
  expect(whyNot("coffeescript", "args", wazero)).toMatchObject({
    why: expect.stringMatching(/^compiled to WASI 0\.2 alone, and wazero runs preview 1 alone$/),
  });
  expect(whyNot("go", "args", jco)?.link).toMatch(/^https:/);
});

test("nor what no runtime gives by the target that both have", () => {
  expect(whyNot("go", "sockets.connect", wasmtime)).toMatchObject({
    why: expect.stringMatching(/^compiled to preview 1, which has none: it is of WASI 0\.2 and WASI 0\.3$/),
  });
});

test("all else somebody may write", () => {
  for (const capability of ["args", "sockets.accept"] as const) expect(whyNot("go", capability, wasmtime)).toBeUndefined();
  for (const lane of [wasmtime, jco]) expect(whyNot("typescript", "udp", lane)).toBeUndefined();
});
