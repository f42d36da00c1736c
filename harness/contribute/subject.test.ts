import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { readShelves } from "../catalog/shelves.ts";
import type { Session } from "../engine/session.ts";
import { ownFolder, plantProject, put } from "../review/project.fixture.ts";
import { choose, unrun } from "./choose.ts";
import { checkKind, checkName } from "./names.ts";
import { writeNew } from "./new.ts";
import { languageOfSmoke, smokeOf, withSmoke } from "./smoke.ts";
import { stillFindings } from "./still.ts";
import { allSubjects, findSubjects, type Subject } from "./subject.ts";
import { untidiness } from "./tidy.ts";

const root = plantProject();
put(join(root, "languages/zig/guide.md"), "Zig\n");
const catalog = withSmoke(await loadCatalog(root));
const shelves = await readShelves(root);
const subjectAt = async (path: string, of = root): Promise<Subject> => findSubjects(of, await readShelves(of), join(of, path))[0] as Subject;

describe("what a path means", () => {
  test("is everything where nothing is said", () => {
    expect(allSubjects(root, shelves).map(({ shown }) => shown)).toEqual([
      ...[
        "languages/wat",
        "languages/zig",
        "workloads/args",
        "workloads/must-trap",
        "harness/runtimes/enarx",
        "harness/runtimes/node-wasi",
        "harness/runtimes/wasmtime",
      ],
      "harness/keeps/nil",
    ]);
    expect(findSubjects(root, shelves, undefined)).toEqual(allSubjects(root, shelves));
  });

  test.each([
    ["languages", ["language wat", "language zig"]],
    ["languages/zig", ["language zig"]],
    ["languages/zig/language.toml", ["language zig"]],
    ["workloads/args", ["workload args"]],
    ["workloads/args/workload.toml", ["workload args"]],
    ["workloads/args/zig", ["port args/zig"]],
    ["workloads/args/zig/main.zig", ["port args/zig"]],
    ["harness", ["runtime enarx", "runtime node-wasi", "runtime wasmtime", "keep nil"]],
  ])("%s: %j", (path, expected) => {
    expect(findSubjects(root, shelves, join(root, path)).map(({ kind, id }) => `${kind} ${id}`)).toEqual(expected);
  });

  test("is what lies in the project, not beside it", () => {
    expect(() => findSubjects(root, shelves, ownFolder())).toThrow(expect.objectContaining({ code: "check/no-such-path" }));
    expect(() => findSubjects(ownFolder(), { own: [] }, undefined)).toThrow(expect.objectContaining({ code: "check/no-project" }));
    mkdirSync(join(root, "results"), { recursive: true });
    expect(() => findSubjects(root, shelves, join(root, "results"))).toThrow(expect.objectContaining({ code: "check/unknown-path" }));
  });

  test("are known failures too, where there are some", async () => {
    const own = plantProject();
    put(join(own, "results/expectations/own.toml"), "");
    expect(await subjectAt("results/expectations", own)).toMatchObject({ kind: "expectations" });
  });
});

describe("what is built and run for a subject", () => {
  const session = { catalog } as Session;
  const chosen = async (path: string) => choose(session, await subjectAt(path));

  test.each([
    ["languages/zig", { profile: "quick", terms: ["language=zig", "workload=smoke-zig"] }],
    ["workloads/args", { profile: "quick", terms: ["workload=args", "tier=*"] }],
    ["workloads/must-trap", { profile: "quick", terms: ["workload=smoke-wat", "tier=*"] }],
    ["workloads/args/zig", { profile: "quick", terms: ["workload=args", "route=zig/zig.wasip1"] }],
    ["harness/keeps/nil", { profile: "deep", terms: ["keep=nil", "workload=smoke-wat"] }],
  ])("%s: %j", async (path, expected) => {
    expect(await chosen(path)).toEqual(expected);
  });

  test("is nothing of a workload without a port, and that is said", async () => {
    const own = plantProject();
    await writeNew(own, "workload", ["fresh"]);
    expect(await choose({ catalog: withSmoke(await loadCatalog(own)) } as Session, await subjectAt("workloads/fresh", own))).toEqual({
      nothing: "it has no port yet: ./gatehouse new port fresh LANGUAGE",
    });
  });

  test("and was not run in any lane is said", async () => {
    const tried = { record: { cells: [] }, selection: { toolchains: [{ id: "zig/zig" }] } } as unknown as Parameters<typeof unrun>[2];
    const findings = unrun(catalog, { profile: "quick", terms: ["workload=args"], without: ["no toolchain for wasip9"] }, tried);
    expect(findings.map(({ state, detail }) => `${state}: ${detail}`)).toEqual([
      "not checked: no toolchain for wasip9",
      "not checked: zig/zig.wasip1: no lane that is here runs it",
    ]);
  });
});

describe("what is told of a subject without running it", () => {
  const still = async (path: string, of = root, own = catalog) =>
    stillFindings(await subjectAt(path, of), own, []).map(({ what, state }) => `${what} ${state}`);

  test.each([
    ["languages/zig", ["manifest ok"]],
    ["workloads/args", ["manifest ok"]],
    ["harness/runtimes/wasmtime", ["manifest ok"]],
    ["harness/keeps/nil", ["manifest ok", "evidence note"]],
  ])("%s: %j", async (path, expected) => expect(await still(path)).toEqual(expected));

  test("is what a new language lacks", async () => {
    const own = ownFolder();
    put(join(own, "languages/ada/language.toml"), "");
    expect(await still("languages/ada", own)).toEqual(["manifest ok", "smoke failed", "guide note"]);
  });

  test("is that a Keep claims to be confidential and asks for nothing", async () => {
    const nil = catalog.keeps.get("nil");
    if (!nil) throw new Error("no Keep");
    const keeps = new Map([["nil", { ...nil, manifest: { ...nil.manifest, confidential: true, evidence: [], launcher: [] } }]]);
    expect(await still("harness/keeps/nil", root, { ...catalog, keeps })).toEqual(["manifest ok", "evidence failed"]);
  });
});

describe("names", () => {
  test.each(["ada", "my-lang", "c2", "a".repeat(40)])("%s is one", (name) => expect(() => checkName("language", name)).not.toThrow());
  test.each([
    ["language", "MyLang", "my-lang"],
    ["language", "-x-", "for example x"],
    ["language", "", "lower-case"],
    ["language", "a".repeat(41), "at most 40"],
    ["language", "expected", "choose another"],
    ["keep", "two-words", "twowords"],
  ] as const)("of a %s: %s is none", (kind, name, hint) => {
    expect(() => checkName(kind, name)).toThrow(expect.objectContaining({ code: "new/name", hint: expect.stringContaining(hint) }));
  });

  test("are as many as a kind takes", () => {
    expect(checkKind("port", ["args", "c"])).toBe("port");
    expect(() => checkKind("port", ["args"])).toThrow(expect.objectContaining({ code: "new/names" }));
    expect(() => checkKind("toString", [])).toThrow(expect.objectContaining({ code: "new/unknown-kind" }));
  });
});

describe("smoke programs", () => {
  test("are workloads of their languages, and have their names", () => {
    expect(languageOfSmoke(smokeOf("zig"))).toBe("zig");
    expect(languageOfSmoke("args")).toBeUndefined();
    expect(catalog.workloads.get("smoke-zig")?.ports.map(({ folder }) => folder)).toEqual([join(root, "languages/zig/smoke")]);
  });
});

describe("text of a manifest", () => {
  test.each([
    ["a = 1\n", []],
    ["a = 1", ["1:6 the last line has no end"]],
    ["a = 1\n\n", ["2:1 there are empty lines at the end"]],
    ["a =\t1\n", ["1:4 there is a tab"]],
    ["a = 1 \nb = 2\r\n", ["2:6 there is a carriage return", "1:6 there is white space at the end of a line"]],
  ])("%j: %j", (text, expected) => {
    const told = untidiness(text, "x.toml").map(({ place, message }) => `${place?.line}:${place?.column} ${message}`);
    expect(told).toEqual(expected);
  });
});
