import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { Lane } from "../model/lane.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { resolveRuntime } from "../model/resolve.ts";
import { entryDigest, laneDigest } from "./identity.ts";
import { groundOf } from "./probe.fixture.ts";

const made = groundOf();
const id = { runtime: "made", version: "1.2.3", keep: "nil", launcher: "host", architecture: "x86_64" } as const;
const pack: Provisioned = {
  ok: true,
  id: "engine",
  folder: "/store/engine-1",
  bin: { engine: "/store/engine-1/bin/engine" },
  env: {},
  digest: "sha256:1",
  origin: "store",
};

type Parts = Pick<Lane, "id" | "runtime" | "folder" | "packages" | "slowdown">;
const partsOf = (rest: Partial<RuntimeManifest> = {}, own: Partial<Parts> = {}): Parts => ({
  ...{ id, folder: made.at("runtime"), packages: [pack], slowdown: 1 },
  runtime: resolveRuntime(made.runtime(rest).manifest, [], "1.2.3"),
  ...own,
});
const digestOf = (parts: Parts, entry = "e"): Promise<string> => laneDigest(parts, entry, made.store);
const target = (rest: object): Partial<RuntimeManifest> => ({ target: { wasip1: { mode: { run: ["/engine", "{wasm}"] }, claims: ["stdout"], ...rest } } });

describe("a lane's identity", () => {
  const before = digestOf(partsOf());

  test.each<[string, Parts]>([
    ["a runtime's name and page", partsOf({ name: "Another", homepage: "https://example.org" })],
    ["how its version is asked for", partsOf({ version: ["/engine", "-V"] })],
    ["what holds for other releases", partsOf(target({ claims: ["stdout", { capability: "links", range: ">=2" }] }))],
    ["modes that only measure", partsOf(target({ mode: { run: ["/engine", "{wasm}"], fuel: ["/engine", "--fuel={fuel}"] } }))],
    ["a variant that it is not", partsOf({ variant: { slow: { about: "slow", argv: ["--slow"] } } })],
    ["where the store lies", partsOf({}, { packages: [{ ...pack, folder: "/other", bin: { engine: "/other/bin/engine" } }] })],
  ])("does not follow from %s", async (_, parts) => {
    expect(await digestOf(parts)).toBe(await before);
  });

  test.each<[string, Parts]>([
    ["the engine's bytes", partsOf({}, { packages: [{ ...pack, digest: "sha256:2" }] })],
    ["which program of the package is run", partsOf({}, { packages: [{ ...pack, bin: { engine: "/store/engine-1/bin/other" } }] })],
    ["its command", partsOf(target({ mode: { run: ["/engine", "-O0", "{wasm}"] } }))],
    ["how it prepares", partsOf(target({ mode: { run: ["/engine", "{wasm}"], prepare: ["/engine", "compile"] } }))],
    ["its claims", partsOf(target({ claims: ["stdout", "links"] }))],
    ["its endings", partsOf(target({ endings: [{ exit: 134, means: "trap" }] }))],
    ["the environment of its process", partsOf(target({ "process-env": { A: "1" } }))],
    ["its time limits", partsOf({}, { slowdown: 2 })],
    ["another target", partsOf({ target: { ...target({}).target, wasip2: { mode: { run: ["/engine"] }, claims: [] } } } as Partial<RuntimeManifest>)],
  ])("follows from %s", async (_, parts) => {
    expect(await digestOf(parts)).not.toBe(await before);
  });

  test("follows from the way into its Keep, and from its variant's words", async () => {
    expect(await digestOf(partsOf(), "other")).not.toBe(await before);
    const variant = { slow: { about: "slow", argv: ["--slow"] } };
    const own = partsOf({ variant }, { id: { ...id, variant: "slow" } });
    expect(await digestOf(own)).not.toBe(await before);
    const reworded = partsOf({ variant: { slow: { about: "very slow", argv: ["--slow"] } } }, { id: { ...id, variant: "slow" } });
    expect(await digestOf(reworded)).toBe(await digestOf(own));
  });

  test("follows from the scripts that its commands name, and what those name, not from other files beside them", async () => {
    const parts = partsOf(target({ mode: { run: ["node", "{manifest}/host.mjs", "{wasm}"] } }));
    const put = (name: string, text: string): void => writeFileSync(join(parts.folder, name), text);
    mkdirSync(parts.folder, { recursive: true });
    put("host.mjs", 'import "./part.mjs";');
    put("part.mjs", "1;");
    const first = await digestOf(parts);
    put("README.md", "words");
    expect(await digestOf(parts)).toBe(first);
    put("part.mjs", "2;");
    const second = await digestOf(parts);
    put("host.mjs", 'import "./part.mjs"; //');
    expect(new Set([first, second, await digestOf(parts)]).size).toBe(3);
  });
});

describe("the identity of a way into a Keep", () => {
  const keep = made.keep();
  const digest = (launcher: object, accelerator?: string, packages: Provisioned[] = []) =>
    entryDigest({ keep, launcher: { kind: "host", ...launcher } as Lane["entry"]["launcher"], packages }, accelerator, made.store);

  test("follows from what wraps a command, its packages and its files, not from its evidence", async () => {
    const plain = await digest({});
    expect(await digest({ evidence: [{ name: "x", file: "/dev/null", hint: "-" }], slowdown: 3 })).toBe(plain);
    writeFileSync(join(keep.folder, "wrap.sh"), "one");
    const wrapped = await digest({ wrap: ["{manifest}/wrap.sh"] });
    writeFileSync(join(keep.folder, "wrap.sh"), "two");
    const others = [plain, wrapped, await digest({ wrap: ["{manifest}/wrap.sh"] }), await digest({ kind: "qemu-user" }), await digest({}, undefined, [pack])];
    expect(new Set(others).size).toBe(others.length);
  });

  test("follows from how a machine is driven", async () => {
    const pristine = await digest({ kind: "qemu" }, "kvm");
    expect(await digest({ kind: "qemu" }, "tcg")).not.toBe(pristine);
    vi.stubEnv("GATEHOUSE_MACHINES", "warm");
    expect(await digest({ kind: "qemu" }, "kvm")).not.toBe(pristine);
    vi.stubEnv("GATEHOUSE_MACHINES", "hot");
    await expect(digest({ kind: "qemu" }, "kvm")).rejects.toMatchObject({ code: "launch/upkeep" });
  });
});
