import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { randomName } from "../host/digest.ts";
import { sealPackage } from "../host/installed.ts";
import type { Command, Exit, Launcher } from "../launch/launcher.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { type BuildJob, build, recipeDigest } from "./build.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-build-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const module = Buffer.from("0061736d01000000", "hex");
const component = Buffer.from("0061736d0d000100", "hex");
const ended: Exit = {
  ...{ code: 0, signal: null, wallMs: 1, userMs: 1, systemMs: 1, peakKib: 1, limit: undefined, leftProcesses: 0, startError: undefined },
};

let store = "";
let port = "";
beforeEach(() => {
  const own = join(scratch, randomName());
  [store, port] = [join(own, "store"), join(own, "port")];
  for (const folder of [join(store, "tmp"), port]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(port, "main.c"), "int main;");
});

const pack: Provisioned = { ok: true, id: "cc", folder: "/p", bin: { cc: "/p/cc" }, env: { LIB: "/p/lib" }, digest: "sha256:1", origin: "path" };
/** The same, installed in the store and changed since. */
const changed = async (): Promise<Provisioned> => {
  const folder = join(store, "packages/cc-1");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cc"), "compiler");
  await sealPackage(folder, folder, "cc", "sha256:1");
  writeFileSync(join(folder, "cc"), "COMPILER");
  return { ...pack, folder, origin: "store" };
};

const jobOf = (
  rest: Partial<BuildJob> = {},
  steps: readonly object[] = [{ run: ["{bin.cc}", "{sources:c}", "-o", "{out}"] }],
  build_: object = {},
): BuildJob => {
  const target = { steps, ...build_ };
  const manifest = {
    id: "c",
    name: "C",
    tier: 1,
    toolchain: { cc: { title: "cc", packages: ["cc"], version: ["v"], target: { wasip1: target }, native: target } },
  };
  return {
    ...{
      id: { workload: "w", language: "c", toolchain: "cc", target: "wasip1" },
      language: { folder: "/l/c", manifest: manifest as unknown as LanguageManifest },
    },
    ...{ layers: [port], makes: "module", packages: [pack], version: "1.0.0" },
    ...rest,
  };
};

/** A compiler that writes these bytes, or ends otherwise. */
const compiler = (bytes: Uint8Array | "none" = module, exit: Partial<Exit> = {}, said: { out?: string; err?: string } = {}) => {
  const commands: Command[] = [];
  const launcher: Launcher = {
    supervised: true,
    contained: "no",
    run: async (command) => {
      commands.push(command);
      const out = command.argv[command.argv.indexOf("-o") + 1];
      if (bytes !== "none" && out) writeFileSync(out, bytes);
      writeFileSync(command.stdout, said.out ?? "");
      writeFileSync(command.stderr, (said.err ?? "").replaceAll("SOURCE", command.cwd));
      return { ...ended, ...exit };
    },
    close: async () => {},
  };
  return { launcher, commands };
};

const replaceIn = (path: string, old: string, text: string): void => writeFileSync(path, readFileSync(path, "utf8").replace(old, text));

describe("a build", () => {
  test("compiles a copy of the sources, with the toolchain's variables and limits, and keeps the binary", async () => {
    const { launcher, commands } = compiler();
    const { row, wasm } = await build(jobOf(), store, launcher);
    expect(row).toMatchObject({ kind: "artifact", build: "w,c/cc.wasip1", reused: false, outcome: { state: "built", size: 8, imports: [] } });
    expect(readFileSync(wasm ?? "")).toEqual(module);
    const [command] = commands;
    expect(command?.argv.slice(0, 3)).toEqual(["/p/cc", "main.c", "-o"]);
    expect(command?.env).toMatchObject({ LIB: "/p/lib", LANG: "C.UTF-8" });
    expect(command?.limits).toMatchObject({ timeMs: 300_000, processes: 512 });
    expect([command?.cwd.startsWith(store), existsSync(command?.cwd ?? "/"), readdirSync(join(store, "tmp"))]).toEqual([true, false, []]);
  });

  test("reaches nobody and knows no proxy, but in steps that take the network; that changes no key", async () => {
    vi.stubEnv("HTTPS_PROXY", "http://user:secret@127.0.0.1:1");
    const { launcher, commands } = compiler();
    const fetch = ["{bin.cc}", "-o", "{work}/packages"];
    const steps = (network?: true) => [
      { run: ["{bin.cc}", "-o", "{work}/fetched"], ...(network && { network }) },
      { run: ["{bin.cc}", "-o", "{out}"], ...(network && { fetch }) },
    ];
    const first = await build(jobOf({}, steps(true)), store, launcher);
    expect(commands.map(({ carry, env }) => [carry?.network, "HTTPS_PROXY" in env])).toEqual([
      ["all", true],
      ["all", true],
      [undefined, false],
    ]);
    expect((await build(jobOf({}, steps()), store, launcher)).row.key).toBe(first.row.key);
    vi.unstubAllEnvs();
  });

  test("may read a script of another language that a step names, and is done anew where that changes", async () => {
    const { launcher, commands } = compiler();
    const [folder, script] = ["l/c", "l/other/make.mjs"].map((path) => join(store, path)) as [string, string];
    for (const path of [folder, join(store, "l/other")]) mkdirSync(path, { recursive: true });
    writeFileSync(script, "first");
    const job = jobOf({}, [{ run: ["{bin.cc}", "{manifest}/../other/make.mjs", "-o", "{out}"] }]);
    const shared: BuildJob = { ...job, language: { ...job.language, folder } };
    const first = await build(shared, store, launcher);
    expect(commands[0]?.carry?.lane).toEqual(expect.arrayContaining([folder, script]));
    expect(commands[0]?.carry?.lane).not.toContain(join(store, "l/other"));
    writeFileSync(script, "second");
    const changed = await build(shared, store, launcher);
    expect([changed.row.reused, changed.row.key === first.row.key]).toEqual([false, false]);
  });

  test("serves again while its sources, steps and toolchain are the same", async () => {
    const { launcher, commands } = compiler();
    const first = await build(jobOf(), store, launcher);
    expect(await build(jobOf(), store, launcher)).toMatchObject({ row: { reused: true, key: first.row.key, outcome: first.row.outcome }, wasm: first.wasm });
    const others = [
      jobOf({ version: "2.0.0" }),
      jobOf({ packages: [{ ...pack, digest: "sha256:2" }] }),
      jobOf({}, [{ run: ["{bin.cc}", "-O2", "-o", "{out}"] }]),
    ];
    const keys = [first, ...(await Promise.all(others.map((job) => build(job, store, launcher))))].map(({ row }) => row.key);
    writeFileSync(join(port, "main.c"), "int other;");
    keys.push((await build(jobOf(), store, launcher)).row.key);
    expect([new Set(keys).size, commands.length]).toEqual([5, 5]);
  });

  test.each<[string, (folder: string) => void]>([
    ["changed", (folder) => writeFileSync(join(folder, "program.wasm"), component)],
    ["cut off", (folder) => writeFileSync(join(folder, "program.wasm"), module.subarray(0, 5))],
    ["gone", (folder) => rmSync(join(folder, "program.wasm"))],
    ["said to import something else", (folder) => replaceIn(join(folder, "artifact.json"), '"imports":[]', '"imports":["a#b"]')],
    ["not described", (folder) => writeFileSync(join(folder, "artifact.json"), "{")],
  ])("is done anew where the kept binary is %s", async (_, spoil) => {
    const { launcher, commands } = compiler();
    const { wasm } = await build(jobOf(), store, launcher);
    spoil(join(wasm ?? "", ".."));
    const again = await build(jobOf(), store, launcher);
    expect([again.row.reused, commands.length, readFileSync(again.wasm ?? "").equals(module)]).toEqual([false, 2, true]);
  });

  test("makes a program of the machine itself, which can be run", async () => {
    const { row, wasm } = await build(jobOf({ makes: "native" }), store, compiler(Buffer.from("\x7fELF")).launcher);
    expect(row.outcome).toMatchObject({ state: "built", size: 4 });
    expect(readFileSync(wasm ?? "", "latin1")).toBe("\x7fELF");
  });
});

describe("a build that fails", () => {
  test.each<[string, Parameters<typeof compiler>, RegExp]>([
    [
      "the compiler refuses, with its words and no path of this machine",
      ["none", { code: 1 }, { err: "SOURCE/main.c:1: error" }],
      /^main\.c:1: error\nexit 1\nmain\.c:1: error$/,
    ],
    ["it says why on standard output only", ["none", { code: 1 }, { out: "no such header" }], /^exit 1\nno such header$/],
    ["it takes too long", ["none", { code: null, signal: "SIGKILL", limit: "time" }], /^it reached its time limit/],
    ["it writes nothing", ["none"], /\{out\} is not there$/],
    ["it writes what is no wasm", [Buffer.from("hello world")], /no whole wasm binary/],
    ["it writes half of one", [module.subarray(0, 6)], /no whole wasm binary/],
    ["it writes one of the other kind", [component], /is a component, and its target wants a module$/],
  ])("where %s", async (_, given, message) => {
    const { row, wasm } = await build(jobOf(), store, compiler(...given).launcher);
    expect([row.outcome, wasm]).toEqual([
      { state: "failed", stage: "compile", message: expect.stringMatching(message), command: expect.any(Array) },
      undefined,
    ]);
    expect(readdirSync(join(store, "artifacts"))).toEqual([]);
  });

  test("is tried again the next time", async () => {
    const broken = compiler("none", { code: 1 });
    await build(jobOf(), store, broken.launcher);
    await build(jobOf(), store, broken.launcher);
    expect(broken.commands).toHaveLength(2);
    expect((await build(jobOf(), store, compiler().launcher)).row.outcome.state).toBe("built");
  });

  test("does not begin with a toolchain that was changed since it was installed, and what is kept serves all the same", async () => {
    const { launcher, commands } = compiler();
    const packages = [await changed()];
    await expect(build(jobOf({ packages }), store, launcher)).rejects.toMatchObject({ code: "store/changed", exitCode: 3 });
    expect(commands).toEqual([]);
    await build(jobOf(), store, launcher);
    expect((await build(jobOf({ packages }), store, launcher)).row.reused).toBe(true);
  });

  test("has no recipe for a target that its toolchain does not know", async () => {
    const job = jobOf({ id: { workload: "w", language: "c", toolchain: "cc", target: "wasip9" } });
    await expect(build(job, store, compiler().launcher)).rejects.toThrow("w,c/cc.wasip9 has no recipe");
  });
});

test("a recipe's digest is that of sources and steps, on every machine the same", () => {
  const digest = recipeDigest(jobOf());
  expect(recipeDigest(jobOf({ version: "2.0.0", packages: [] }))).toBe(digest);
  expect(recipeDigest(jobOf({ layers: [port, join(port, "nowhere")] }))).toBe(digest);
  expect(recipeDigest(jobOf({}, []))).not.toBe(digest);
  writeFileSync(join(port, "more.c"), "");
  expect(recipeDigest(jobOf())).not.toBe(digest);
});
