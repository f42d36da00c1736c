import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { plantProject } from "../review/project.fixture.ts";
import { commandOf } from "./from.ts";
import { readSides } from "./sides.ts";

const catalog = await loadCatalog(plantProject());
const header = (more: Partial<SamplesHeader> = {}): SamplesHeader =>
  ({
    ...{
      filters: ["sort"],
      cache: "warm",
      rounds: 10,
      policy: 0.02,
      lanes: [{ id: "wasmtime@49.0.3/nil:host-x86_64", version: "49.0.3", digest: "sha256:1" }],
    },
    ...more,
  }) as SamplesHeader;
const line = (more: object): SamplesLine => more as SamplesLine;
const everything = [line({ kind: "program", native: true }), line({ kind: "sample", phase: "compile" }), line({ kind: "count" })];

describe("the command that measures samples anew", () => {
  test.each<[string, SamplesHeader, SamplesLine[], string]>([
    ["current releases", header(), everything, "./gatehouse bench sort --rounds 10"],
    ["current releases, work alone", header({ rounds: 0 }), [line({ kind: "count" })], "./gatehouse bench sort --no-times --no-compile"],
    ["less of them", header({ cache: "cold" }), [], "./gatehouse bench sort --rounds 10 --cache cold --no-native --no-compile --no-fuel"],
    [
      "an old release",
      header({ lanes: [{ id: "wasmtime@46.0.1/nil:host-x86_64", version: "46.0.1", digest: "sha256:1" }] }),
      everything,
      "./gatehouse bench sort --release wasmtime@46.0.1 --rounds 10",
    ],
    [
      "two sides",
      header({ baseline: "wasmtime@46.0.1", policy: 0.05 }),
      everything,
      "./gatehouse bench sort --release wasmtime@49.0.3 --baseline wasmtime@46.0.1 --policy 5 --rounds 10",
    ],
  ])("of %s", (_, own, lines, command) => {
    expect(commandOf(own, lines, catalog).join(" ")).toBe(command);
  });
});

describe("the releases to measure", () => {
  const sides = (candidate: string | undefined, baseline: string | undefined, release: string[] = []) => {
    const read = readSides({ candidate, baseline, release }, catalog);
    return [read.sides.map(({ name }) => name), read.baseline?.name];
  };

  test("are none that are named, two, or a series", () => {
    expect(sides(undefined, undefined)).toEqual([[], undefined]);
    expect(sides("wasmtime@49.0.3", "wasmtime@46.0.1")).toEqual([["wasmtime@46.0.1", "wasmtime@49.0.3"], "wasmtime@46.0.1"]);
    expect(sides(undefined, "wasmtime@46.0.1", ["wasmtime@46.0.1", "wasmtime@48.0.2"])).toEqual([["wasmtime@46.0.1", "wasmtime@48.0.2"], "wasmtime@46.0.1"]);
    expect(sides(undefined, undefined, ["wasmtime@48.0.2"])).toEqual([["wasmtime@48.0.2"], undefined]);
  });

  test.each([
    ["wasmtime@49.0.3", undefined, "bench/sides"],
    [undefined, "wasmtime@46.0.1", "bench/sides"],
    ["run:2026", "wasmtime@46.0.1", "bench/recorded"],
    ["wasmtime@49.0.3", "record:x.ndjson", "bench/recorded"],
    ["wasmtime@1.2.3", "wasmtime@46.0.1", "gate/unknown-release"],
  ])("are not %s against %s", (candidate, baseline, code) => {
    expect(() => sides(candidate, baseline)).toThrow(expect.objectContaining({ code }));
  });
});
