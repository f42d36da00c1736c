import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { architecture } from "../host/machine.ts";
import type { Package } from "../model/generated/package.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { lackOf, machineWith } from "./clients.fixture.ts";

const npm = `fs.mkdirSync("bin", { recursive: true }); fs.writeFileSync("bin/tool", "");`;
const spec: Package = { from: "npm", lock: "npm", bin: { tool: "bin/tool" }, env: { TOOL_HOME: "{package}/share" } };
const withNpm = (body = npm) => {
  const own = machineWith({ npm: body });
  for (const name of ["package.json", "package-lock.json"]) own.put(join(own.manifest, "npm", name), "{}");
  return own;
};

describe("a package", { timeout: 60_000 }, () => {
  test("is installed once, however many ask for it at once, by whatever name of a manifest", async () => {
    const { provisioner, calls, manifest, told } = withNpm();
    const own = provisioner();
    const states = await Promise.all([1, 2, 3].map(() => own.one({ engine: spec }, "engine", manifest)));
    expect(new Set(states).size).toBe(1);
    const again = await provisioner().all({ engine: spec, other: { ...spec, bin: {} } }, ["engine", "other"], manifest);
    expect([calls().length, told]).toEqual([2, ["engine start", "engine done", "other start", "other done"]]);
    expect(again.map(({ id }) => id)).toEqual(["engine", "other"]);
  });

  test("has its programs and its environment below its folder, with nothing of the draft", async () => {
    const { get } = withNpm();
    const state = (await get(spec)) as Provisioned;
    expect(state.bin).toEqual({ tool: join(state.folder, "bin/tool") });
    expect(placeholderValues([state])).toEqual({
      values: { "package.engine": state.folder, "bin.tool": state.bin["tool"] },
      env: { TOOL_HOME: join(state.folder, "share") },
    });
  });

  test("lies where it is said to lie before it is there; one that is only had on PATH lies nowhere", async () => {
    const { provisioner, manifest, get } = withNpm();
    const told = provisioner().folderOf({ engine: spec }, "engine", manifest, architecture());
    expect(existsSync(told as string)).toBe(false);
    expect(told).toBe(((await get(spec)) as Provisioned).folder);
    const path = { from: "path", path: { command: "node", version: [], range: "*", hint: "" } } as unknown as Package;
    expect(provisioner().folderOf({ path }, "path", manifest, architecture())).toBeUndefined();
  });

  test("takes the seconds that its manifest says, and none once it is there", async () => {
    const { provisioner, manifest, get } = withNpm();
    const secondsFor = (own: Record<string, Package>) => provisioner().secondsFor(own, Object.keys(own), manifest);
    expect(await secondsFor({ engine: { ...spec, seconds: 7 } })).toBe(7);
    expect(await secondsFor({ engine: { ...spec, seconds: 7 }, other: spec })).toBe(67);
    await get(spec);
    expect(await secondsFor({ engine: { ...spec, seconds: 7 } })).toBe(0);
    const absent = { from: "path", path: { command: "no-such-tool", version: [], range: "*", hint: "" } } as unknown as Package;
    expect(await secondsFor({ absent })).toBe(Number.POSITIVE_INFINITY);
  });

  test("takes for ever where the client of its registry is not here", async () => {
    const { provisioner, manifest } = withNpm();
    const engine = { from: "go", name: "example.org/engine", module: "example.org/engine", bin: {}, seconds: 7 } as unknown as Package;
    const seconds = () => provisioner().secondsFor({ engine }, ["engine"], manifest);
    expect(await seconds()).toBe(Number.POSITIVE_INFINITY);
    machineWith({ go: "" });
    expect(await seconds()).toBe(7);
  });

  test("is whole or absent: one that failed leaves nothing, and is tried again by the next run", async () => {
    const { get, store, bin, manifest, provisioner } = withNpm('fs.writeFileSync("half", ""); fail("network");');
    expect(lackOf(await get(spec))).toBe("packages from npm: network");
    expect([readdirSync(join(store, "packages")), readdirSync(join(store, "tmp"))]).toEqual([[], []]);
    rmSync(join(bin, "npm"));
    symlinkSync(process.execPath, join(bin, "node"));
    expect(missingOf([await provisioner().one({ engine: spec }, "engine", manifest)])[0]).toMatchObject({ name: "npm", info: "there is no npm on PATH" });
  });

  test.each([
    ["it does not have", "bin/absent", "provision/no-such-program"],
    ["that lies outside of it", "../../outside", "manifest/path-outside"],
    ["at an absolute path", "/bin/sh", "manifest/path-outside"],
  ])("that names a program %s is a fault of its manifest", async (_, path, code) => {
    const { get, store } = withNpm();
    await expect(get({ ...spec, bin: { tool: path } })).rejects.toMatchObject({ code });
    expect(readdirSync(join(store, "packages"))).toEqual([]);
  });

  test("that can be had for this machine only says so of another", async () => {
    const other = architecture() === "x86_64" ? "aarch64" : "x86_64";
    const { get, calls } = withNpm();
    expect(lackOf(await get(spec, other))).toBe(`package engine for ${other}: a package from npm can be had for this machine only`);
    expect(calls()).toEqual([]);
  });
});

describe("a program on PATH", { timeout: 60_000 }, () => {
  const path = { command: "tool", version: ["--version"], range: ">=2 <4", hint: "install tool 3" };
  const onPath = (more: object = {}): Package => ({ from: "path", path: { ...path, ...more } }) as Package;
  const tool = (version: string): string => `if (args[0] === "--version") console.log("tool ${version}"); else process.exit(args[0] === "fine" ? 0 : 1);`;

  test("is taken where its version fits, and asked once while it is the same file", async () => {
    const { get, calls, bin } = machineWith({ tool: tool("3.1.0") });
    const state = await get(onPath());
    expect(state).toMatchObject({ ok: true, origin: "path", folder: bin, bin: { tool: join(bin, "tool") } });
    expect(await get(onPath())).toEqual(state);
    expect(calls()).toHaveLength(1);
  });

  test.each<[string, Readonly<Record<string, string>>, object, RegExp]>([
    ["is not there", {}, {}, /^tool >=2 <4 on PATH: not found/],
    ["is too old", { tool: tool("1.9.0") }, {}, /has version 1\.9\.0/],
    ["is too new", { tool: tool("4.0.0") }, {}, /has version 4\.0\.0/],
    ["tells no version", { tool: 'console.log("hello")' }, {}, /does not tell its version: hello/],
    ["fails when it is asked", { tool: 'fail("broken")' }, {}, /does not tell its version/],
    ["lacks another program", { tool: tool("3.0.0") }, { bin: { more: "more-tool" } }, /more-tool is not on PATH/],
    [
      "fails its check",
      { tool: `if (args[0] !== "--version") fail("no headers"); console.log("3.0.0");` },
      { check: ["{bin.tool}", "try"] },
      /is there, but: no headers/,
    ],
  ])("is missing where it %s", async (_, clients, more, why) => {
    expect(lackOf(await machineWith(clients).get(onPath(more)))).toMatch(why);
  });

  test("is the first one that serves, past those that do not start here", async () => {
    const other = machineWith({ tool: tool("3.0.0") });
    const { get, bin } = machineWith({ tool: 'fail("no interpreter in sight")' });
    vi.stubEnv("PATH", [bin, other.bin].join(delimiter));
    expect(await get(onPath())).toMatchObject({ ok: true, bin: { tool: join(other.bin, "tool") } });
  });

  test("is taken with its check and its other programs", async () => {
    const { get, bin } = machineWith({ tool: tool("3.0.0"), more: "" });
    expect(await get(onPath({ bin: { other: "more" }, check: ["{bin.tool}", "fine"] }))).toMatchObject({
      bin: { tool: join(bin, "tool"), other: join(bin, "more") },
    });
  });

  test("that a variable names is that one or none", async () => {
    const { get, bin, base, put } = machineWith({ tool: tool("3.0.0") });
    const named = onPath({ "named-by": "OUR_TOOL" });
    expect(await get(named)).toMatchObject({ folder: bin });
    put(join(base, "own/tool"), "not runnable");
    for (const wrong of [join(base, "own/tool"), "tool", join(base, "absent")]) {
      vi.stubEnv("OUR_TOOL", wrong);
      expect(lackOf(await get(named))).toContain(`OUR_TOOL names ${wrong}, which is no absolute path of a program`);
    }
    symlinkSync(join(bin, "tool"), join(base, "own/link"));
    vi.stubEnv("OUR_TOOL", join(base, "own/link"));
    expect(await get(named)).toMatchObject({ folder: join(base, "own") });
  });

  test("comes before the package that would be installed, which serves where it does not fit", async () => {
    const both: Package = { ...spec, path } as Package;
    const old = machineWith({ tool: tool("1.0.0"), npm });
    for (const name of ["package.json", "package-lock.json"]) old.put(join(old.manifest, "npm", name), "{}");
    expect(await old.get(both)).toMatchObject({ origin: "store" });
    const fits = machineWith({ tool: tool("3.0.0"), npm });
    expect(await fits.get(both)).toMatchObject({ origin: "path" });
    expect(existsSync(join(fits.store, "packages"))).toBe(false);
    const neither = machineWith({ tool: tool("1.0.0"), npm: 'fail("network")' });
    for (const name of ["package.json", "package-lock.json"]) neither.put(join(neither.manifest, "npm", name), "{}");
    expect(lackOf(await neither.get(both))).toMatch(/^tool >=2 <4 on PATH: .*has version 1\.0\.0; packages from npm: network$/);
  });
});
