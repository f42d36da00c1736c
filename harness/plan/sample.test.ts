import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Catalog, Placed } from "../model/catalog.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import { parseCell } from "../model/ids.ts";
import { type AgendaQuestion, makeAgenda } from "./agenda.ts";
import { both, catalog, lanes, workload } from "./catalog.fixture.ts";
import { parseFilter } from "./filter.ts";
import { offerOf, ownOf } from "./match.fixture.ts";
import { match } from "./match.ts";
import { profiles } from "./profile.ts";
import { casesOf, isReference, sampleOf } from "./sample.ts";

const capabilities = ["args", "env", "stdin", "poll"] as const;
const someCases = fc
  .array(fc.subarray([...capabilities]), { minLength: 1, maxLength: 8 })
  .map((needs) => needs.map((each, index) => ({ id: String(index), needs: each })));

describe("a sample", () => {
  test("needs all that its cases need, each capability by a case with the fewest needs, and none of them is needless", () => {
    fc.assert(
      fc.property(someCases, (cases) => {
        const taken = sampleOf(cases);
        const shown = (some: readonly { readonly needs: readonly string[] }[]): Set<string> => new Set(some.flatMap((each) => each.needs));
        expect(shown(taken)).toEqual(shown(cases));
        const fewest = (capability: string): number =>
          Math.min(...cases.flatMap(({ needs }) => (needs.some((each) => each === capability) ? [needs.length] : [])));
        for (const each of taken) {
          expect(each.needs.length === 0 || each.needs.some((capability) => each.needs.length === fewest(capability))).toBe(true);
          if (taken.length > 1) expect(shown(taken.filter((other) => other !== each))).not.toEqual(shown(taken));
        }
        expect(taken.length).toBeGreaterThan(0);
      }),
    );
  });

  test("of cases that need nothing is the first one", () => {
    const [one, two] = [{ needs: [] }, { needs: [] }];
    expect(sampleOf([one, two])).toEqual([one]);
  });
});

const [name, probe] = workload(
  "probe",
  ["c", "js"],
  [{ needs: ["stdin"] }, { needs: ["stdin"] }, { needs: ["stdin", "env"] }, { needs: [], targets: ["wasip1"] }],
);
const ranked = (id: string, reference: number): [string, Placed<LanguageManifest>] => {
  const placed = catalog.languages.get(id) as Placed<LanguageManifest>;
  return [id, { ...placed, manifest: { ...placed.manifest, reference } }];
};
const slow = { ...both, manifest: { ...both.manifest, sampled: true as const } };
const own: Catalog = {
  ...catalog,
  languages: new Map([...catalog.languages, ranked("c", 1)]),
  workloads: new Map([
    [name, probe],
    workload("second", ["js"], [{ needs: ["env"] }, { needs: ["env"] }]),
    workload("work", ["c", "js"], [{ needs: ["stdin"] }, { needs: ["stdin"] }], "application"),
  ]),
  runtimes: new Map([...catalog.runtimes, ["both", slow], ["fast", { ...both, manifest: { ...both.manifest, id: "fast" } }]]),
};
const fast = lanes.map((lane) => ({ ...lane, id: { ...lane.id, runtime: "fast" }, text: lane.text.replace("both@", "fast@") }));

const cellsOf = (profile: keyof typeof profiles, terms: readonly string[], releases?: AgendaQuestion["releases"]): string[] => {
  const question = { profile: profiles[profile], filter: parseFilter(terms), architecture: "x86_64", releases };
  const agenda = makeAgenda(own, question, { contract: () => "", sources: () => "" });
  const offers = [offerOf([...lanes, ...fast.filter(({ id }) => id.version === "48.0.0")])];
  return ownOf(match(agenda, offers)).map(({ cell }) => cell);
};
/** The cases of one port in one runtime, by their numbers. */
const numbers = (cells: readonly string[], port: string, id: string): string =>
  cells
    .flatMap((cell) => {
      const { workload: of, language, toolchain, target, lane, case: entry } = parseCell(cell);
      const isIt = `${of},${language}/${toolchain}.${target}` === port && lane.runtime === id && lane.version === "48.0.0";
      return isIt ? [entry.at(-1)] : [];
    })
    .join("");

describe("the quick profile", () => {
  test.each<[string, string, string, string]>([
    ["probe,c/clang.wasip1", "fast", "0123", "the reference port"],
    ["probe,c/clang.wasip1", "both", "2", "the reference port in a runtime that is sampled"],
    ["probe,c/clang.wasip2", "fast", "012", "each target has its reference port"],
    ["probe,js/qjs.wasip2", "fast", "0", "another port: env has a simpler case in another workload"],
    ["second,js/qjs.wasip2", "both", "0", "a workload without a reference port"],
  ])("runs of %s in %s the cases %s: %s", (port, runtime, cases) => {
    expect(numbers(cellsOf("quick", []), port, runtime)).toBe(cases);
  });

  test("runs all of a workload or a case that a filter names", () => {
    expect(numbers(cellsOf("quick", ["second"]), "second,js/qjs.wasip2", "both")).toBe("01");
    expect(numbers(cellsOf("quick", ["case=second/case-1"]), "second,js/qjs.wasip2", "both")).toBe("1");
    expect(numbers(cellsOf("quick", ["probe/*,js/*,both@*"]), "probe,js/qjs.wasip2", "both")).toBe("012");
  });

  test.each([["kind=application"], ["work"], ["workload=work"]])("runs all of an application that %s names, by each port, in each runtime", (term) => {
    for (const runtime of ["fast", "both"])
      for (const port of ["work,c/clang.wasip1", "work,js/qjs.wasip2"]) expect(numbers(cellsOf("quick", [term]), port, runtime)).toBe("01");
    expect(cellsOf("quick", []).filter((cell) => cell.startsWith("work/"))).toEqual([]);
  });

  test.each([["language=js"], ["js"], ["runtime=both"], ["both"], ["kind=probe"], ["*,js/*,both@*"], ["capability=env"], ["target=wasip2"]])(
    "is never widened by %s",
    (term) => {
      const all = new Set(cellsOf("quick", []));
      const some = cellsOf("quick", [term]);
      expect(some.length).toBeGreaterThan(0);
      expect(some.filter((cell) => !all.has(cell))).toEqual([]);
    },
  );
});

describe("the full profile", () => {
  const whole = { "probe,c/clang.wasip1": "0123", "probe,c/clang.wasip2": "012", "probe,js/qjs.wasip2": "012", "second,js/qjs.wasip2": "01" };

  test.each(Object.entries(whole))("runs all of %s where the runtime is not sampled, and wherever the filter names it", (port, cases) => {
    const [workload = "", route = ""] = port.split(",");
    expect(numbers(cellsOf("full", []), port, "fast")).toBe(cases);
    for (const term of ["runtime=both", "both", `workload=${workload}`, `language=${route.split("/")[0]}`, `route=${route}`])
      expect(numbers(cellsOf("full", [term]), port, "both"), term).toBe(cases);
  });

  test("runs in a sampled runtime the reference port, a sample of the others, and every application", () => {
    const cells = cellsOf("full", []);
    const found = [...Object.keys(whole), "work,js/qjs.wasip2"].map((port) => [port, numbers(cells, port, "both")]);
    expect(Object.fromEntries(found)).toEqual({
      "probe,c/clang.wasip1": "0123",
      "probe,c/clang.wasip2": "012",
      "probe,js/qjs.wasip2": "0",
      "second,js/qjs.wasip2": "0",
      "work,js/qjs.wasip2": "01",
    });
  });

  test("runs all of releases that are named, as by a gate", () => {
    const releases = own.runtimes.get("both")?.releases.map((release) => ({ runtime: "both", release })) ?? [];
    const cells = cellsOf("full", [], releases);
    for (const [port, cases] of Object.entries(whole)) expect(numbers(cells, port, "both"), port).toBe(cases);
  });
});

test("the reference port of a target is that of the first ranked language which has one", () => {
  const build = { workload: name, language: "c", toolchain: "clang", target: "wasip2", port: probe.ports[0] as (typeof probe.ports)[number] };
  expect(isReference(own, build)).toBe(true);
  expect(isReference(own, { ...build, language: "js" })).toBe(false);
  expect(isReference(own, { ...build, workload: "second", language: "js" })).toBe(false);
  expect(isReference({ ...own, languages: new Map([...own.languages, ranked("js", 1), ranked("c", 2)]) }, build)).toBe(false);
});

test("a case is of a target unless it names others", () => {
  expect(casesOf(probe, "wasip2").map(({ id }) => id)).toEqual(["case-0", "case-1", "case-2"]);
  expect(casesOf(probe, "wasip1").length).toBe(4);
});
