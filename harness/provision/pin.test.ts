import { expect, test } from "vitest";
import type { Package } from "../model/generated/package.ts";
import { pinVersion } from "./pin.ts";

const nothing = { store: "/nowhere", signal: undefined, notify: () => {} };
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const path = { command: "tool", version: ["--version"], range: "*", hint: "none" };
const pin = (spec: Package, version: string) => pinVersion("tool", spec, version, nothing, "/");

test("a version that the manifest names has its digests, and no program on PATH stands for it", async () => {
  const spec: Package = { from: "pypi", name: "tool", version: "2.0.0", digests: [digest("a")], others: [{ version: "1.0.0", digests: [digest("b")] }], path };
  const { path: _, ...bare } = spec;
  expect(await pin(spec, "2.0.0")).toEqual({ spec: bare });
  expect(await pin(spec, "1.0.0")).toEqual({ spec: { ...bare, version: "1.0.0", digests: [digest("b")] } });
});

test("of sources where nothing is looked up, other versions are told as missing", async () => {
  const cargo: Package = { from: "cargo", name: "tool", version: "2.0.0", digests: [digest("a")], takes: [], steps: [] } as unknown as Package;
  for (const spec of [cargo, { from: "path", path } satisfies Package])
    expect(await pin(spec, "1.0.0")).toMatchObject({ missing: { pass: false, name: "tool 1.0.0", hint: expect.stringContaining("others") } });
});
