import { describe, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import type { Job } from "../model/agenda.ts";
import type { Catalog } from "../model/catalog.ts";
import { printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { both, catalog, lane, lanes, workload } from "../plan/catalog.fixture.ts";
import { buildsOf, lanesOf } from "../plan/planned.ts";
import { resolveJobs } from "./resolve.ts";

const [now] = lanes as [Lane];
const job = (cell: string, rest: Partial<Job> = {}): Job => ({ cell, worker: "w1", elsewhere: {}, unclaimed: [], ...rest });
const one = `one/case-0,c/clang.wasip1,${now.text}`;

describe("a job on a machine", () => {
  test("gets its port, its case and its lane; what matching told of it stays", () => {
    const [cell, other] = resolveJobs(catalog, [job(one, { unclaimed: ["udp"], inexpressible: "udp: no" }), job(one)], lanes);
    expect(cell).toMatchObject({
      text: one,
      id: { workload: "one", case: "case-0", language: "c", toolchain: "clang", target: "wasip1" },
      build: { port: { folder: "/w/one/c" }, workload: "one", toolchain: "clang", target: "wasip1" },
      unclaimed: ["udp"],
      inexpressible: "udp: no",
      elsewhere: {},
    });
    expect([cell?.lane, cell?.id.lane, cell?.workload, cell?.case]).toEqual([
      now,
      now.id,
      catalog.workloads.get("one"),
      catalog.workloads.get("one")?.cases[0],
    ]);
    expect(other?.inexpressible).toBeUndefined();
  });

  test("gets the port of its target where there is one", () => {
    const cells = ["wasip1", "wasip2"].map((target) => job(`own/case-0,c/clang.${target},${now.text}`));
    expect(resolveJobs(catalog, cells, lanes).map(({ build }) => build.port.folder)).toEqual(["/w/own/c", "/w/own/c.wasip2"]);
  });

  test("may be read from a file: the same text gives the same cell", () => {
    const jobs = [job(one), job(`one/case-1,c/zig-cc.wasip1,${lanes[2]?.text}`, { unclaimed: ["stdout"] })];
    expect(resolveJobs(catalog, JSON.parse(JSON.stringify(jobs)), lanes)).toEqual(resolveJobs(catalog, jobs, lanes));
  });

  test("keeps the order of the jobs, and a lane whose version is a path", () => {
    const id = { ...lane(both, "48.0.0").id, version: "path:/a b/engine" };
    const candidate: Lane = { ...now, id, text: printLane(id) };
    const texts = [`own/case-0,c/clang.wasip1,${candidate.text}`, one, `one/case-0,js/qjs.wasip2,${now.text}`];
    const cells = resolveJobs(
      catalog,
      texts.map((text) => job(text)),
      [...lanes, candidate],
    );
    expect(cells.map(({ text }) => text)).toEqual(texts);
    expect([cells[0]?.lane, cells[0]?.id.lane.version]).toEqual([candidate, "path:/a b/engine"]);
  });

  test("of several programs has the lanes of all of them, and a build for each", () => {
    const [name, pair] = workload("pair", ["c"], []);
    const roles = ["server", "client"] as [string, ...string[]];
    const entry = normaliseCase({ id: "two", needs: [], programs: { server: { keep: "kvm" }, client: {} } });
    const own: Catalog = { ...catalog, workloads: new Map([[name, { ...pair, manifest: { ...pair.manifest, roles }, cases: [entry] }]]) };
    const id = { ...now.id, keep: "kvm", launcher: "qemu" };
    const there: Lane = { ...now, id, text: printLane(id) };
    const [cell] = resolveJobs(own, [job(`pair/two,c/clang.wasip1,${now.text}`, { elsewhere: { server: there.text } })], [now, there]);
    if (!cell) throw new Error("no cell");
    expect(cell.elsewhere).toEqual({ server: there });
    expect(lanesOf(cell)).toEqual([now, there]);
    expect(buildsOf(cell).map(({ role }) => role)).toEqual(["server", "client"]);
  });

  test.each<[string, Job, string]>([
    ["a lane", job(one.replace("48.0.0", "47.0.0")), "this machine has no lane both@47.0.0/nil:host-x86_64"],
    ["a lane of a role", job(one, { elsewhere: { server: "both@48.0.0/kvm:qemu-x86_64" } }), "this machine has no lane both@48.0.0/kvm:qemu-x86_64"],
    ["a workload", job(one.replace("one/", "none/")), "is not in the catalog"],
    ["a case", job(one.replace("case-0", "case-9")), "is not in the catalog"],
    ["a port", job(one.replace("c/clang", "js/qjs")), "is not in the catalog"],
    ["a toolchain", job(one.replace("clang", "gcc")), "is not in the catalog"],
  ])("is refused whole where %s is not there", (_, own, message) => {
    expect(() => resolveJobs(catalog, [job(one), own], lanes)).toThrow(message);
  });
});
