import { expect, test } from "vitest";
import type { Package } from "../model/generated/package.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import { reproNeeds } from "./repro-needs.ts";

const path = { command: "node", version: ["--version"], range: ">=20", hint: "install Node" };
const engine: Package = { from: "npm", lock: "npm/2", bin: { node: "bin/node" }, path };
const releases: readonly ReleaseManifest[] = [{ current: true }, { version: "1.0.0", current: false, lock: "npm/1" }];
const needsAt = (version: string) => reproNeeds({ id: "node", package: { engine } }, releases, version, ["bin.node"]);

test("a release from npm is installed from its own lock file", () => {
  const install = ["npm ci --ignore-scripts --prefix packages/engine", "env NODE=packages/engine/bin/node sh run.sh"];
  const locked = { lock: "npm/1", at: "packages/engine" };
  expect(needsAt("1.0.0")).toEqual([{ token: "bin.node", variable: "NODE", kind: "program", fallback: "node", install, locked }]);
});

test("the release without a version is what a machine has on PATH", () => {
  expect(needsAt("3.0.0")).toEqual([{ token: "bin.node", variable: "NODE", kind: "program", fallback: "node", install: ["install Node (node >=20)"] }]);
});

test("a build that nobody has published cannot be installed", () => {
  expect(needsAt("path:/tmp/node")).toEqual([expect.objectContaining({ fallback: "", install: [expect.stringContaining("nobody has published")] })]);
});

test("a Go module is compiled by the release of Go that its own release names", () => {
  const module: Package = { from: "go", name: "example/cmd/tool", module: "example", bin: { tool: "tool" } };
  const all: readonly ReleaseManifest[] = [
    { version: "2.0.0", current: true },
    { version: "1.0.0", current: false, go: "1.23.12" },
  ];
  const installOf = (version: string) => reproNeeds({ id: "tool", package: { engine: module } }, all, version, ["bin.tool"])[0]?.install[0];
  expect(installOf("1.0.0")).toBe('GOTOOLCHAIN=go1.23.12 GOBIN="$PWD/engine" go install example/cmd/tool@v1.0.0');
  expect(installOf("2.0.0")).toBe('GOBIN="$PWD/engine" go install example/cmd/tool@v2.0.0');
});
