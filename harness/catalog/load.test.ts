import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Catalog, Workload } from "../model/catalog.ts";
import { parseLane, printCell } from "../model/ids.ts";
import { buildCandidates, buildFacts, caseFacts, laneFacts, trustCandidates } from "../plan/candidates.ts";
import { type Filter, mayReach, parseFilter, selects } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { plantProject } from "../review/project.fixture.ts";
import { loadExpectations } from "./expectations.ts";
import { loadCatalog, type Spares } from "./load.ts";
import { idsOf, readShelves } from "./shelves.ts";

const root = join(import.meta.dirname, "../..");

const lanes = ["wasmtime@49.0.3/nil:host-x86_64", "wazero@1.2.3/kvm:qemu:tcg-x86_64", "enarx@path:/x/y/nil:host-aarch64"].map(parseLane);

/** The cells that a filter selects in some lanes, as `plan` does it. */
const cellsOf = (catalog: Catalog, filter: Filter): string[] =>
  buildCandidates(catalog, profiles.deep, []).flatMap((build) => {
    const workload = catalog.workloads.get(build.workload) as Workload;
    return workload.cases.flatMap((entry) =>
      lanes.flatMap((lane) => {
        const cell = printCell({ ...build, case: entry.id, lane });
        const facts = { ...caseFacts(workload, entry.id), ...buildFacts(catalog, build), ...laneFacts(lane), cell };
        return workload.manifest.kind !== "trust" && selects(filter, facts) ? [cell] : [];
      }),
    );
  });

test.each<[string[]]>([
  [["workload=fibonacci,echo*"]],
  [["fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64"]],
  [["fibonacci/large"]],
  [["case=args/*", "language=c,wat"]],
  [["port=*/rust"]],
  [["args"]],
  [["c/zig-cc"]],
  [["capability=udp", "workload=udp*,dns*"]],
  [["nothing/at-all"]],
])("with %j the same cells are selected and lanes are tried with the same, whether all workloads are read or not", async (terms) => {
  const filter = parseFilter(terms);
  const [all, some] = await Promise.all([loadCatalog(root), loadCatalog(root, (workload, others) => mayReach(filter, workload, others))]);
  const targets = new Set(["wasip1", "wasip2"] as const);
  expect(cellsOf(some, filter)).toEqual(cellsOf(all, filter));
  expect(trustCandidates(some, targets)).toEqual(trustCandidates(all, targets));
  expect(trustCandidates(some, targets).length).toBeGreaterThan(3);
  expect(await loadExpectations(some)).toEqual(await loadExpectations(all));
  expect([...some.workloads.keys(), ...some.unread].sort()).toEqual([...all.workloads.keys()].sort());
  expect(all.unread).toEqual([]);
});

test("a cell's name lets nearly all other workloads be left unread", async () => {
  const filter = parseFilter(["fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64"]);
  const { workloads, unread } = await loadCatalog(root, (workload, others) => mayReach(filter, workload, others));
  expect(unread.length).toBeGreaterThan(3 * workloads.size);
  expect(workloads.has("fibonacci")).toBe(true);
});

test("the ids of a project are those of its manifests", async () => {
  const [{ workloads, languages, runtimes, keeps }, ids] = [await loadCatalog(root), idsOf(await readShelves(root))];
  expect(ids).toEqual({ workload: [...workloads.keys()], language: [...languages.keys()], runtime: [...runtimes.keys()], keep: [...keeps.keys()] });
});

test("in each profile a filter that names no workload selects only cells that no filter at all selects too", async () => {
  const catalog = await loadCatalog(root);
  const terms = ["language=c,rust", "target=wasip2", "capability=*", "tier=1", "case=small", "port=*/go", "*,go/*,*", "route=c/zig*"];
  for (const profile of Object.values(profiles)) {
    const whole = new Set(buildCandidates(catalog, profile, []).map((build) => `${build.workload},${build.port.folder},${build.toolchain},${build.target}`));
    for (const term of terms)
      for (const build of buildCandidates(catalog, profile, parseFilter([term])))
        expect(whole, term).toContain(`${build.workload},${build.port.folder},${build.toolchain},${build.target}`);
  }
});

test("what is spared and wrong is left out with all that rests on it, and what is not spared is an error", async () => {
  const own = plantProject();
  for (const [folder, file] of [
    ["languages/broken", "language.toml"],
    ["harness/runtimes/broken", "runtime.toml"],
    ["harness/keeps/broken", "keep.toml"],
    ["workloads/broken", "workload.toml"],
    ["workloads/args/broken", "main.x"],
  ] as const) {
    mkdirSync(join(own, folder));
    writeFileSync(join(own, folder, file), "id = ");
  }
  const asked: string[] = [];
  const spares: Spares = (kind, id) => asked.push(`${kind} ${id}`) > 0;
  const catalog = await loadCatalog(own, undefined, spares);
  // Nobody looks up a port in a language that is not there.
  expect(asked.sort()).toEqual(["keep broken", "language broken", "port args/broken", "runtime broken", "workload broken"]);
  for (const map of [catalog.languages, catalog.workloads, catalog.runtimes, catalog.keeps]) expect([map.has("broken"), map.size > 0]).toEqual([false, true]);
  expect(catalog.workloads.get("args")?.ports.map(({ language }) => language)).toEqual(["zig"]);
  for (const kind of ["language", "workload", "runtime", "keep", "port"])
    await expect(loadCatalog(own, undefined, (other) => other !== kind)).rejects.toThrow();
});
