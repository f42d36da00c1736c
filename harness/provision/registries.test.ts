import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import { architecture } from "../host/machine.ts";
import type { Package } from "../model/generated/package.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { lackOf, machineWith } from "./clients.fixture.ts";

const other = architecture() === "x86_64" ? "aarch64" : "x86_64";
const sha = `sha256:${"1".repeat(64)}`;

describe("a wheel from PyPI", { timeout: 60_000 }, () => {
  const wheel: Package = { from: "pypi", name: "wasm", version: "1.2.3", digests: [sha], bin: { wasm: "bin/wasm" } };
  const pip = `const folder = args[args.indexOf("--target") + 1];
fs.mkdirSync(path.join(folder, "bin"), { recursive: true });
fs.writeFileSync(path.join(folder, "bin/wasm"), fs.readFileSync(args.at(-1)));`;

  test("is asked for by version and digest, alone, and its program can be run", async () => {
    const { get, calls } = machineWith({ python3: pip });
    const state = (await get(wheel)) as Provisioned;
    expect(state).toMatchObject({ ok: true, origin: "store" });
    expect(readFileSync(state.bin["wasm"] ?? "", "utf8")).toBe(`wasm==1.2.3 --hash=${sha}\n`);
    expect(statSync(state.bin["wasm"] ?? "").mode & 0o111).toBe(0o111);
    const [{ args } = { args: [] }] = calls();
    expect(args).toEqual(expect.arrayContaining(["--require-hashes", "--no-deps", "--only-binary=:all:"]));
    expect(args).not.toContain("--platform");
    expect(readdirSync(join(state.folder, "..")).filter((name) => name.includes("requirements"))).toEqual([]);
  });

  test("for another architecture is asked for as such", async () => {
    const { get, calls } = machineWith({ python3: pip });
    const [own, foreign] = [(await get(wheel)) as Provisioned, (await get(wheel, other)) as Provisioned];
    expect(calls()[1]?.args.join(" ")).toContain(`--platform manylinux2014_${other}`);
    expect(own.folder).not.toBe(foreign.folder);
  });

  test.each([
    ["no Python is there", {}, wheel, /^Python 3 with pip: there is no python3/],
    ["Python has no pip", { python3: 'fail("No module named pip")' }, wheel, /^Python 3 with pip: python3 has no pip/],
    ["pip refuses its digest", { python3: 'fail("THESE PACKAGES DO NOT MATCH THE HASHES")' }, wheel, /^wasm 1.2.3 from PyPI: THESE PACKAGES/],
    ["nobody pinned it", { python3: pip }, { ...wheel, digests: undefined } as unknown as Package, /^wasm pinned/],
  ])("is missing where %s", async (_, clients, spec, why) => {
    const { get, store } = machineWith(clients);
    expect(lackOf(await get(spec))).toMatch(why);
    expect(existsSync(join(store, "packages")) ? readdirSync(join(store, "packages")) : []).toEqual([]);
  });
});

describe("what a lock file of npm pins", { timeout: 60_000 }, () => {
  const spec: Package = { from: "npm", lock: "npm", bin: { tool: "node_modules/.bin/tool" } };
  const npm = `fs.mkdirSync("node_modules/.bin", { recursive: true }); fs.writeFileSync("node_modules/.bin/tool", "");`;
  const plant = (clients: Readonly<Record<string, string>>, lock = "{}") => {
    const own = machineWith(clients);
    own.put(join(own.manifest, "npm/package.json"), "{}");
    own.put(join(own.manifest, "npm/package-lock.json"), lock);
    return own;
  };

  test("is installed as it is, without any script of a package", async () => {
    const { get, calls } = plant({ npm });
    expect(await get(spec)).toMatchObject({ ok: true, digest: digest("{}") });
    expect(calls()[0]?.args).toEqual(expect.arrayContaining(["ci", "--ignore-scripts"]));
  });

  test("is another package once the lock is another", async () => {
    const { get, calls, put, manifest } = plant({ npm });
    await get(spec);
    await get(spec);
    expect(calls()).toHaveLength(1);
    put(join(manifest, "npm/package-lock.json"), '{"lockfileVersion":3}');
    expect(await get(spec)).toMatchObject({ digest: digest('{"lockfileVersion":3}') });
    expect(calls()).toHaveLength(2);
  });

  test.each([
    ["no npm is there", {}, /^npm: there is no npm on PATH/],
    ["npm fails", { npm: 'fail("E404 tool")' }, /^packages from npm: E404 tool/],
  ])("is missing where %s", async (_, clients, why) => {
    expect(lackOf(await plant(clients).get(spec))).toMatch(why);
  });
});

describe("a program of a Go module", { timeout: 60_000 }, () => {
  const spec: Package = { from: "go", name: "example/cmd/tool", module: "example", version: "1.2.3", digests: ["h1:good"], bin: { tool: "tool" } };
  const go = `if (args[0] === "mod") console.log(JSON.stringify({ Sum: "h1:good" }));
else { const folder = process.env.GOBIN ?? path.join(process.env.GOPATH, "bin", process.env.GOOS + "_" + process.env.GOARCH);
fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(path.join(folder, "tool"), args.at(-1)); }`;

  test("is compiled at its version, once its checksum is the pinned one", async () => {
    const { get, calls } = machineWith({ go });
    const state = (await get(spec)) as Provisioned;
    expect(readFileSync(state.bin["tool"] ?? "", "utf8")).toBe("example/cmd/tool@v1.2.3");
    expect(calls().map(({ args }) => args[0])).toEqual(["mod", "install"]);
    expect(calls()[1]?.env).toMatchObject({ CGO_ENABLED: "0", GOFLAGS: "-modcacherw -trimpath" });
  });

  test("is compiled by the release of Go that is pinned, and by no other", async () => {
    const pinned = { ...spec, go: "1.23.12" };
    const version = (found: string): string => `if (args[0] === "env") console.log(${found}); else ${go}`;
    const { get, calls } = machineWith({ go: version("process.env.GOTOOLCHAIN") });
    const [bare, state] = [(await get(spec)) as Provisioned, (await get(pinned)) as Provisioned];
    expect(state).toMatchObject({ ok: true });
    expect(state.digest).not.toBe(bare.digest);
    expect(calls().at(-1)?.env).toMatchObject({ GOTOOLCHAIN: "go1.23.12" });
    const old = machineWith({ go: version('"go1.20.1"') });
    expect(lackOf(await old.get(pinned))).toMatch(/^Go 1\.23\.12, which compiles example\/cmd\/tool v1\.2\.3: the go on PATH is go1\.20\.1/);
    expect(old.calls().map(({ args }) => args[0])).toEqual(["env"]);
  });

  test("for another architecture is cross-compiled for Linux, and lies in the same place", async () => {
    const { get, calls } = machineWith({ go });
    const state = (await get(spec, other)) as Provisioned;
    expect(existsSync(state.bin["tool"] ?? "")).toBe(true);
    expect(calls()[1]?.env).toMatchObject({ GOOS: "linux", GOARCH: other === "aarch64" ? "arm64" : "amd64" });
    expect(calls()[1]?.env).not.toHaveProperty("GOBIN");
  });

  test.each([
    ["no Go is there", {}, spec, /^Go: there is no go on PATH/],
    ["nobody pinned it", { go }, { ...spec, digests: undefined } as unknown as Package, /^example pinned/],
    ["the module is not there", { go: 'fail("not found")' }, spec, /^example v1.2.3: not found/],
    [
      "it does not compile",
      { go: `if (args[0] === "mod") console.log('{"Sum":"h1:good"}'); else fail("syntax error")` },
      spec,
      /^example\/cmd\/tool v1.2.3: syntax error/,
    ],
  ])("is missing where %s", async (_, clients, own, why) => {
    expect(lackOf(await machineWith(clients).get(own))).toMatch(why);
  });

  test("with another checksum is refused, and never compiled", async () => {
    const { get, calls } = machineWith({ go: go.replace("h1:good", "h1:evil") });
    expect(lackOf(await get(spec))).toBe("example v1.2.3 with the pinned checksum: its checksum is h1:evil");
    expect(calls().map(({ args }) => args[0])).toEqual(["mod"]);
  });
});

describe("packages of Debian", { timeout: 60_000 }, () => {
  const spec: Package = { from: "debian", packages: { qemu: "9.1" }, bin: { qemu: "usr/bin/qemu" } };
  const apt = `if (args.includes("update")) process.exit(0); for (const name of args.slice(args.indexOf("download") + 1)) fs.writeFileSync(name + ".deb", name);`;
  const deb = `if (args[0] === "--field") console.log("Package: qemu\\nVersion: 9.2");
else { fs.mkdirSync(path.join(args[2], "usr/bin"), { recursive: true }); fs.writeFileSync(path.join(args[2], "usr/bin/qemu"), fs.readFileSync(args[1])); }`;
  const dpkg = `process.exit(args[1] >= args[3] ? 0 : 1);`;
  const clients = { "apt-get": apt, "dpkg-deb": deb, dpkg };

  test("are downloaded and unpacked, with lists of our own, and nothing is installed", async () => {
    const { get, calls, store } = machineWith(clients);
    const state = (await get(spec)) as Provisioned;
    expect(readFileSync(state.bin["qemu"] ?? "", "utf8")).toBe("qemu");
    const download = calls().find(({ args }) => args.includes("download"));
    expect(download?.args).toEqual(expect.arrayContaining([`Dir::State::Lists=${join(store, "apt")}/lists`]));
    expect(readdirSync(join(state.folder, "..")).filter((name) => name.includes("debs"))).toEqual([]);
    expect(calls().some(({ args }) => args.includes("install"))).toBe(false);
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["this is no Debian", {}, /^apt-get and dpkg-deb: this is not a Debian system/],
    [
      "Debian lacks them",
      { ...clients, "apt-get": `if (args.includes("download")) fail("E: Unable to locate package qemu");` },
      /^Debian packages qemu: E: Unable/,
    ],
    ["Debian has an older one", { ...clients, "dpkg-deb": deb.replace("9.2", "8.0") }, /^qemu 9.1 or newer: Debian has 8.0/],
    ["one cannot be unpacked", { ...clients, "dpkg-deb": deb.replace("else {", 'else { fail("no space");') }, /^qemu 9.2 unpacked: no space/],
  ])("are missing where %s", async (_, own, why) => {
    expect(lackOf(await machineWith(own).get(spec))).toMatch(why);
  });
});
