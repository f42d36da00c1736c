import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { readShelves } from "../catalog/shelves.ts";
import type { Placed, Workload } from "../model/catalog.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import { ownFolder, plantProject, put } from "../review/project.fixture.ts";
import { manifestProblems } from "./manifests.ts";
import { writeNew } from "./new.ts";
import { findPort, portFiles } from "./port.ts";
import { readFolder, skeleton } from "./skeleton.ts";
import { allSubjects, findSubjects } from "./subject.ts";

const root = plantProject();
const catalog = await loadCatalog(root);

const problems = async (own: string, path?: string): Promise<string[]> => {
  const shelves = await readShelves(own);
  return (await manifestProblems(own, shelves, findSubjects(own, shelves, path && join(own, path)))).map(({ code, place }) => `${code} ${place?.file}`);
};
const args = catalog.workloads.get("args") as Workload;
const zig = catalog.languages.get("zig") as Placed<LanguageManifest>;

describe("a port", () => {
  test("is of a workload, by a language, for all targets or for one", () => {
    expect(findPort(catalog, "args", "zig")).toMatchObject({ workload: args, language: zig, target: undefined });
    expect(findPort(catalog, "args", "wat.wasip2").target).toBe("wasip2");
  });

  test.each([
    ["nothing", "zig", "new/unknown", "there are: args, must-trap"],
    ["args", "cobol", "new/unknown", "there are: wat, zig"],
    ["args", "zig.wasip9", "new/unknown", "wasip1"],
    ["args", "zig.wasip1.x", "new/unknown", "wasip1"],
  ])("%s by %s is none", (workload, route, code, hint) => {
    expect(() => findPort(catalog, workload, route)).toThrow(expect.objectContaining({ code, hint: expect.stringContaining(hint) }));
  });

  test("is none where the workload says that the language cannot", () => {
    const manifest = { ...args.manifest, cannot: [{ language: "zig", why: "no threads", link: "https://example.org" }] };
    const own = { ...catalog, workloads: new Map([["args", { ...args, manifest }]]) };
    expect(() => findPort(own, "args", "zig")).toThrow(expect.objectContaining({ code: "new/cannot", message: expect.stringContaining("no threads") }));
  });

  test("begins as the smoke program, with the contract as a comment", () => {
    const files = portFiles(args, zig, undefined);
    const smoke = readFolder(join(zig.folder, "smoke"));
    expect(Object.keys(files)).toEqual(Object.keys(smoke));
    const text = files["main.zig"] ?? "";
    expect(text).toMatch(/^\/\/ A port of workloads\/args, to be written/);
    expect(text).toContain("//   plain (args, stdout)");
    expect(text.endsWith(smoke["main.zig"] ?? "nothing")).toBe(true);
  });

  test("has a folder for each role", () => {
    const files = portFiles({ ...args, manifest: { ...args.manifest, roles: ["server", "client"] } }, zig, undefined);
    expect(Object.keys(files).map((path) => path.split("/")[0])).toEqual(expect.arrayContaining(["server", "client"]));
  });

  test("keeps a first line first that says how the file is read", () => {
    const folder = ownFolder();
    put(join(folder, "smoke/main.sh"), "#!/bin/sh\necho hi\n");
    put(join(folder, "smoke/data.bin"), "as it is\n");
    const files = portFiles(args, { folder, manifest: { ...zig.manifest, comments: { sh: "#" } } }, undefined);
    expect(files["main.sh"]).toMatch(/^#!\/bin\/sh\n# A port of workloads\/args/);
    expect(files["data.bin"]).toBe("as it is\n");
  });

  test("is none of a language without a smoke program", () => {
    expect(() => portFiles(args, { ...zig, folder: ownFolder() }, undefined)).toThrow(expect.objectContaining({ code: "new/no-smoke" }));
  });
});

describe("a skeleton", () => {
  test.each(["language", "workload", "runtime", "keep"] as const)("of a %s has its id everywhere, and no mark is left", (kind) => {
    const files = skeleton(kind, "my-thing");
    const text = Object.entries(files).filter(([path]) => path !== "host.mjs");
    expect(text.map(([, own]) => own).join("")).toContain("my-thing");
    for (const [path, own] of text) expect(own, path).not.toMatch(/@(id|name)@/);
  });

  test("of a runtime has the host script of node:wasi as it is", () => {
    expect(skeleton("runtime", "x")["host.mjs"]).toBe(readFileSync(join(import.meta.dirname, "../runtimes/node-wasi/host.mjs"), "utf8"));
  });
});

describe("what is new", () => {
  test.each([
    ["language", ["ada"], "languages/ada", "./gatehouse new port fibonacci ada"],
    ["workload", ["words"], "workloads/words", "./gatehouse new port words zig"],
    ["runtime", ["engine"], "harness/runtimes/engine", "./gatehouse run runtime=engine"],
    ["keep", ["strong"], "harness/keeps/strong", "./gatehouse check harness/keeps/strong"],
    ["port", ["args", "wat"], "workloads/args/wat", "./gatehouse check workloads/args/wat"],
  ] as const)("%s %j goes to %s, is right as it stands, and says what to do next", async (kind, names, folder, command) => {
    const own = plantProject();
    const made = await writeNew(own, kind, names);
    expect(made).toMatchObject({ kind, folder });
    expect(made.files.every((path) => existsSync(join(own, path)))).toBe(true);
    expect(made.next.map((each) => each.command)).toContain(command);
    expect(await problems(own, folder)).toEqual([]);
  });

  test("is written over nothing, not through a link that leads nowhere either", async () => {
    const own = plantProject();
    symlinkSync(join(own, "elsewhere"), join(own, "languages/ada"));
    await expect(writeNew(own, "language", ["ada"])).rejects.toMatchObject({ code: "new/exists" });
    await expect(writeNew(own, "language", ["zig"])).rejects.toMatchObject({ code: "new/exists" });
    expect(existsSync(join(own, "elsewhere"))).toBe(false);
  });

  test("is written into no folder that is not a project", async () => {
    const folder = ownFolder();
    await expect(writeNew(folder, "language", ["ada"])).rejects.toMatchObject({ code: "new/no-project" });
    mkdirSync(join(folder, "languages"));
    expect((await writeNew(folder, "language", ["ada"])).folder).toBe("languages/ada");
  });
});

describe("what is wrong with manifests", () => {
  test("is nothing in a project as it is", async () => expect(await problems(root)).toEqual([]));

  test("is told of each, with its file", async () => {
    const own = plantProject();
    put(join(own, "languages/zig/language.toml"), 'id = "zig"\n');
    put(join(own, "harness/keeps/nil/keep.toml"), "id =\n");
    expect(await problems(own)).toEqual(["manifest/schema languages/zig/language.toml", "manifest/syntax harness/keeps/nil/keep.toml"]);
  });

  test("is told of the rest of the project too, for nothing runs with it", async () => {
    const own = plantProject();
    put(join(own, "harness/keeps/nil/keep.toml"), "id = \n");
    expect(await problems(own, "languages/zig")).toEqual(["manifest/syntax harness/keeps/nil/keep.toml"]);
  });

  test("is that a manifest is missing", async () => {
    const own = plantProject();
    rmSync(join(own, "languages/zig/language.toml"));
    expect((await problems(own, "languages/zig"))[0]).toMatch(/languages\/zig\/language.toml$/);
    expect(allSubjects(own, await readShelves(own))).toHaveLength(8);
  });
});
