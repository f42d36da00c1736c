import { expect, test } from "vitest";
import { compareReleases, newestOf, releaseOf, releasesOf } from "./bare-lanes.ts";

const at = (...lanes: string[]) => lanes.map((lane) => ({ lane }));
const lanes = at(
  "wasmtime@9.0.0/nil:host-x86_64",
  "wasmtime@49.0.3/nil:host-x86_64",
  "wasmtime@50.0.0/kvm:qemu:tcg-x86_64",
  "wasmtime@50.0.0+pulley/nil:host-x86_64",
  "wazero@1.12.0/nil:host-x86_64",
  "wazero@1.9.0/nil:host-x86_64",
);

test("releases are ordered as versions are, not as texts", () => {
  expect(["wasmtime@49.0.3/nil:host-x86_64", "wasmtime@9.0.0/nil:host-x86_64"].sort(compareReleases)).toEqual([
    "wasmtime@9.0.0/nil:host-x86_64",
    "wasmtime@49.0.3/nil:host-x86_64",
  ]);
  expect(releaseOf("wasmtime@49.0.3/nil:host-x86_64")).toBe("wasmtime 49.0.3");
});

test("of each runtime the newest plain release stands, and neither a Keep nor a variant", () => {
  expect(newestOf(lanes).map(({ lane }) => lane)).toEqual(["wasmtime@49.0.3/nil:host-x86_64", "wazero@1.12.0/nil:host-x86_64"]);
  expect(releasesOf(lanes, "wasmtime")).toEqual(["wasmtime@9.0.0/nil:host-x86_64", "wasmtime@49.0.3/nil:host-x86_64"]);
});
