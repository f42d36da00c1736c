import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { parseCell } from "../model/ids.ts";
import { ownFolder, plantProject, plantRun } from "../review/project.fixture.ts";
import { parseTrial, trialOf, withTrial } from "./on-trial.ts";

const catalog = await loadCatalog(plantProject());
const folder = ownFolder();
const program = join(folder, "zig");
writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
writeFileSync(join(folder, "text"), "no program\n");

describe("a compiler on trial", () => {
  test("is named by its package and a file", () => {
    expect(parseTrial(`zig@path:${program}`, catalog)).toEqual({ name: `zig@path:${program}`, package: "zig", path: program });
  });

  test.each([
    ["zig@0.17.0", "not a toolchain"],
    ["zig", "not a toolchain"],
    [`cobol@path:${program}`, "no language has a package"],
    [`zig@path:${folder}/nothing`, "is not there"],
    [`zig@path:${folder}/text`, "no executable file"],
  ])("%s is none", (text, message) => {
    expect(() => parseTrial(text, catalog)).toThrow(expect.objectContaining({ code: "gate/toolchain", message: expect.stringContaining(message) }));
  });

  test("becomes a second toolchain beside each that uses its package", () => {
    const { catalog: tried, names } = withTrial(catalog, parseTrial(`zig@path:${program}`, catalog));
    expect(names).toEqual(["zig/zig-candidate", "zig/zig"]);
    const { toolchain, package: packages } = tried.languages.get("zig")?.manifest ?? {};
    expect(toolchain?.["zig-candidate"]).toEqual({ ...toolchain?.["zig"], packages: ["zig-candidate", "npm"] });
    expect(packages?.["zig-candidate"]).toMatchObject({ from: "path", path: { command: program, version: ["version"], range: "*", bin: { zig: program } } });
  });

  test("leaves the languages alone that do not use it, and the catalog that it was made from", () => {
    const before = JSON.stringify([...catalog.languages]);
    const { catalog: tried } = withTrial(catalog, parseTrial(`zig@path:${program}`, catalog));
    expect(tried.languages.get("wat")?.manifest).toEqual(catalog.languages.get("wat")?.manifest);
    expect(tried.workloads).toBe(catalog.workloads);
    expect(JSON.stringify([...catalog.languages])).toBe(before);
  });

  test("is refused where a toolchain takes files of the package, and not its program alone", () => {
    const zig = catalog.languages.get("zig");
    if (!zig) throw new Error("no zig");
    const own = zig.manifest.toolchain["zig"] as NonNullable<(typeof zig.manifest.toolchain)[string]>;
    const manifest = { ...zig.manifest, toolchain: { zig: { ...own, version: ["{package.zig}/zig", "version"] } } };
    const other = { ...catalog, languages: new Map([["zig", { ...zig, manifest }]]) };
    expect(() => withTrial(other, parseTrial(`zig@path:${program}`, other))).toThrow(expect.objectContaining({ code: "gate/toolchain" }));
  });

  test("is found again by the newest run that names it, for the cells that it built", () => {
    const root = plantProject();
    const lane = "wasmtime@49.0.3/nil:host-x86_64";
    const own = parseCell(`args/none,zig/zig-candidate.wasip1,${lane}`);
    expect(trialOf(root, catalog, [parseCell(`args/none,zig/zig.wasip1,${lane}`)])).toBeUndefined();
    expect(() => trialOf(root, catalog, [own])).toThrow(expect.objectContaining({ code: "gate/trial", message: expect.stringContaining("zig/zig-candidate") }));
    plantRun(root, { "args/none,zig/zig.wasip1": {} }, { lane, header: { trial: `zig@path:${program}` } });
    const found = trialOf(root, catalog, [own]);
    expect(found?.trial.path).toBe(program);
    expect(Object.keys(found?.catalog.languages.get("zig")?.manifest.toolchain ?? {})).toContain("zig-candidate");
  });
});
