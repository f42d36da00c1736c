import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readRuntime } from "../catalog/read-manifest.ts";
import { namedFiles } from "../host/named-files.ts";
import type { KeepLauncher } from "../model/generated/keep.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { resolveRuntime } from "../model/resolve.ts";
import { entryDigest, laneDigest } from "./identity.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-identity-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const manifest = `id = "engine"
name = "Engine"
version = ["{bin.engine}", "--version"]

[package.engine]
from = "path"
path = { command = "engine", version = ["--version"], range = ">=1", hint = "install it" }

[variant.slow]
about = "slow"
argv = ["--slow"]

[target.wasip1]
claims = ["args", "stdout"]
inexpressible = [{ capability = "links", why = "none" }]
endings = [{ exit = 1, stderr = "trap", proof = "status", means = "trap" }]
sockets = [{ as = "addresses" }]

[target.wasip1.mode]
run = ["{bin.engine}", "{manifest}/host.mjs", "{variant}", "{wasm}", "{args}"]
compile = ["{bin.engine}", "compile"]
`;
const releases = '[[release]]\nversion = "49.0.3"\ncurrent = true\n';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(scratch, "tree-")), "engine");
  mkdirSync(join(folder, "lib"), { recursive: true });
  writeFileSync(join(folder, "runtime.toml"), manifest);
  writeFileSync(join(folder, "releases.toml"), releases);
  writeFileSync(join(folder, "host.mjs"), 'import { help } from "./lib/help.mjs";\nhelp();\n');
  writeFileSync(join(folder, "lib/help.mjs"), "export const help = () => {};\n");
});

const engine: Provisioned = {
  ok: true,
  id: "engine",
  folder: "/store/engine",
  bin: { engine: "/store/engine/bin/e" },
  env: {},
  digest: "sha256:e",
  origin: "store",
};
interface Own {
  readonly engine?: Partial<Provisioned>;
  readonly variant?: string;
  readonly version?: string;
  readonly slowdown?: number;
  readonly entry?: string;
}

const digest = async ({ engine: own, variant, version = "49.0.3", slowdown = 1, entry = "sha256:k" }: Own = {}): Promise<string> => {
  const placed = await readRuntime(folder, folder);
  const id = { runtime: "engine", version, ...(variant ? { variant } : {}), keep: "nil", launcher: "host", architecture: "x86_64" };
  const runtime = resolveRuntime(placed.manifest, placed.releases, version);
  return laneDigest({ id, runtime, folder, packages: [{ ...engine, ...own }], slowdown }, entry, scratch);
};
const change = (file: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
};

describe("a lane's digest is not moved by", () => {
  const runtime = "runtime.toml";
  test.each<[string, () => void]>([
    ["a comment", () => appendFileSync(join(folder, runtime), "# A comment.\n")],
    ["another layout", () => change(runtime, '["args", "stdout"]', '[\n  "args",   "stdout", # both\n]')],
    ["the order of claims", () => change(runtime, '["args", "stdout"]', '["stdout", "args"]')],
    ["a new release", () => appendFileSync(join(folder, "releases.toml"), '\n[[release]]\nversion = "50.0.0"\ncurrent = true\n')],
    ["what is said for that release alone", () => change(runtime, "endings = [", 'endings = [{ range = ">=50", exit = 2, means = "trap" }, ')],
    [
      "a command of that release",
      () => change(runtime, 'run = ["{bin.engine}"', 'run = [{ range = ">=50", argv = ["{manifest}/new.mjs"] }, { argv = ["{bin.engine}"'),
    ],
    ["a name, a link, a reason and a hint", () => change(runtime, 'name = "Engine"', 'name = "The engine"\nhomepage = "https://engine.example"')],
    ["a reason", () => change(runtime, 'why = "none"', 'why = "it has none"')],
    ["a hint", () => change(runtime, 'hint = "install it"', 'hint = "build it"')],
    ["another variant", () => change(runtime, 'argv = ["--slow"]', 'argv = ["--slower"]')],
    ["a command that only measures", () => change(runtime, '"compile"]', '"compile", "-O"]')],
    [
      "another target",
      () => appendFileSync(join(folder, runtime), '[target.wasip2]\nclaims = []\n[target.wasip2.mode]\nrun = [{ range = ">=50", argv = ["x"] }]\n'),
    ],
    ["files that nothing names", () => writeFileSync(join(folder, "README.md"), "Read me.\n")],
  ])("%s", async (what, act) => {
    const before = await digest();
    act();
    // An alternative closes its own list.
    if (what === "a command of that release") change(runtime, '"{args}"]', '"{args}"] }]');
    expect(await digest()).toBe(before);
  });

  test("where the store lies, or the manifest", async () => {
    const before = await digest();
    expect(await digest({ engine: { folder: "/other/engine", bin: { engine: "/other/engine/bin/e" }, env: {} } })).toBe(before);
    expect(await digest({ engine: { origin: "path", bin: { engine: "/a/e" } } })).toBe(await digest({ engine: { origin: "path", bin: { engine: "/b/e" } } }));
  });
});

describe("a lane's digest is moved by", () => {
  const runtime = "runtime.toml";
  test.each<[string, () => void]>([
    ["a command", () => change(runtime, '"{wasm}"', '"--new", "{wasm}"')],
    ["a command for its range", () => change(runtime, "run = [", 'run = [{ range = "<50", argv = ["{bin.engine}"] }] # [')],
    ["an ending", () => change(runtime, 'means = "trap"', 'means = "start"')],
    ["an ending for its range", () => change(runtime, "endings = [", 'endings = [{ range = "<50", exit = 2, means = "trap" }, ')],
    ["a claim", () => change(runtime, '"stdout"]', '"stdout", "udp"]')],
    ["a claim for its range", () => change(runtime, '"stdout"]', '"stdout", { capability = "udp", range = "<50" }]')],
    ["what it cannot pass", () => change(runtime, '"links"', '"dns"')],
    ["how it passes sockets", () => change(runtime, 'as = "addresses"', 'as = "addresses", named = true')],
    ["a notice", () => change(runtime, "claims =", 'notices = [{ stderr = "old" }]\nclaims =')],
    ["the environment of its process", () => change(runtime, "claims =", 'process-env = { A = "b" }\nclaims =')],
    ["a byte of its host script", () => appendFileSync(join(folder, "host.mjs"), "\n")],
    ["a byte of what that script imports", () => appendFileSync(join(folder, "lib/help.mjs"), "\n")],
  ])("%s", async (_, act) => {
    const before = await digest();
    act();
    expect(await digest()).not.toBe(before);
  });

  test("the engine's bytes, the program of it that is run, its environment, its variant, its way into the Keep, its time", async () => {
    const others: Own[] = [
      {},
      { engine: { digest: "sha256:f" } },
      { engine: { bin: { engine: "/store/engine/bin/f" } } },
      { engine: { env: { A: "b" } } },
      { variant: "slow" },
      { entry: "sha256:l" },
      { slowdown: 2 },
    ];
    expect(new Set(await Promise.all(others.map(digest))).size).toBe(others.length);
  });

  test("the bytes of a program behind a link", async () => {
    const program = join(folder, "..", "program");
    writeFileSync(program, "one");
    symlinkSync(program, join(folder, "node"));
    change(runtime, '{bin.engine}", "{manifest}', '{manifest}/node", "{manifest}');
    const before = await digest();
    writeFileSync(program, "another");
    expect(await digest()).not.toBe(before);
  });
});

describe("the digest of a way into a Keep", () => {
  const keep = (): { folder: string; manifest: never } => ({ folder, manifest: undefined as never });
  const way = (launcher: KeepLauncher, packages: readonly Provisioned[] = [], accelerator?: string): Promise<string> =>
    entryDigest({ keep: keep(), launcher, packages }, accelerator, scratch);
  const wrapped: KeepLauncher = { kind: "host", wrap: ["{bin.node}", "{manifest}/host.mjs"] };

  test("follows from what wraps a command, and from nothing else of its folder or its evidence", async () => {
    const before = await way(wrapped);
    appendFileSync(join(folder, "runtime.toml"), "# Another Keep's.\n");
    expect(await way({ ...wrapped, evidence: [{ name: "a device", device: "/dev/x", hint: "h" }], architecture: "x86_64" })).toBe(before);
    const others = [
      before,
      await way({ kind: "host" }),
      await way({ kind: "qemu" }),
      await way(wrapped, [engine]),
      await way(wrapped, [], "tcg"),
      await way(wrapped, [], "kvm"),
    ];
    appendFileSync(join(folder, "lib/help.mjs"), "\n");
    expect(new Set([...others, await way(wrapped)]).size).toBe(7);
  });
});

describe("files that words name", () => {
  test("are found wherever words stand, with what scripts name beside themselves, in other folders too; none that is not there", () => {
    appendFileSync(join(folder, "lib/help.mjs"), 'import "../host.mjs"; import "../../outside.mjs"; import "./no-such.mjs";\n');
    writeFileSync(join(folder, "..", "outside.mjs"), "");
    expect(namedFiles([{ a: ["--script={manifest}/host.mjs", "{manifest}/nowhere"] }], folder)).toEqual(["../outside.mjs", "host.mjs", "lib/help.mjs"]);
    expect(namedFiles("{manifest}", folder)).toEqual([""]);
    expect(namedFiles(["{wasm}", "host.mjs"], folder)).toEqual([]);
  });
});
