import { describe, expect, test } from "vitest";
import { architecture } from "../host/machine.ts";
import type { Catalog } from "../model/catalog.ts";
import type { WayFound } from "../model/inspection.ts";
import { workload } from "../plan/catalog.fixture.ts";
import { everything } from "../plan/profile.ts";
import type { ProbeGround } from "./ground.ts";
import { inspect } from "./inspect.ts";
import { inspectKeeps } from "./inspect-keeps.ts";
import { groundOf } from "./probe.fixture.ts";

const gone = { name: "it is gone", file: "/no/such/file", hint: "make it" };

/** With a workload in C for one target. */
const withWork = (ground: ProbeGround): ProbeGround => {
  const catalog: Catalog = {
    ...ground.catalog,
    targets: new Map([["wasip1", { id: "wasip1", title: "preview 1", kind: "module", imports: [], links: [] }]]),
    workloads: new Map([workload("one", ["c"], [{}])]),
  };
  return { ...ground, catalog };
};

describe("a machine", () => {
  test("is told with what it has, and with the evidence for what it lacks", async () => {
    const { ground, runtime } = groundOf();
    const engine = { from: "path", path: { command: "absent", version: [], range: ">=1", hint: "get it" } } as const;
    const other = runtime({ id: "other", package: { engine: { ...engine, path: { ...engine.path, version: [] } } } });
    const { findings: found } = await inspect(withWork(ground({ runtimes: [runtime(), other] })), [], everything);
    expect(found).toMatchObject({ supervised: true, machine: { architecture: architecture() } });
    expect(found.toolchains).toEqual([{ id: "c/cc", ok: true, version: "1.2.3", evidence: [] }]);
    expect(found.lanes.map(({ id, ok }) => [id.split("@")[0], ok])).toEqual([
      ["made", true],
      ["other", false],
    ]);
    expect(found.lanes[1]?.evidence).toMatchObject([{ name: "absent >=1 on PATH", pass: false, hint: "get it" }]);
  });

  test("is told which clients it has, of those that something here needs", async () => {
    const { ground, runtime } = groundOf();
    // Some of its packages is from npm; its lane takes another one.
    const { manifest } = runtime();
    const engine = manifest.package["engine"] ?? { from: "npm", lock: "npm" };
    const own = runtime({ package: { engine, extra: { from: "npm", lock: "npm" } } });
    const { clients } = (await inspect(ground({ runtimes: [{ ...own, releases: [] }], languages: [] }), [], everything)).findings;
    expect(clients.map(({ id }) => id)).toEqual(["npm", "cc"]);
    expect(clients[0]?.evidence[0]).toMatchObject({ name: "for Made", hint: "install Node.js with npm" });
  });

  test("is asked nothing of what a filter leaves out", async () => {
    const { ground, asked } = groundOf();
    const { toolchains } = (await inspect(withWork({ ...ground(), catalog: { ...ground().catalog, runtimes: new Map() } }), [], everything)).findings;
    expect([toolchains.length, asked.length]).toEqual([1, 1]);
  });
});

describe("ways into Keeps", () => {
  const ways = async (own: Parameters<ReturnType<typeof groundOf>["ground"]>[0], made = groundOf()): Promise<WayFound[]> =>
    (await inspectKeeps(made.ground(own))).keeps.flatMap((keep) => keep.ways);

  test("are told for each Keep with the runtimes that go them, and no engine is asked", async () => {
    const made = groundOf();
    const keeps = [made.keep(), made.keep({ id: "strong", name: "Strong", launcher: [{ kind: "host", evidence: [gone] }] })];
    const found = await ways({ keeps, runtimes: [made.runtime(), made.runtime({ id: "other" })] }, made);
    expect(found.map(({ keep, state, runtimes }) => [keep, state, runtimes])).toEqual([
      ["nil", "runs", ["made", "other"]],
      ["strong", "missing", ["made", "other"]],
    ]);
    expect(found[1]?.evidence).toMatchObject([{ name: "it is gone", pass: false, hint: "make it" }]);
    expect(made.asked).toEqual([]);
  });

  test("into one that claims to be confidential are unattested however well they look", async () => {
    const made = groundOf();
    expect(await ways({ keeps: [made.keep({ id: "strong", confidential: true })] }, made)).toMatchObject([{ keep: "strong", state: "unattested" }]);
  });

  test("that a runtime makes itself are unproven until something has run there", async () => {
    const made = groundOf();
    const runtimes = [made.runtime({ keep: { strong: { argv: ["--keep"] } } })];
    const found = await ways({ keeps: [made.keep({ id: "strong", launcher: [] as never })], runtimes }, made);
    expect(found).toMatchObject([{ keep: "strong", launcher: "host", state: "unproven", runtimes: ["made"] }]);
  });

  test("by a launcher that nobody has run on hardware are missing", async () => {
    const made = groundOf();
    const found = await ways({ keeps: [made.keep({ id: "snp", confidential: true, launcher: [{ kind: "snp-vm" }] })] }, made);
    expect(found.every(({ state }) => state === "missing")).toBe(true);
  });
});
