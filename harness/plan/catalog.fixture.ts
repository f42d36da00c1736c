import { normaliseCase } from "../catalog/contract.ts";
import type { Catalog, Placed, PlacedRuntime, Port, Workload } from "../model/catalog.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Inexpressible, RuntimeTarget } from "../model/generated/runtime.ts";
import type { CaseManifest, WorkloadManifest } from "../model/generated/workload.ts";
import { printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { resolveRuntime } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";

const language = (id: string, toolchains: Readonly<Record<string, readonly Target[]>>): [string, Placed<LanguageManifest>] => {
  const toolchain = Object.entries(toolchains).map(([name, targets]): [string, LanguageManifest["toolchain"][string]] => [
    name,
    { title: name, packages: [], version: ["v"], target: Object.fromEntries(targets.map((target) => [target, { steps: [] }])) },
  ]);
  return [id, { folder: `/l/${id}`, manifest: { id, name: id, tier: 1, toolchain: Object.fromEntries(toolchain) } }];
};

/** A workload. Ports are said as their folders are: `c`, `c.wasip2`. */
export const workload = (
  id: string,
  ports: readonly string[],
  cases: readonly Partial<CaseManifest>[],
  kind: WorkloadManifest["kind"] = "probe",
): [string, Workload] => {
  const manifests = cases.map((entry, index): CaseManifest => ({ id: `case-${index}`, needs: [], expect: { exit: 0 }, ...entry }));
  const toPort = (name: string): Port => {
    const [lang, target] = name.split(".") as [string, Target?];
    return { workload: id, language: lang, target, folder: `/w/${id}/${name}`, layers: [`/w/${id}/${lang}`] };
  };
  const manifest: WorkloadManifest = { id, title: id, kind, about: id, case: manifests };
  return [id, { folder: `/w/${id}`, manifest, cases: manifests.map(normaliseCase), ports: ports.map(toPort) }];
};

/** A runtime. */
export const runtime = (id: string, targets: Readonly<Record<string, Partial<RuntimeTarget>>>, releases: PlacedRuntime["releases"]): PlacedRuntime => ({
  folder: `/r/${id}`,
  releases,
  manifest: {
    id,
    name: id,
    package: {},
    version: ["v"],
    target: Object.fromEntries(Object.entries(targets).map(([target, own]) => [target, { mode: { run: ["x"] }, claims: ["stdout", "traps"], ...own }])),
  },
});

const nil: Placed<KeepManifest> = {
  folder: "/k/nil",
  manifest: { id: "nil", name: "nil", about: "nothing", confidential: false, launcher: [{ kind: "host" }] },
};

/** A lane of this machine. */
export const lane = (placed: PlacedRuntime, version: string): Lane => {
  const id = { runtime: placed.manifest.id, version, keep: "nil", launcher: "host", architecture: "x86_64" };
  return {
    id,
    text: printLane(id),
    runtime: resolveRuntime(placed.manifest, placed.releases, version),
    folder: placed.folder,
    packages: [],
    beside: [],
    digest: "",
    slowdown: 1,
    entry: { keep: nil, launcher: { kind: "host" }, packages: [], wrap: [] },
  };
};

const noSockets: Inexpressible[] = [{ capability: "sockets.accept", range: ">=47", why: "refused" }];
/** A runtime of two targets and two releases. */
export const both = runtime("both", { wasip1: { inexpressible: noSockets }, wasip2: {} }, [
  { version: "48.0.0", current: true },
  { version: "46.0.0", current: false },
]);
const first = runtime("first", { wasip1: { claims: [] } }, [{ current: true }]);

/** Two languages, five workloads, two runtimes. */
export const catalog: Catalog = {
  root: "/",
  targets: new Map([
    ["wasip1", { id: "wasip1", title: "preview 1", kind: "module", imports: [], links: [] }],
    ["wasip2", { id: "wasip2", title: "WASI 0.2", kind: "component", imports: [], links: [] }],
  ]),
  modules: new Map(),
  expectations: [],
  policy: undefined,
  differences: [],
  unread: [],
  languages: new Map([language("c", { clang: ["wasip1", "wasip2"], "zig-cc": ["wasip1"] }), language("js", { qjs: ["wasip2"] })]),
  workloads: new Map([
    workload("one", ["c", "js"], [{ needs: ["stdout"] }, { needs: ["sockets.accept", "stdout"], targets: ["wasip1"] }]),
    workload("own", ["c", "c.wasip2"], [{}]),
    workload("slow", ["c"], [{}], "benchmark"),
    workload(
      "talk",
      ["c"],
      [{ steps: [{ run: "main" }] }, { id: "dial", sockets: [{ name: "out", kind: "connect", to: "nobody" }], steps: [{ run: "main" }] }],
    ),
    workload("must-trap", ["c", "js"], [{ needs: ["traps"], "must-fail": "trap" }], "trust"),
  ]),
  runtimes: new Map([both, first].map((placed) => [placed.manifest.id, placed])),
  keeps: new Map([["nil", nil]]),
};
/** The lanes that one machine has. */
export const lanes = [lane(both, "48.0.0"), lane(both, "46.0.0"), lane(first, "1.0.0")];
