import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import type { Program } from "../model/contract.ts";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import { plantProject, plantRun } from "../review/project.fixture.ts";
import { configsOf, readConfigs } from "./configs.ts";

const project = join(import.meta.dirname, "../..");
const root = plantProject();
const enarx = join(root, "harness/runtimes/enarx");
beforeEach(() => cpSync(join(project, "harness/runtimes/enarx"), enarx, { recursive: true }));
afterEach(() => rmSync(enarx, { recursive: true, force: true }));

const lane = "node-wasi@24.21.0/nil:host-x86_64";
const cell = "args/plain,zig/zig.wasip1";
let count = 0;
const plant = (name = cell): string => {
  const run = `202602${String(++count).padStart(2, "0")}T120000000Z-aaaa`;
  plantRun(root, { [name]: {} }, { run, lane });
  return run;
};

test("a cell of any runtime has the file of the only one that takes one", async () => {
  const { programs, ...told } = await readConfigs(root, `${cell},${lane}`, plant(), undefined);
  expect(told).toEqual({ cell: `${cell},${lane}`, runtime: "enarx", name: "Enarx.toml" });
  expect(programs).toHaveLength(1);
  expect(programs[0]).toMatchObject({ role: "main", config: expect.stringMatching(/args = \[ "main.wasm",\s*"one",\s*"two",\s*"three"\s*\]/) });
});

test("a case that is gone, and a runtime that takes no file, have none", async () => {
  await expect(readConfigs(root, "args/gone", plant("args/gone,zig/zig.wasip1"), undefined)).rejects.toMatchObject({ code: "config/moved" });
  const other = readConfigs(root, `${cell},${lane}`, plant(), "node-wasi");
  await expect(other).rejects.toMatchObject({ code: "config/runtime", hint: expect.stringContaining("enarx"), exitCode: 2 });
  rmSync(enarx, { recursive: true });
  await expect(readConfigs(root, `${cell},${lane}`, plant(), undefined)).rejects.toMatchObject({ code: "config/runtime" });
});

test("each socket has a port of its own, and what the file cannot say is an error", async () => {
  const catalog = await loadCatalog(root);
  const runtime = catalog.runtimes.get("enarx");
  const program = catalog.workloads.get("args")?.cases.find(({ id }) => id === "plain")?.programs["main"];
  if (!runtime || !program) throw new Error("the project lacks what the test is about");
  const taker = { runtime, target: runtime.manifest.target["wasip1"] as RuntimeTarget };
  const socket = { name: "server", kind: "listen" } as Program["sockets"][number];
  const [one] = await configsOf(taker, { main: { ...program, sockets: [socket, { ...socket, name: "other" }] } });
  expect([...(one?.config ?? "").matchAll(/port = (\d+)/g)].map(([, port]) => Number(port))).toEqual([47_600, 47_601]);
  for (const protocol of ["udp", "http"] as const)
    await expect(configsOf(taker, { main: { ...program, sockets: [{ ...socket, protocol }] } })).rejects.toMatchObject({ code: "config/inexpressible" });
});
