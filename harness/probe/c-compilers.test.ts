import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { storeFolder } from "../host/environment.ts";
import type { Package } from "../model/generated/package.ts";
import { Provisioner } from "../provision/provision.ts";
import { provisionedCompilers } from "./c-compilers.ts";

const project = join(import.meta.dirname, "../..");
const catalog = await loadCatalog(project);
const store = storeFolder(project);
mkdirSync(join(store, "tmp"), { recursive: true });
const provisioner = new Provisioner({ store, signal: new AbortController().signal, notify: () => {} });
const c = catalog.languages.get("c");
if (!c) throw new Error("there is no language c");

const withC = (own: Partial<typeof c.manifest>): Parameters<typeof provisionedCompilers>[0] => ({
  ...catalog,
  languages: new Map([["c", { ...c, manifest: { ...c.manifest, ...own } }]]),
});

test("a language says how C is compiled where the machine has no compiler", async () => {
  const node: Package = { from: "path", path: { command: "node", version: ["--version"], range: ">=20", hint: "-" } };
  const own = { package: { node }, "static-c": { packages: ["node"], argv: ["{bin.node}", "cc", "-static"] } };
  const [compiler, ...others] = await provisionedCompilers(withC(own), provisioner);
  expect(others).toEqual([]);
  expect(compiler).toEqual([expect.stringMatching(/^\/.*node$/), "cc", "-static"]);
});

test("one whose package is not to be had is none, nor is a language that says nothing", async () => {
  const gone: Package = { from: "path", path: { command: "no-such-compiler", version: ["--version"], range: ">=1", hint: "-" } };
  const own = { package: { gone }, "static-c": { packages: ["gone"], argv: ["{bin.no-such-compiler}"] } };
  expect(await provisionedCompilers(withC(own), provisioner)).toEqual([]);
  expect(await provisionedCompilers({ ...catalog, languages: new Map([["go", catalog.languages.get("go") ?? c]]) }, provisioner)).toEqual([]);
});
