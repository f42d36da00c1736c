import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, describe, expect, test } from "vitest";
import { lintTaken } from "../harness/catalog/layers.ts";
import { lintLanguage, lintWorkload } from "../harness/catalog/lint.ts";
import { lintKeep } from "../harness/catalog/lint-keep.ts";
import { lintRuntime } from "../harness/catalog/lint-runtime.ts";
import { lintStray } from "../harness/catalog/lint-stray.ts";
import { loadCatalog } from "../harness/catalog/load.ts";
import { readManifest, readRuntime, readToml } from "../harness/catalog/read-manifest.ts";
import { lintLanguageTargets, lintRuntimeTargets, lintTarget, lintWorkloadTargets } from "../harness/catalog/targets.ts";
import { mismatch, type SchemaName } from "../harness/host/schemas.ts";
import { foldRun } from "../harness/judge/fold.ts";
import type { Placed } from "../harness/model/catalog.ts";
import { GatehouseError } from "../harness/model/errors.ts";
import type { LanguageManifest } from "../harness/model/generated/language.ts";
import { toPublished } from "../harness/record/published.ts";
import { readJournal } from "../harness/record/read.ts";
import { readReleases } from "../harness/record/releases.ts";

const here = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-schemas-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Kind = "target" | "language" | "workload" | "runtime" | "keep";
const kinds: readonly Kind[] = ["target", "language", "workload", "runtime", "keep"];

const examples = (kind: string, start: string, end: string): string[] =>
  readdirSync(join(here, "examples", kind))
    .filter((name) => name.startsWith(start) && name.endsWith(end))
    .map((name) => join(here, "examples", kind, name));

const other = (id: string, from: Partial<LanguageManifest>): [string, Placed<LanguageManifest>] => [
  id,
  { folder: join(scratch, id), manifest: { id, name: id, tier: 1, toolchain: {}, ...from } },
];
const others = [other("typescript", {}), other("coffeescript", { from: "typescript" })];
const known = { languages: new Map([["javascript", {}]]), modules: new Set(["sockets"]), keeps: new Map([["kvm", {}]]) };

// An id must be the name of its folder, and a manifest names files beside it: so an example is read from a folder of its own.
const { targets } = await loadCatalog(join(here, ".."));
const readExample = async (kind: Kind, example: string, folderName?: string): Promise<void> => {
  const root = mkdtempSync(join(scratch, "root-"));
  const folder = join(root, folderName ?? /^id = "(.*)"$/m.exec(readFileSync(example, "utf8"))?.[1] ?? "example");
  const file = join(folder, kind === "target" ? `${basename(folder)}.toml` : `${kind}.toml`);
  const files = join(here, "examples", kind, "files");
  if (existsSync(files)) cpSync(files, folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  cpSync(example, file);
  if (kind === "runtime") {
    writeFileSync(join(folder, "releases.toml"), "[[release]]\ncurrent = true\n");
    const runtime = await readRuntime(folder, root);
    lintRuntime(runtime, root);
    return lintRuntimeTargets(runtime, targets, root);
  }
  const manifest = await readManifest<never>(kind, file, root, basename(folder));
  if (kind === "target") lintTarget(manifest, file);
  if (kind === "language") {
    lintLanguage({ folder, manifest }, root);
    lintTaken({ folder, manifest }, new Map([...others, [(manifest as LanguageManifest).id, { folder, manifest }]]), new Map([["sockets", folder]]), root);
    lintLanguageTargets({ folder, manifest }, targets, root);
  }
  if (kind === "workload") lintWorkloadTargets({ folder, manifest }, targets, root);
  if (kind === "keep") lintKeep({ folder, manifest }, root);
  if (kind === "workload") lintWorkload({ folder, manifest }, known, root);
};

const told = async (read: () => unknown): Promise<string> => {
  try {
    await read();
    return "nothing";
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    const { line, column, path } = error.place ?? {};
    const position = [line, column].filter((number) => number !== undefined).join(":");
    return [position, path, error.message].filter(Boolean).join(": ");
  }
};

describe.each(kinds)("examples of a %s", (kind) => {
  test.each(examples(kind, "good", ".toml").map((file) => [basename(file), file]))("%s is accepted", async (_, file) => {
    expect(await told(() => readExample(kind, file))).toBe("nothing");
  });

  test.each(examples(kind, "bad-", ".toml").map((file) => [basename(file), file]))("%s is refused for what its first line says", async (_, file) => {
    const expected = /^# error: (.+)\n/.exec(readFileSync(file, "utf8"))?.[1] ?? "a first line that says what is wrong";
    expect((await told(() => readExample(kind, file))).slice(0, expected.length)).toBe(expected);
  });

  test("another name than its id is refused", async () => {
    expect(await told(() => readExample(kind, join(here, "examples", kind, "good.toml"), "another"))).toMatch(/^1:1: \/id: expected id = "another"/);
  });
});

describe.each(["releases", "project", "suite-skips", "differences", "artifacts"] as const)("examples of %s", (kind) => {
  test.each(examples(kind, "good", ".toml").map((file) => [basename(file), file]))("%s is accepted", async (_, file) => {
    expect(await told(() => readToml(kind, file, here))).toBe("nothing");
  });

  test.each(examples(kind, "bad-", ".toml").map((file) => [basename(file), file]))("%s is refused for what its first line says", async (_, file) => {
    const expected = /^# error: (.+)\n/.exec(readFileSync(file, "utf8"))?.[1] ?? "a first line that says what is wrong";
    expect((await told(() => readToml(kind, file, here))).slice(0, expected.length)).toBe(expected);
  });
});

describe("examples of a journal", () => {
  test.each(examples("journal", "good", ".ndjson").map((file) => [basename(file), file]))("%s is accepted", async (_, file) => {
    expect(await told(() => readJournal(file))).toBe("nothing");
    const { torn, header, lines } = readJournal(file);
    expect(torn).toBe(basename(file) === "good-killed.ndjson");
    const record = foldRun(header, lines);
    expect([record.rejudged, record.complete]).toEqual([[], !torn]);
  });

  test.each(examples("journal", "bad-", ".ndjson").map((file) => [basename(file), file]))("%s is refused for what is expected beside it", async (_, file) => {
    const expected = readFileSync(file.replace(/ndjson$/, "expected.txt"), "utf8").trimEnd();
    expect((await told(() => readJournal(file))).slice(0, expected.length)).toBe(expected);
  });
});

describe("examples of a published record", () => {
  test.each(examples("record", "good", ".ndjson").map((file) => [basename(file), file]))("%s is accepted", async (_, file) => {
    expect(await told(() => toPublished(file, readFileSync(file)))).toBe("nothing");
  });

  test.each(examples("record", "bad-", ".ndjson").map((file) => [basename(file), file]))("%s is refused for what is expected beside it", async (_, file) => {
    const expected = readFileSync(file.replace(/ndjson$/, "expected.txt"), "utf8").trimEnd();
    expect((await told(() => toPublished(file, readFileSync(file)))).slice(0, expected.length)).toBe(expected);
  });
});

describe("examples of a suite's test", () => {
  const found = (file: string): string => {
    const wrong = mismatch("suite-test", JSON.parse(readFileSync(file, "utf8")));
    return wrong ? `/${wrong.path.join("/")}: ${wrong.expected}` : "nothing";
  };

  test.each(examples("suite-test", "good", ".json").map((file) => [basename(file), file]))("%s is accepted", (_, file) => expect(found(file)).toBe("nothing"));

  test.each(examples("suite-test", "bad-", ".json").map((file) => [basename(file), file]))("%s is refused for what is expected beside it", (_, file) => {
    const expected = readFileSync(file.replace(/json$/, "expected.txt"), "utf8").trimEnd();
    expect(found(file).slice(0, expected.length)).toBe(expected);
  });
});

test("what is published in this repository holds together, and stands where it belongs", async () => {
  expect(await told(() => readReleases(join(here, "..")))).toBe("nothing");
});

test("the manifests of this repository are accepted", async () => {
  const catalog = await loadCatalog(join(here, ".."));
  for (const found of [catalog.targets, catalog.languages, catalog.workloads, catalog.runtimes, catalog.keeps]) expect(found.size).toBeGreaterThan(0);
  for (const runtime of catalog.runtimes.values())
    lintStray(
      runtime,
      runtime.releases.flatMap(({ lock }) => lock ?? []),
      runtime.folder,
    );
  for (const keep of catalog.keeps.values()) lintStray(keep, [], keep.folder);
});

const schemas = readdirSync(here)
  .filter((name) => name.endsWith(".schema.json"))
  .map((name) => name.replace(".schema.json", ""));

const keysOf = (schema: unknown): string[] =>
  schema === null || typeof schema !== "object"
    ? []
    : Object.entries(schema).flatMap(([key, child]) => [...(key === "properties" ? Object.keys(child) : []), ...keysOf(child)]);

// A package and a step are parts: each stands in the least language that can hold it.
const language = (own: object, steps: unknown = [{ remove: "{out}" }]): object => ({
  ...{ id: "a", name: "A", tier: 3, toolchain: { a: { title: "a", packages: [], version: ["a"], target: { wasip1: { steps } } } } },
  ...own,
});

describe.each(schemas)("the page of %s", (name) => {
  const page = readFileSync(join(here, `${name}.md`), "utf8");
  const prose = page.replaceAll(/^```[\s\S]*?^```$/gm, "");

  test("names every key", () => {
    const named = new Set([...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => (code as string).split(/[^A-Za-z0-9_-]+/)));
    expect(keysOf(JSON.parse(readFileSync(join(here, `${name}.schema.json`), "utf8"))).filter((key) => !named.has(key))).toEqual([]);
  });

  test("has examples that are accepted", () => {
    const blocks = [...page.matchAll(/^```(toml|json)\n([\s\S]*?)^```$/gm)];
    expect(blocks.length).toBeGreaterThan(0);
    for (const [, format, text] of blocks) {
      const value = format === "json" ? JSON.parse(text as string) : parse(text as string);
      if (name === "package") expect(mismatch("language", language(value))).toBeUndefined();
      else if (name === "step") expect(mismatch("language", language({}, value.steps))).toBeUndefined();
      else expect(mismatch(name as SchemaName, value)).toBeUndefined();
    }
  });
});
