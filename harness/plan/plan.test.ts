import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import type { Catalog, Placed, Port, Workload } from "../model/catalog.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Inexpressible, RuntimeManifest, RuntimeTarget } from "../model/generated/runtime.ts";
import type { Capability, CaseManifest, WorkloadManifest } from "../model/generated/workload.ts";
import { parseCell, printLane, printRoute } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import type { Target } from "../model/words.ts";
import { type BuildCandidate, buildCandidates, trustCandidates } from "./candidates.ts";
import { parseFilter } from "./filter.ts";
import { plan } from "./plan.ts";
import { profiles } from "./profile.ts";

const language = (id: string, toolchains: Readonly<Record<string, readonly Target[]>>): [string, Placed<LanguageManifest>] => {
  const toolchain = Object.entries(toolchains).map(([name, targets]): [string, LanguageManifest["toolchain"][string]] => [
    name,
    { title: name, packages: [], version: ["v"], target: Object.fromEntries(targets.map((target) => [target, { steps: [] }])) },
  ]);
  return [id, { folder: `/l/${id}`, manifest: { id, name: id, tier: 1, toolchain: Object.fromEntries(toolchain) } }];
};

/** Ports are said as their folders are: `c`, `c.wasip2`. */
const workload = (
  id: string,
  ports: readonly string[],
  cases: readonly Partial<CaseManifest>[],
  kind: WorkloadManifest["kind"] = "probe",
): [string, Workload] => {
  const manifests = cases.map((entry, index): CaseManifest => ({ id: `case-${index}`, needs: [], expect: { exit: 0 }, ...entry }));
  const toPort = (name: string): Port => {
    const [lang, target] = name.split(".") as [string, Target?];
    return { workload: id, language: lang, target, folder: `/w/${id}/${name}` };
  };
  const manifest: WorkloadManifest = { id, title: id, kind, about: id, case: manifests };
  return [id, { folder: `/w/${id}`, manifest, cases: manifests.map(normaliseCase), ports: ports.map(toPort) }];
};

const runtime = (id: string, targets: Readonly<Record<string, Partial<RuntimeTarget>>>, releases: RuntimeManifest["release"]): Placed<RuntimeManifest> => ({
  folder: `/r/${id}`,
  manifest: {
    id,
    name: id,
    package: {},
    version: ["v"],
    release: releases,
    target: Object.fromEntries(Object.entries(targets).map(([target, own]) => [target, { argv: ["x"], claims: ["stdout", "traps"], ...own }])),
  },
});

const nil: Placed<KeepManifest> = {
  folder: "/k/nil",
  manifest: { id: "nil", name: "nil", about: "nothing", confidential: false, launcher: [{ kind: "host" }] },
};

const lane = (placed: Placed<RuntimeManifest>, version: string): Lane => {
  const id = { runtime: placed.manifest.id, version, keep: "nil", launcher: "host", architecture: "x86_64" };
  return {
    id,
    text: printLane(id),
    manifest: placed.manifest,
    folder: placed.folder,
    packages: [],
    digest: "",
    slowdown: 1,
    entry: { keep: nil, launcher: { kind: "host" }, packages: [], wrap: [] },
  };
};

const noSockets: Inexpressible[] = [{ capability: "sockets.accept", range: ">=47", why: "refused" }];
const both = runtime("both", { wasip1: { inexpressible: noSockets }, wasip2: {} }, [
  { version: "48.0.0", current: true },
  { version: "46.0.0", current: false },
]);
const first = runtime("first", { wasip1: { claims: [] } }, [{ current: true }]);

const catalog: Catalog = {
  root: "/",
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
  keeps: new Map(),
};
const lanes = [lane(both, "48.0.0"), lane(both, "46.0.0"), lane(first, "1.0.0")];
const allTargets = new Set<Target>(["wasip1", "wasip2"]);

const show = (builds: readonly BuildCandidate[]): string[] => builds.map((build) => `${build.workload},${printRoute(build)} ${build.port.folder}`).sort();
const builds = buildCandidates(catalog, profiles.full, []);

describe("buildCandidates", () => {
  test("are every port by every toolchain of its language; a port for one target takes that target", () => {
    expect(show(builds)).toEqual([
      "one,c/clang.wasip1 /w/one/c",
      "one,c/clang.wasip2 /w/one/c",
      "one,c/zig-cc.wasip1 /w/one/c",
      "one,js/qjs.wasip2 /w/one/js",
      "own,c/clang.wasip1 /w/own/c",
      "own,c/clang.wasip2 /w/own/c.wasip2",
      "own,c/zig-cc.wasip1 /w/own/c",
      "slow,c/clang.wasip1 /w/slow/c",
      "slow,c/clang.wasip2 /w/slow/c",
      "slow,c/zig-cc.wasip1 /w/slow/c",
      "talk,c/clang.wasip1 /w/talk/c",
      "talk,c/clang.wasip2 /w/talk/c",
      "talk,c/zig-cc.wasip1 /w/talk/c",
    ]);
  });

  test("a profile's kinds and a filter leave some out; words about lanes leave none", () => {
    expect(buildCandidates(catalog, profiles.quick, []).some((build) => build.workload === "slow")).toBe(false);
    expect(show(buildCandidates(catalog, profiles.quick, parseFilter(["language=js"])))).toEqual(["one,js/qjs.wasip2 /w/one/js"]);
    expect(show(buildCandidates(catalog, profiles.quick, parseFilter(["case=case-1", "target=wasip1", "runtime=no-such"])))).toEqual([
      "one,c/clang.wasip1 /w/one/c",
      "one,c/zig-cc.wasip1 /w/one/c",
    ]);
  });

  test("trust programs are for the targets that are run, whatever the filter", () => {
    expect(show(trustCandidates(catalog, new Set(["wasip2"])))).toEqual(["must-trap,c/clang.wasip2 /w/must-trap/c", "must-trap,js/qjs.wasip2 /w/must-trap/js"]);
    expect(buildCandidates(catalog, profiles.deep, parseFilter(["workload=must-trap"]))).toEqual([]);
  });
});

describe("plan", () => {
  test("covers exactly the cases of each build in each lane that has its target", () => {
    const wanted = builds.flatMap((build) =>
      lanes.flatMap((own) =>
        (catalog.workloads.get(build.workload)?.manifest.case ?? [])
          .filter((entry) => own.manifest.target[build.target] && (entry.targets ?? ["wasip1", "wasip2"]).includes(build.target))
          .map((entry) => `${build.workload}/${entry.id},${printRoute(build)},${own.text}`),
      ),
    );
    const cells = plan(catalog, builds, lanes, []);
    expect(cells.map((cell) => cell.text).sort()).toEqual(wanted.sort());
    expect(new Set(wanted).size).toBe(wanted.length);
    for (const cell of cells) expect(parseCell(cell.text)).toEqual(cell.id);
    expect(cells.some((cell) => cell.lane.id.runtime === "first" && cell.id.target === "wasip2")).toBe(false);
  });

  test("does not depend on the order of what it is given, and gives the same each time", () => {
    const whole = [...builds, ...trustCandidates(catalog, allTargets)];
    const texts = (some: readonly BuildCandidate[], in_: readonly Lane[]): string[] => plan(catalog, some, in_, []).map((cell) => cell.text);
    const reference = texts(whole, lanes);
    fc.assert(
      fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), fc.shuffledSubarray(lanes, { minLength: lanes.length }), (some, in_) => {
        expect(texts(some, in_).sort()).toEqual([...reference].sort());
        expect(texts(some, in_)).toEqual(texts(some, in_));
      }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(builds), fc.shuffledSubarray(lanes), (some, in_) => {
        const own = texts(some, in_);
        expect(own.every((text) => reference.includes(text))).toBe(true);
        expect(new Set(own).size).toBe(own.length);
      }),
    );
  });

  test("what a lane does not claim is noted and runs all the same; what its host cannot pass is inexpressible, by release", () => {
    const cells = plan(catalog, builds, lanes, parseFilter(["case=one/case-1"]));
    const by = (own: Lane | undefined) => cells.find((cell) => cell.lane === own && cell.id.toolchain === "clang");
    expect(by(lanes[0])).toMatchObject({ unclaimed: ["sockets.accept"], inexpressible: "sockets.accept: refused" });
    expect(by(lanes[1])).toMatchObject({ unclaimed: ["sockets.accept"], inexpressible: undefined });
    expect(by(lanes[2])).toMatchObject({ unclaimed: ["sockets.accept", "stdout"] satisfies Capability[], inexpressible: undefined });
  });

  test("a dialogue runs in a process of this machine and in a virtual one; what a machine's programs cannot reach is said", () => {
    const home = lane(both, "46.0.0");
    const inMachine = (launcher: Lane["id"]["launcher"]): Lane => {
      const id = { ...home.id, keep: "kvm", launcher };
      return { ...home, id, text: printLane(id) };
    };
    const why = (own: Lane, entry: string): (string | undefined)[] =>
      plan(catalog, builds, [own], parseFilter([`talk/${entry}`])).map(({ inexpressible }) => inexpressible);
    const of = (own: Lane, entry: string): string => [...new Set(why(own, entry))].join();
    expect([of(home, "case-0"), of(inMachine("qemu"), "case-0")]).toEqual(["", ""]);
    expect(of(inMachine("snp-vm"), "case-0")).toBe("the launcher snp-vm passes neither pipes nor sockets");
    expect(of(home, "dial")).toBe("its host program takes no sockets");
    expect(of(inMachine("qemu"), "dial")).toBe("sockets.connect: a virtual machine reaches nobody outside of it");
    expect(why(home, "case-0").length).toBeGreaterThan(0);
  });

  describe("where a role names another Keep", () => {
    const home = runtime("home", { wasip2: { sockets: { as: "addresses" } } }, [{ version: "1.0.0", current: true }]);
    const listening = [{ name: "in", kind: "listen" } as const];
    const calling = [{ name: "out", kind: "connect", to: "server:in" } as const];
    const [, pair] = workload("pair", ["c"], []);
    const manifests: CaseManifest[] = [
      { id: "two", needs: [], programs: { server: { sockets: listening, keep: "kvm" }, client: { sockets: calling } } },
      { id: "turned", needs: [], programs: { server: { sockets: listening }, client: { sockets: calling, keep: "kvm" } } },
      { id: "one", needs: [], programs: { server: { sockets: listening }, client: { sockets: calling } } },
    ];
    const roles = ["server", "client"] as [string, ...string[]];
    const own: Catalog = {
      ...catalog,
      workloads: new Map([
        ["pair", { ...pair, manifest: { ...pair.manifest, roles }, cases: manifests.map(normaliseCase) }],
        ["must-trap", catalog.workloads.get("must-trap") as Workload],
      ]),
    };
    const inKeep = (version: string, keep: string, rest: Partial<Lane["id"]> = {}): Lane => {
      const id = { ...lane(home, version).id, keep, launcher: keep === "kvm" ? "qemu" : "host", ...rest };
      return { ...lane(home, version), id, text: printLane(id) };
    };
    const nil = inKeep("1.0.0", "nil");
    const kvm = inKeep("1.0.0", "kvm");
    const pairBuilds = buildCandidates(own, profiles.deep, parseFilter(["workload=pair", "target=wasip2"]));
    const planned = (lanes: readonly Lane[], partners: readonly Lane[] = [], terms: readonly string[] = ["case=two"]) =>
      plan(own, [...trustCandidates(own, new Set(["wasip2"])), ...pairBuilds], lanes, parseFilter(terms), partners).filter(
        ({ id }) => id.toolchain === "clang",
      );

    test("it runs in the lane of the same release there; the cell is of the others' lane", () => {
      const cells = planned([nil, kvm]).filter(({ id }) => id.workload === "pair");
      expect(cells).toEqual([
        expect.objectContaining({ text: `pair/two,c/clang.wasip2,${nil.text}`, lane: nil, elsewhere: { server: kvm }, inexpressible: undefined }),
      ]);
      expect(planned([nil, kvm], [], ["case=one", "keep=nil"]).at(-1)).toMatchObject({ lane: nil, elsewhere: {} });
    });

    test.each<[string, Lane, Lane]>([
      ["another release", nil, inKeep("2.0.0", "kvm")],
      ["a variant there", nil, inKeep("1.0.0", "kvm", { variant: "slow" })],
      ["a variant here", inKeep("1.0.0", "nil", { variant: "slow" }), kvm],
      ["another architecture", nil, inKeep("1.0.0", "kvm", { architecture: "aarch64" })],
      ["another Keep", nil, inKeep("1.0.0", "snp")],
      ["no Keep but the named one", kvm, inKeep("1.0.0", "kvm", { accelerator: "tcg" })],
    ])("no cell is planned where there is only %s", (_, here, there) => {
      expect(planned([here], [there])).toEqual([]);
    });

    test("a partner that no filter selects has trust cells and no others", () => {
      expect(planned([nil], [kvm]).map(({ text }) => text)).toEqual([
        `must-trap/case-0,c/clang.wasip2,${nil.text}`,
        `must-trap/case-0,c/clang.wasip2,${kvm.text}`,
        `pair/two,c/clang.wasip2,${nil.text}`,
      ]);
      expect(planned([nil], [kvm], ["case=one"]).some((cell) => cell.lane === kvm)).toBe(false);
    });

    test("of several lanes in the Keep it is always the same one", () => {
      const others = [kvm, inKeep("1.0.0", "kvm", { accelerator: "kvm" }), inKeep("1.0.0", "kvm", { accelerator: "tcg" })];
      const chosen = (partners: readonly Lane[]): string | undefined => planned([nil], partners).at(-1)?.elsewhere["server"]?.text;
      expect(chosen(others)).toBeDefined();
      fc.assert(fc.property(fc.shuffledSubarray(others, { minLength: 3 }), (some) => chosen(some) === chosen(others)));
    });

    test("each program is asked in its own lane whether it can be set up", () => {
      const [turned] = planned([nil], [kvm], ["case=turned"]).filter(({ id }) => id.workload === "pair");
      expect(turned).toMatchObject({
        elsewhere: { client: kvm },
        inexpressible: "client in kvm: sockets.connect: a virtual machine reaches nobody outside of it",
      });
    });
  });

  test("a filter selects cells by any of their words; a whole cell selects itself alone", () => {
    const all = plan(catalog, builds, lanes, []);
    const one = all[3]?.text as string;
    expect(plan(catalog, builds, lanes, parseFilter([one])).map((cell) => cell.text)).toEqual([one]);
    expect(plan(catalog, builds, lanes, parseFilter(["release=both@46.0.0", "language=js"])).map((cell) => cell.text)).toEqual(
      all.filter(({ text }) => text.includes("js/qjs") && text.includes("both@46.0.0")).map((cell) => cell.text),
    );
  });

  test("trust cells come first, for each lane and target that is used, but where the lane does not claim what they need", () => {
    const whole = [...trustCandidates(catalog, allTargets), ...builds];
    const cells = plan(catalog, whole, lanes, parseFilter(["workload=one", "language=js"]));
    const used = [lanes[0]?.text, lanes[1]?.text];
    expect(cells.map((cell) => cell.text)).toEqual([
      ...["c/clang", "js/qjs"].flatMap((tool) => used.map((text) => `must-trap/case-0,${tool}.wasip2,${text}`)),
      ...used.map((text) => `one/case-0,js/qjs.wasip2,${text}`),
    ]);
    expect(plan(catalog, whole, [lanes[2] as Lane], []).some((cell) => cell.id.workload === "must-trap")).toBe(false);
    expect(plan(catalog, whole, lanes, parseFilter(["workload=nothing"]))).toEqual([]);
  });
});
