import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { digestOf } from "../host/digest.ts";
import { hexOf } from "../model/digest.ts";
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

describe("a version of a package of npm", () => {
  const root = mkdtempSync(join(tmpdir(), "gatehouse-pin-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const plant = (dependencies: Readonly<Record<string, string>>): void => {
    mkdirSync(join(root, "npm"), { recursive: true });
    writeFileSync(join(root, "npm/package.json"), JSON.stringify({ name: "x", dependencies }));
  };
  const spec: Package = { from: "npm", lock: "npm" };
  const at = (id: string) => pinVersion(id, spec, "1.0.0", { ...nothing, store: root }, root);

  test("is that of the one dependency that is meant; where several could be, that is told", async () => {
    plant({ left: "1.0.0", "@some/right": "2.0.0" });
    expect(await at("tools")).toMatchObject({ missing: { pass: false, info: "npm has several packages" } });
  });

  test("is looked up once: what stands in the store is taken", async () => {
    plant({ left: "0.9.0", "@some/right": "2.0.0" });
    const text = `${JSON.stringify({ name: "x", dependencies: { left: "0.9.0", "@some/right": "1.0.0" } }, undefined, 2)}\n`;
    const folder = join(root, "locks", hexOf(digestOf(text), 16));
    mkdirSync(folder, { recursive: true });
    expect(await at("right")).toEqual({ spec: { from: "npm", lock: relative(root, folder) } });
  });
});
