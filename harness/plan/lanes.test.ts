import { describe, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import type { Catalog, Placed, PlacedRuntime, Workload } from "../model/catalog.ts";
import type { Case } from "../model/contract.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import { parseLane } from "../model/ids.ts";
import type { BuildCandidate } from "./candidates.ts";
import { parseFilter } from "./filter.ts";
import { candidatesFor, fulfils, laneCandidates, mayBecome, toWish } from "./lanes.ts";
import { partnerCandidates } from "./partners.ts";
import { profiles } from "./profile.ts";

const runtime = (
  id: string,
  { releases = [{ version: "2.0.0", current: true }], ...own }: Partial<RuntimeManifest> & { readonly releases?: readonly ReleaseManifest[] },
): [string, PlacedRuntime] => [
  id,
  {
    releases,
    folder: `/r/${id}`,
    manifest: {
      id,
      name: id,
      package: {},
      version: ["v"],
      target: { wasip1: { mode: { run: ["x"] }, claims: [] } },
      ...own,
    },
  },
];
const keep = (id: string, launcher: KeepManifest["launcher"]): [string, Placed<KeepManifest>] => [
  id,
  { folder: `/k/${id}`, manifest: { id, name: id, about: id, confidential: false, launcher } },
];

const catalog: Catalog = {
  root: "/",
  targets: new Map(),
  languages: new Map(),
  workloads: new Map(),
  modules: new Map(),
  expectations: [],
  policy: undefined,
  differences: [],
  unread: [],
  runtimes: new Map([
    runtime("both", {
      architectures: ["aarch64", "x86_64"],
      releases: [
        { version: "2.0.0", current: true },
        { version: "1.0.0", current: false },
      ],
      variant: {
        slow: { about: "slow", argv: ["--slow"], range: ">=2", in: ["nil:host"] },
        any: { about: "any", argv: ["--any"], range: "<2" },
      },
    }),
    runtime("onpath", { releases: [{ current: true }] }),
    runtime("maker", { keep: { nil: { argv: [] }, box: { argv: ["--box"], range: ">=3" }, safe: { argv: ["--safe"] }, unheard: { argv: [] } } }),
  ]),
  keeps: new Map([
    keep("nil", [{ kind: "host" }, { kind: "qemu-user", architecture: "aarch64", wrap: ["q"] }]),
    keep("box", [{ kind: "qemu", runtimes: ["both", "maker"] }]),
    keep("safe", [{ kind: "host", architecture: "x86_64", runtimes: ["onpath", "maker"], wrap: ["w"] }]),
  ]),
};

const names = (profile: keyof typeof profiles, own: string, terms: readonly string[] = [], release?: string): string[] =>
  laneCandidates(
    catalog,
    profiles[profile],
    parseFilter(terms),
    own,
    release === undefined ? undefined : [{ runtime: "both", release: { version: release, current: true } }],
  )
    .map((each) => {
      const variant = each.variant ? `+${each.variant}` : "";
      return `${each.runtime}@${each.release.version ?? "?"}${variant}/${each.keep}:${each.launcher.kind}-${each.architecture}${each.launcher.wrap ? " wrapped" : ""}`;
    })
    .sort();

test("quick and full run current releases on the bare machine, without variants", () => {
  for (const profile of ["quick", "full"] as const)
    expect(names(profile, "x86_64")).toEqual(["both@2.0.0/nil:host-x86_64", "maker@2.0.0/nil:host-x86_64", "onpath@?/nil:host-x86_64"]);
});

test("quick leaves out a runtime that says so, unless a filter names it", () => {
  const later = { ...catalog, runtimes: new Map([...catalog.runtimes, runtime("later", { quick: false })]) };
  const ids = (profile: keyof typeof profiles, ...terms: readonly string[]): string[] =>
    laneCandidates(later, profiles[profile], parseFilter(terms), "x86_64").map((each) => each.runtime);
  expect([ids("quick"), ids("quick", "c")].flat()).not.toContain("later");
  expect(ids("full")).toContain("later");
  for (const term of ["later", "runtime=later", "runtime=both,late*", "release=later@2.0.0", "lane=later@2.0.0/*"])
    expect(ids("quick", term)).toContain("later");
  expect(ids("quick", "a/b,c/cc.wasip1,later@*")).toContain("later");
  expect(ids("quick", "a/b,c/cc.wasip1,*")).not.toContain("later");
});

test("deep runs every release by every way that manifests allow; a runtime that makes Keeps itself makes them on the host", () => {
  expect(names("deep", "x86_64")).toEqual([
    "both@1.0.0+any/box:qemu-x86_64",
    "both@1.0.0+any/nil:host-x86_64",
    "both@1.0.0+any/nil:qemu-user-aarch64 wrapped",
    "both@1.0.0/box:qemu-x86_64",
    "both@1.0.0/nil:host-x86_64",
    "both@1.0.0/nil:qemu-user-aarch64 wrapped",
    "both@2.0.0+slow/nil:host-x86_64",
    "both@2.0.0/box:qemu-x86_64",
    "both@2.0.0/nil:host-x86_64",
    "both@2.0.0/nil:qemu-user-aarch64 wrapped",
    "maker@2.0.0/box:qemu-x86_64",
    "maker@2.0.0/nil:host-x86_64",
    "maker@2.0.0/safe:host-x86_64",
    "onpath@?/nil:host-x86_64",
    "onpath@?/safe:host-x86_64 wrapped",
  ]);
});

test("what runs natively is not emulated, and what cannot be had for another architecture has no lane there", () => {
  expect(names("deep", "aarch64", ["variant=slow", "runtime=both"])).toEqual(["both@2.0.0+slow/nil:host-aarch64"]);
  expect(names("deep", "aarch64", ["keep=nil,safe", "release=both@2*,onpath*,maker*"]).filter((name) => !name.includes("+"))).toEqual([
    "both@2.0.0/nil:host-aarch64",
    "maker@2.0.0/nil:host-aarch64",
    "maker@2.0.0/safe:host-aarch64",
    "onpath@?/nil:host-aarch64",
  ]);
});

test("filters about lanes choose; what is not known before a lane is probed leaves none out", () => {
  expect(names("deep", "x86_64", ["launcher=qemu-user"])).toHaveLength(3);
  expect(names("deep", "x86_64", ["variant=slow"])).toEqual(["both@2.0.0+slow/nil:host-x86_64"]);
  expect(names("deep", "x86_64", ["architecture=aarch64", "release=both@2*"])).toEqual(["both@2.0.0/nil:qemu-user-aarch64 wrapped"]);
  expect(names("deep", "x86_64", ["release=onpath@7", "keep=nil"])).toEqual(["onpath@?/nil:host-x86_64"]);
  expect(names("deep", "x86_64", ["language=c"])).toHaveLength(15);
});

test("releases that are named stand in for the profile's; a binary on disk has the variants of the newest", () => {
  expect(names("full", "x86_64", [], "1.0.0")).toEqual(["both@1.0.0/nil:host-x86_64"]);
  expect(names("deep", "x86_64", ["launcher=host"], "path:/x")).toEqual(["both@path:/x+slow/nil:host-x86_64", "both@path:/x/nil:host-x86_64"]);
});

test("the lane of a cell that is named whole counts in every profile, and no other; one of two terms leaves both", () => {
  const cell = (lane: string): string => `w/a,c/cc.wasip1,${lane}`;
  const machine = cell("both@1.0.0/box:qemu:tcg-x86_64");
  for (const profile of ["quick", "full", "deep"] as const) {
    expect(names(profile, "x86_64", [machine])).toEqual(["both@1.0.0/box:qemu-x86_64"]);
    expect(names(profile, "x86_64", [`cell=${cell("both@2.0.0+slow/nil:host-x86_64")}`])).toEqual(["both@2.0.0+slow/nil:host-x86_64"]);
    expect(names(profile, "x86_64", [machine, cell("onpath@7/nil:host-x86_64")])).toEqual(["both@1.0.0/box:qemu-x86_64", "onpath@?/nil:host-x86_64"]);
    expect(names(profile, "x86_64", [cell("both@2.0.0/nowhere:host-x86_64")])).toEqual([]);
  }
  // A pattern names no lane: what it fits is not known yet.
  expect(names("quick", "x86_64", [machine.replace("/a,", "/*,")])).toEqual(names("quick", "x86_64"));
});

describe("wishes", () => {
  const all = (own = "x86_64") => laneCandidates(catalog, profiles.deep, [], own);
  const unwrapped = ({ runtime: id, release, keep: own, launcher, variant, architecture }: ReturnType<typeof all>[number]) =>
    [id, release.version, own, launcher, variant, architecture] as const;

  test("lead back to the candidates that they are of, on the same kind of machine", () => {
    for (const own of ["x86_64", "aarch64"]) {
      const wishes = all(own).map(toWish);
      expect(JSON.parse(JSON.stringify(wishes))).toEqual(wishes);
      expect(new Set(wishes.map((wish) => JSON.stringify(wish))).size).toBe(wishes.length);
      expect(candidatesFor(catalog, wishes, own).map(unwrapped)).toEqual(all(own).map(unwrapped));
    }
  });

  test("have no candidate where this machine's manifests do not know them, or it has no such way", () => {
    const wish = { runtime: "both", version: "2.0.0", keep: "nil", launcher: "host", architecture: "x86_64" };
    expect(candidatesFor(catalog, [wish], "x86_64")).toHaveLength(1);
    expect(candidatesFor(catalog, [{ ...wish, runtime: "unheard" }], "x86_64")).toEqual([]);
    expect(candidatesFor(catalog, [{ ...wish, keep: "glass" }], "x86_64")).toEqual([]);
    expect(candidatesFor(catalog, [wish], "aarch64")).toEqual([]);
    expect(candidatesFor(catalog, [{ ...wish, version: "path:/x" }], "x86_64").map(({ release }) => release)).toEqual([{ version: "path:/x", current: true }]);
  });

  test("are fulfilled by a lane that has all they say; what they leave open, any lane has", () => {
    const wish = { runtime: "onpath", keep: "nil", launcher: "host", architecture: "x86_64" };
    expect(fulfils(parseLane("onpath@7.1.0/nil:host-x86_64"), wish)).toBe(true);
    expect(fulfils(parseLane("onpath@7.1.0/nil:host-x86_64"), { ...wish, version: "7.1.0" })).toBe(true);
    for (const other of ["onpath@7.1.0/box:host-x86_64", "onpath@7.1.0/nil:qemu-x86_64", "onpath@7.1.0/nil:host-aarch64", "onpath@7.1.0+slow/nil:host-x86_64"])
      expect(fulfils(parseLane(other), wish)).toBe(false);
    expect(fulfils(parseLane("onpath@7.1.0/nil:host-x86_64"), { ...wish, version: "7.2.0" })).toBe(false);
    // By what accelerator a machine runs, only the machine tells.
    expect(fulfils(parseLane("both@2.0.0/box:qemu:tcg-x86_64"), { runtime: "both", keep: "box", launcher: "qemu", architecture: "x86_64" })).toBe(true);
    const [candidate] = all();
    expect(candidate && mayBecome(candidate, parseLane("both@2.0.0/nil:host-x86_64"))).toBe(true);
  });
});

describe("partnerCandidates", () => {
  const entry = (id: string, keep?: string): Case => normaliseCase({ id, needs: [], programs: { server: keep === undefined ? {} : { keep }, client: {} } });
  const workload: Workload = {
    folder: "/w",
    manifest: { id: "w", title: "w", kind: "probe", about: "w", roles: ["server", "client"], case: [{ id: "boxed", needs: [] }] },
    cases: [entry("boxed", "box"), entry("plain")],
    ports: [],
  };
  const own: Catalog = { ...catalog, workloads: new Map([["w", workload]]) };
  const build: BuildCandidate = {
    workload: "w",
    language: "c",
    toolchain: "cc",
    target: "wasip1",
    port: { workload: "w", language: "c", target: undefined, folder: "/p", layers: ["/p"] },
  };
  const beside = (profile: keyof typeof profiles, ...terms: string[]): string[] => {
    const filter = parseFilter(terms);
    const candidates = laneCandidates(own, profiles[profile], filter, "x86_64");
    return partnerCandidates(own, profiles[profile], filter, [build], candidates, "x86_64")
      .map(({ runtime, release, keep: id, variant }) => `${runtime}@${release.version}${variant ?? ""}/${id}`)
      .sort();
  };

  test("are of the releases that are selected, in the Keeps that wanted cases name, without variants", () => {
    expect(beside("deep", "keep=nil")).toEqual(["both@1.0.0/box", "both@2.0.0/box", "maker@2.0.0/box"]);
    expect(beside("deep", "keep=nil", "release=both@2.0.0")).toEqual(["both@2.0.0/box"]);
    expect(beside("deep", "keep=nil", "case=plain")).toEqual([]);
    expect(beside("deep", "variant=slow")).toEqual([]);
    expect(beside("deep", "architecture=aarch64")).toEqual([]);
  });

  test("are none where their lanes are selected anyway", () => {
    expect(beside("deep")).toEqual([]);
    expect(beside("deep", "keep=box")).toEqual([]);
  });

  test("a profile of the bare machine has them for a cell that is named whole alone", () => {
    expect(beside("full")).toEqual([]);
    expect(beside("full", "case=boxed")).toEqual([]);
    expect(beside("quick", "w/boxed,c/cc.wasip1,both@2.0.0/nil:host-x86_64")).toEqual(["both@2.0.0/box"]);
    expect(beside("quick", "w/plain,c/cc.wasip1,both@2.0.0/nil:host-x86_64")).toEqual([]);
  });
});
