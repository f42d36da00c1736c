import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { digest } from "../host/digest.ts";
import type { Made, Told } from "../judge/run.fixture.ts";
import { digestOf, observed } from "../judge/seen.fixture.ts";
import { parseLane } from "../model/ids.ts";
import { resolveRuntime } from "../model/resolve.ts";
import { kept, ownFolder, plantProject, plantRun, put } from "../review/project.fixture.ts";
import { caseLine } from "../run/contract.ts";
import { symbolicCase } from "../run/symbolic.ts";
import { readConfigs } from "./configs.ts";
import { writeRepro } from "./write.ts";

const root = plantProject();
const catalog = await loadCatalog(root);
const store = ownFolder();
const wasm = "\0asm of a test";
const lane = "node-wasi@24.21.0/nil:host-x86_64";
const cell = "args/plain,zig/zig.wasip1";
const whole = `${cell},${lane}`;
const said = "count 3\n1 3 6f6e65\n2 3 74776f\n3 5 7468726565\n";

const args = catalog.workloads.get("args");
const entry = args?.cases.find(({ id }) => id === "plain");
const program = entry?.programs["main"];
const runtime = catalog.runtimes.get("node-wasi");
if (!args || !entry || !program || !runtime) throw new Error("the project lacks what the test is about");

// The command as it ran on some machine.
const argv = (
  symbolicCase(resolveRuntime(runtime.manifest, runtime.releases, parseLane(lane).version), parseLane(lane), "wasip1", program)?.run.argv ?? []
).map((word) => word.replace(/\0([^\0]*)\0/g, "/opt/$1"));
const passed: Told = { observation: observed("", { argv, stdout: kept(said), stderr: kept("") }) };

let count = 0;
/** Puts a run of the cell into the project; returns its name. */
const plant = (told: Told = passed, made: Made = {}, blobs: readonly string[] = [said]): string => {
  const run = `202601${String(++count).padStart(2, "0")}T120000000Z-aaaa`;
  const cases = made.contract ? {} : { "args/plain": caseLine("args", entry, args.folder) };
  plantRun(root, { [cell]: told }, { run, lane, cases, artifact: () => digest(wasm), ...made }, blobs);
  return run;
};

const write = (run: string, more: { out?: string; archive?: boolean } = {}) =>
  writeRepro(root, whole, { run, out: join(ownFolder(), "out"), archive: false, ...more });

beforeAll(() => {
  vi.stubEnv("GATEHOUSE_STORE", store);
  put(join(store, "artifacts", digestOf("key").slice(7), "program.wasm"), wasm);
});
afterAll(() => vi.unstubAllEnvs());

describe("the folder of a cell", () => {
  test("holds the binary, its inputs, what was expected and what was seen, and one script", async () => {
    const written = await write(plant());
    expect(written).toMatchObject({ cell: whole, archive: false });
    const file = (name: string): string => readFileSync(join(written.out, name), "utf8");
    expect(file("program.wasm")).toBe(wasm);
    expect(file("expected/stdout")).toBe(said);
    expect(file("actual/stdout")).toBe(said);
    expect(file("expected/exit")).toBe("0\n");
    expect(file("input/stdin")).toBe("");
    expect(file("host/host.mjs")).toBe(readFileSync(join(runtime.folder, "host.mjs"), "utf8"));
    expect(existsSync(join(written.out, "host/runtime.toml"))).toBe(false);
    expect(file("README.md")).toContain(cell);
    expect(file("run.sh")).toMatch(/^#!\/bin\/sh\n/);
    // Nothing of this machine is in it.
    for (const { path } of written.files) expect(file(path), path).not.toContain(root);
  });

  test("is listed with sizes and digests", async () => {
    const { files } = await write(plant());
    expect(files.find(({ path }) => path === "program.wasm")).toEqual({ path: "program.wasm", size: wasm.length, digest: digest(wasm) });
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(["README.md", "issue.md", "run.sh", "actual/ending"]));
  });

  test("is one archive of the same bytes each time", async () => {
    const run = plant();
    const [one, two] = [join(ownFolder(), "a.tar.gz"), join(ownFolder(), "a.tar.gz")];
    for (const out of [one, two]) await write(run, { out, archive: true });
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  test("takes no place that somebody else has", async () => {
    const run = plant();
    const full = ownFolder();
    writeFileSync(join(full, "mine"), "mine\n");
    await expect(write(run, { out: full })).rejects.toMatchObject({ code: "repro/exists" });
    expect(readdirSync(full)).toEqual(["mine"]);
    await expect(write(run, { out: join(full, "mine") })).rejects.toMatchObject({ code: "repro/exists" });
    await expect(write(run, { out: join(full, "mine"), archive: true })).rejects.toMatchObject({ code: "repro/exists" });
    const empty = join(full, "empty");
    mkdirSync(empty);
    expect((await write(run, { out: empty })).out).toBe(empty);
  });
});

describe("there is no folder", () => {
  test.each<[string, Told, string]>([
    ["of a cell that could not be set up", { state: "inexpressible", why: "no sockets" }, "repro/inexpressible"],
    ["of a cell that was lost", "lost", "repro/lost"],
    ["where the harness broke", { state: "broken", stage: "sandbox", detail: "no room" }, "repro/broken"],
    ["where nothing compiled", { state: "unbuilt", build: "args,zig/zig.wasip1" }, "repro/not-built"],
    ["where the command was another", { observation: observed("", { argv: ["/opt/other"], stdout: kept(said) }) }, "repro/moved"],
  ])("%s", async (_, told, code) => {
    await expect(write(plant(told))).rejects.toMatchObject({ code, exitCode: 2 });
  });

  test("where the contract is another than that of the run", async () => {
    await expect(write(plant(passed, { contract: digestOf }))).rejects.toMatchObject({ code: "repro/moved" });
  });

  test("where the runtime claims something else than in the run", async () => {
    const refused = observed("", { argv, ending: { how: "missing-import", message: "args_get" } });
    await expect(write(plant({ observation: refused }))).rejects.toMatchObject({ code: "repro/moved" });
  });

  test("where the store has another binary, or none", async () => {
    await expect(write(plant(passed, { artifact: () => digest("another") }))).rejects.toMatchObject({ code: "repro/artifact-gone" });
    vi.stubEnv("GATEHOUSE_STORE", ownFolder());
    await expect(write(plant())).rejects.toMatchObject({ code: "repro/artifact-gone" });
    vi.stubEnv("GATEHOUSE_STORE", store);
  });

  test("of a cell that no run has", async () => {
    await expect(writeRepro(root, "no-such-cell", { run: plant(), out: undefined, archive: false })).rejects.toMatchObject({ code: "cell/unknown" });
  });
});

test("a verdict that is another today is shown as that of today", async () => {
  const other = "something else\n";
  const { out } = await write(plant({ observation: observed("", { argv, stdout: kept(other) }) }, {}, [other]));
  expect(readFileSync(join(out, "actual/stdout"), "utf8")).toBe(other);
  expect(readFileSync(join(out, "issue.md"), "utf8")).toContain(`${other.length} bytes that are not the expected ones`);
});

describe("what failed", () => {
  const wrong = "count 2\n";
  const told: Told = {
    verdict: { is: "fail", cause: "stdout", detail: "8 bytes that are not the expected ones" },
    observation: observed("", { argv, stdout: { ...kept(wrong), differsAt: 6 }, stderr: kept("") }),
  };

  test("stands beside what was expected, with whose fault it is", async () => {
    const { out } = await write(plant(told, {}, [wrong]));
    expect(readFileSync(join(out, "actual/stdout"), "utf8")).toBe(wrong);
    expect(readFileSync(join(out, "expected/stdout"), "utf8")).toBe(said);
    expect(readFileSync(join(out, "issue.md"), "utf8")).toContain("stdout");
  });

  test("is told without the bytes where nobody kept them", async () => {
    const { out, files } = await write(plant(told, {}, []));
    expect(files.map(({ path }) => path)).not.toContain("actual/stdout");
    expect(existsSync(join(out, "run.sh"))).toBe(true);
  });
});

test("the Enarx.toml of a cell's program gives its arguments", async () => {
  const { cell: text, programs } = await readConfigs(root, whole, plant(), "enarx");
  expect(text).toBe(whole);
  expect(programs).toHaveLength(1);
  expect(programs[0]).toMatchObject({ role: "main" });
  expect(programs[0]?.config).toMatch(/args = \[ "main.wasm",\s*"one",\s*"two",\s*"three"\s*\]/);
});

test("there is no Enarx.toml of a case that is gone", async () => {
  const run = plantRun(root, { "args/gone,zig/zig.wasip1": {} }, { run: "20260201T120000000Z-aaaa", lane });
  await expect(readConfigs(root, "args/gone", run, "enarx")).rejects.toMatchObject({ code: "config/moved" });
});
