import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { digest } from "../host/digest.ts";
import type { Package } from "../model/generated/package.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { Provisioner } from "./provision.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-crate-"));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const script = (path: string, text: string): void => {
  writeFileSync(path, `#!${process.execPath}\n${text}`);
  chmodSync(path, 0o755);
};

const crate = "tiny-1.0.0.crate";
let count = 0;
let base: string;
let log: string;
let pinned: string;

// What the client has downloaded, and its digest.
const pack = (): void => {
  const file = join(base, "home/registry/cache/somewhere", crate);
  expect(spawnSync("tar", ["-czf", file, "-C", base, "tiny-1.0.0"]).status).toBe(0);
  pinned = digest(readFileSync(file));
};

// A registry's client that finds what it has downloaded, and a compiler that writes what it was given and by what it was found.
beforeEach(() => {
  base = join(scratch, String(count++));
  log = join(base, "log");
  const [bin, cache, sources] = [join(base, "bin"), join(base, "home/registry/cache/somewhere"), join(base, "tiny-1.0.0")];
  for (const folder of [bin, cache, sources]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(sources, "main"), "the source");
  writeFileSync(join(sources, "Cargo.lock"), "version = 4");
  pack();
  script(
    join(bin, "cargo"),
    `require("node:fs").appendFileSync(${JSON.stringify(log)}, process.argv.find((word) => word === "info" || word === "vendor") + "\\n"); if (process.argv.includes("vendor")) console.log("[source]");`,
  );
  script(
    join(bin, "maker"),
    `if (process.argv[2] === "--version") console.log("1.2.3"); else require("node:fs").writeFileSync(process.argv[3], require("node:fs").readFileSync(process.argv[2], "utf8") + " " + process.env.MAKER);`,
  );
  vi.stubEnv("PATH", [bin, process.env["PATH"]].join(delimiter));
  vi.stubEnv("CARGO_HOME", join(base, "home"));
});

const manifest = (digests: readonly string[], more: Partial<Package> = {}): Record<string, Package> => ({
  engine: {
    from: "cargo",
    name: "tiny",
    version: "1.0.0",
    digests: [...digests],
    takes: ["maker"],
    bin: { tiny: "tiny" },
    steps: [{ run: ["{bin.maker}", "{package}/source/main", "{package}/tiny"] }, { remove: "{package}/source" }],
    ...more,
  } as Package,
  maker: { from: "path", path: { command: "maker", version: ["--version"], range: "1", hint: "install the maker", env: { MAKER: "made" } } },
});

const get = (packages: Record<string, Package>) => {
  const begun: string[] = [];
  const notify = ({ package: id, state }: { package: string; state: string }): void => void (state === "start" && begun.push(id));
  const provisioner = new Provisioner({ store: join(base, "store"), signal: undefined, notify });
  return provisioner.one(packages, "engine", base).then((state) => ({ state, begun }));
};

const asked = (): string[] => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);

describe("a crate", { timeout: 60_000 }, () => {
  test("is built by the packages that it takes, which are got only where it has to be built", async () => {
    const { state, begun } = await get(manifest([pinned]));
    expect(state).toMatchObject({ ok: true, id: "engine", origin: "store" });
    const { folder, bin } = state as Provisioned;
    expect(readFileSync(bin["tiny"] as string, "utf8")).toBe("the source made");
    expect([existsSync(join(folder, "source")), begun, asked()]).toEqual([false, ["engine"], ["info", "vendor"]]);
    rmSync(join(base, "bin/maker"));
    const again = await get(manifest([pinned]));
    expect([again.state, again.begun]).toEqual([state, []]);
  });

  test("without a lock file has its own sources alone", async () => {
    rmSync(join(base, "tiny-1.0.0/Cargo.lock"));
    pack();
    const { state } = await get(manifest([pinned]));
    expect(readFileSync((state as Provisioned).bin["tiny"] as string, "utf8")).toBe("the source made");
    expect(asked()).toEqual(["info"]);
  });

  test("is another package where what builds it is another one", async () => {
    const { state } = await get(manifest([pinned]));
    const packages = manifest([pinned]);
    packages["maker"] = { ...packages["maker"], bin: { other: "maker" } } as Package;
    const other = await get(packages);
    expect((other.state as Provisioned).folder).not.toBe((state as Provisioned).folder);
  });

  test("cannot be had without what builds it, and nothing is fetched then", async () => {
    rmSync(join(base, "bin/maker"));
    const { state } = await get(manifest([pinned]));
    expect(state).toMatchObject({ ok: false, evidence: [{ name: "maker 1 on PATH", pass: false, hint: "install the maker" }] });
    expect(asked()).toEqual([]);
  });

  test("is refused where its file is not the one that was pinned", async () => {
    appendFileSync(join(base, "home/registry/cache/somewhere", crate), "\0");
    const { state } = await get(manifest([pinned]));
    expect(state).toMatchObject({ ok: false, evidence: [{ name: "tiny 1.0.0 with the pinned digest", pass: false }] });
  });

  test("leaves nothing where a step fails, and says what it said", async () => {
    const { state } = await get(manifest([pinned], { steps: [{ run: ["{bin.maker}", "{package}/source/absent", "{package}/tiny"] }] }));
    expect(state).toMatchObject({ ok: false, evidence: [{ name: "the package put together", pass: false, info: expect.stringContaining("ENOENT") }] });
    expect(readdirSync(join(base, "store/packages"))).toEqual([]);
  });
});
