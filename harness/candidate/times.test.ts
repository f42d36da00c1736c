import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { startWorkload } from "../measure/series.ts";
import type { Workload } from "../model/catalog.ts";
import { parseCell } from "../model/ids.ts";
import { plantProject } from "../review/project.fixture.ts";
import { isTimed, toTimed } from "./times.ts";

const catalog = await loadCatalog(plantProject());
const text = "args/plain,zig/zig.wasip1,wasmtime@49.0.3/nil:host-x86_64";
const sides = { candidate: { name: "wasmtime@49.0.3" }, baseline: { name: "wasmtime@46.0.1" } };

describe("a benchmark of a gate", () => {
  const args = catalog.workloads.get("args") as Workload;
  const benchmark: Workload = { ...args, manifest: { ...args.manifest, kind: "benchmark" } };
  const marked: Workload = { ...args, manifest: { ...args.manifest, case: args.manifest.case.map((each) => ({ ...each, bench: each.id === "plain" })) } };
  const id = parseCell(text);

  test.each<[string, Parameters<typeof isTimed>[0], boolean]>([
    ["any case of a benchmark", { workload: benchmark, id, inexpressible: undefined }, true],
    ["a case that says so", { workload: marked, id, inexpressible: undefined }, true],
    ["another case of that workload", { workload: marked, id: { ...id, case: "none" }, inexpressible: undefined }, false],
    ["a probe", { workload: args, id, inexpressible: undefined }, false],
    ["what this host cannot set up", { workload: benchmark, id, inexpressible: "no sockets" }, false],
    ["the no-op that tells the start", { workload: benchmark, id: { ...id, workload: startWorkload }, inexpressible: undefined }, true],
  ])("is %s, or not", (_, cell, expected) => {
    expect(isTimed(cell)).toBe(expected);
  });

  test("has the tier of its language, and the command that measures both sides again", () => {
    expect(toTimed({ id, text }, catalog, sides)).toEqual({
      subject: "args/plain,zig/zig.wasip1",
      cell: text,
      language: "zig",
      tier: 1,
      again: [...["./gatehouse", "bench", "case=args/plain", "route=zig/zig.wasip1"], ...["--candidate", "wasmtime@49.0.3", "--baseline", "wasmtime@46.0.1"]],
    });
  });

  test("of a language that nobody knows refuses nobody", () => {
    expect(toTimed({ id: { ...id, language: "cobol" }, text }, catalog, sides).tier).toBe(3);
  });
});
