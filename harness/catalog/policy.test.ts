import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { loadCatalog } from "./load.ts";
import { loadPolicy } from "./policy.ts";

const project = join(import.meta.dirname, "../..");
const examples = join(project, "schemas/examples/policy");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-policy-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const load = async (example: string | undefined) => {
  const root = mkdtempSync(join(scratch, "root-"));
  mkdirSync(join(root, "results"));
  if (example) cpSync(join(examples, example), join(root, "results/policy.toml"));
  return loadPolicy({ ...(await loadCatalog(project)), root, policy: example && join(root, "results/policy.toml") });
};

test("without a file the defaults hold", async () => {
  expect(await load(undefined)).toEqual({
    tiers: [1],
    keeps: ["nil"],
    changed: "report",
    times: { least: 0.02, unsure: "refuse" },
    ignored: [],
    accepted: [],
    baselines: new Map(),
  });
});

test("what is written is read", async () => {
  const policy = await load("good.toml");
  expect(policy).toMatchObject({
    tiers: [1, 2],
    keeps: ["nil"],
    changed: "refuse",
    times: { least: 0.05, unsure: "report" },
    accepted: [{ loss: { capability: "sockets.accept" }, since: "47.0.0", day: "2026-11-30" }],
    baselines: new Map([["wasmtime", ["wasmtime@46.0.1", "wasmtime@36.0.9"]]]),
  });
  expect(policy.ignored[0]?.pattern.test("files/all-steps,go/go.wasip1,wasmtime@49.0.3/nil:host-x86_64")).toBe(true);
});

test.each(readdirSync(examples).filter((name) => name.startsWith("bad-")))("%s is refused for what its first line says", async (name) => {
  const expected = /^# error: (.+)\n/.exec(readFileSync(join(examples, name), "utf8"))?.[1] ?? "a first line";
  const error = await load(name).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(GatehouseError);
  const { place, message } = error as GatehouseError;
  expect(`${place?.line}:${place?.column}: ${place?.path?.slice(1)}: ${message}`).toContain(expected);
});

test("the project's own policy is sound", async () => {
  await expect(loadPolicy(await loadCatalog(project))).resolves.toBeDefined();
});
