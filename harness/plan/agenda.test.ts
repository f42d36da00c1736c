import { describe, expect, test } from "vitest";
import type { Catalog, Placed, Workload } from "../model/catalog.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import { printRoute } from "../model/ids.ts";
import { makeAgenda, toAgendaCase } from "./agenda.ts";
import { type BuildCandidate, buildCandidates, trustCandidates } from "./candidates.ts";
import { catalog, workload } from "./catalog.fixture.ts";
import { parseFilter } from "./filter.ts";
import { everything, profiles } from "./profile.ts";

const show = (builds: readonly BuildCandidate[]): string[] => builds.map((build) => `${build.workload},${printRoute(build)} ${build.port.folder}`).sort();
const builds = buildCandidates(catalog, everything, []);

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

  test("a further toolchain, of a tier of its own, is not asked for by its language's name", () => {
    const { folder, manifest } = catalog.languages.get("c") as Placed<LanguageManifest>;
    const { clang, ...others } = manifest.toolchain;
    const toolchain = { ...others, clang: { ...clang, tier: 3 } } as LanguageManifest["toolchain"];
    const own: Catalog = { ...catalog, languages: new Map([...catalog.languages, ["c", { folder, manifest: { ...manifest, toolchain } }]]) };
    const routes = (profile: keyof typeof profiles, ...terms: string[]): string[] => [
      ...new Set(buildCandidates(own, profiles[profile], parseFilter(["target=wasip1", ...terms])).map(printRoute)),
    ];
    for (const terms of [[], ["language=c"], ["c"], ["port=one/c"]]) expect(routes("quick", ...terms), terms.join()).toEqual(["c/zig-cc.wasip1"]);
    for (const term of ["toolchain=clang", "toolchain=c/clang", "route=c/clang*", "tier=3"]) expect(routes("quick", term), term).toEqual(["c/clang.wasip1"]);
    expect(routes("full", "language=c").sort()).toEqual(["c/clang.wasip1", "c/zig-cc.wasip1"]);
  });

  test("a target that programs are written for takes the ports that have a folder for it, and no others", () => {
    const { folder, manifest } = catalog.languages.get("c") as Placed<LanguageManifest>;
    const clang = { ...manifest.toolchain.clang, target: { wasip1: { steps: [] }, wasip2: { own: true, steps: [] } } } as LanguageManifest["toolchain"][string];
    const languages = new Map([...catalog.languages, ["c", { folder, manifest: { ...manifest, toolchain: { clang } } }]]);
    expect(show(buildCandidates({ ...catalog, languages }, everything, parseFilter(["language=c", "target=wasip2"])))).toEqual([
      "own,c/clang.wasip2 /w/own/c.wasip2",
    ]);
  });

  test("a toolchain that cannot build a workload's port has no build of it, nor has its candidate; the others have", () => {
    const one = catalog.workloads.get("one") as Workload;
    const { folder, manifest } = catalog.languages.get("c") as Placed<LanguageManifest>;
    const toolchain = { ...manifest.toolchain, "clang-candidate": manifest.toolchain.clang } as LanguageManifest["toolchain"];
    const languages = new Map([...catalog.languages, ["c", { folder, manifest: { ...manifest, toolchain } }]]);
    const reason = { why: "no", link: "https://example.org" };
    const routes = (cannot: Workload["manifest"]["cannot"]): string[] => {
      const workloads = new Map([...catalog.workloads, ["one", { ...one, manifest: { ...one.manifest, cannot } } as Workload]]);
      return buildCandidates({ ...catalog, languages, workloads }, everything, parseFilter(["workload=one", "target=wasip1"])).map(printRoute);
    };
    const all = ["c/clang.wasip1", "c/zig-cc.wasip1", "c/clang-candidate.wasip1"];
    expect(routes([{ language: "js", toolchain: "clang", ...reason }])).toEqual(all);
    expect(routes([{ language: "c", ...reason }])).toEqual(all);
    expect(routes([{ language: "c", toolchain: "clang", ...reason }])).toEqual(["c/zig-cc.wasip1"]);
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

describe("makeAgenda", () => {
  const asked: string[] = [];
  const agendaOf = (profile: keyof typeof profiles, terms: readonly string[] = [], of: Catalog = catalog) =>
    makeAgenda(
      of,
      { profile: profiles[profile], filter: parseFilter(terms), architecture: "x86_64" },
      {
        contract: (own, { id }) => {
          asked.push(`${own.manifest.id}/${id}`);
          return `contract of ${own.manifest.id}/${id}`;
        },
        sources: ({ port }) => `sources of ${port.folder}`,
      },
    );

  test("has every build that is wanted with its sources, and before them the trust programs for their targets", () => {
    const { builds: own, profile, filters, architecture } = agendaOf("full");
    expect(own.map((build) => `${build.workload},${printRoute(build)} ${build.sources}`).sort()).toEqual(
      show([...builds, ...trustCandidates(catalog, new Set(["wasip1", "wasip2"]))]).map((text) => text.replace(" /", " sources of /")),
    );
    expect(own.slice(0, 4).every((build) => build.workload === "must-trap")).toBe(true);
    expect([profile, filters, architecture]).toEqual(["full", [], "x86_64"]);
    expect(new Set(own.map(({ tier }) => tier))).toEqual(new Set([1]));
  });

  test("has each case once with its contract, and a build only the cases that have a meaning for its target", () => {
    asked.length = 0;
    const { cases, builds: own } = agendaOf("full", ["workload=one"]);
    expect(cases.map((each) => [each.case, each.contract])).toEqual(
      ["must-trap/case-0", "one/case-0", "one/case-1"].map((name) => [name, `contract of ${name}`]),
    );
    expect([...asked].sort()).toEqual(cases.map((each) => each.case).sort());
    expect(own.filter((build) => build.workload === "one").map((build) => [printRoute(build), build.cases])).toEqual([
      ["c/clang.wasip1", ["case-0", "case-1"]],
      ["c/clang.wasip2", ["case-0"]],
      ["c/zig-cc.wasip1", ["case-0", "case-1"]],
      ["js/qjs.wasip2", ["case-0"]],
    ]);
  });

  test("wishes for the profile's lanes, open in what only a machine tells; for none that has no target of any build", () => {
    const wish = { keep: "nil", launcher: "host", architecture: "x86_64" };
    const [now, old, onPath] = [
      { runtime: "both", version: "48.0.0", ...wish },
      { runtime: "both", version: "46.0.0", ...wish },
      { runtime: "first", ...wish },
    ];
    expect(agendaOf("full").wishes).toEqual([now, onPath]);
    expect(agendaOf("deep").wishes).toEqual([now, old, onPath]);
    expect(agendaOf("deep", ["target=wasip2"]).wishes).toEqual([now, old]);
    expect(agendaOf("deep", ["release=both@46*", "runtime=both"]).wishes).toEqual([old]);
  });

  test("wishes for lanes of roles in another Keep as partners, and in named releases where some are named", () => {
    const kvm = { folder: "/k/kvm", manifest: { id: "kvm", name: "kvm", about: "a machine", confidential: false, launcher: [{ kind: "qemu" as const }] } };
    const [name, pair] = workload("pair", ["c"], [{ id: "two", programs: { server: { keep: "kvm" }, client: {} } }]);
    const roles = ["server", "client"] as [string, ...string[]];
    const own: Catalog = {
      ...catalog,
      workloads: new Map([[name, { ...pair, manifest: { ...pair.manifest, roles } }]]),
      keeps: new Map([...catalog.keeps, ["kvm", kvm]]),
    };
    const { wishes, cases } = agendaOf("deep", ["keep=nil", "release=both@48*"], own);
    expect(wishes.map((each) => [each.keep, each.partner])).toEqual([
      ["nil", undefined],
      ["nil", undefined],
      ["kvm", true],
      ["kvm", true],
    ]);
    expect(cases[0]).toMatchObject({ case: "pair/two", roles, programs: { server: { keep: "kvm", sockets: [] }, client: { sockets: [] } } });
    const releases = [{ runtime: "both", release: { version: "50.0.0", current: true } }];
    const question = { profile: everything, filter: [], architecture: "x86_64", releases };
    expect(makeAgenda(catalog, question, { contract: () => "", sources: () => "" }).wishes.map(({ version }) => version)).toEqual(["50.0.0"]);
  });

  test("is plain data, the same each time", () => {
    const agenda = agendaOf("deep", ["language=c", "one"]);
    expect(JSON.parse(JSON.stringify(agenda))).toEqual(agenda);
    expect(agendaOf("deep", ["language=c", "one"])).toEqual(agenda);
  });
});

test("an agenda's case has what matching needs and nothing of its contents", () => {
  const [, talk] = [...catalog.workloads].find(([id]) => id === "talk") ?? [];
  const entry = talk?.cases.find(({ id }) => id === "dial");
  if (!talk || !entry) throw new Error("there is no dialogue");
  expect(toAgendaCase(talk, { ...entry, targets: ["wasip1"] }, "c").targets).toEqual(["wasip1"]);
  const closes = toAgendaCase(talk, { ...entry, steps: [{ read: "main", from: "stdout", end: true }] }, "c");
  expect(closes.programs["main"]?.closes).toBe(true);
  expect(toAgendaCase(talk, entry, "c")).toEqual({
    case: "talk/dial",
    contract: "c",
    kind: "probe",
    needs: [],
    plain: false,
    programs: { main: { sockets: [{ kind: "connect" }] } },
  });
});
