import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { layFolders } from "../host/environment.ts";
import { home } from "../host/home.ts";
import type { Port } from "../model/catalog.ts";
import { loadExpectations } from "./expectations.ts";
import { loadCatalog } from "./load.ts";
import { loadPolicy } from "./policy.ts";
import { readShelves } from "./shelves.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-shelves-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(scratch, "root-"));
});
afterEach(() => vi.unstubAllEnvs());

const put = (path: string, text = ""): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const project = (text = ""): void => put("gatehouse.toml", text);
const language = (id: string, path = `languages/${id}`): void => {
  const text = `id = "${id}"\nname = "${id}"\ntier = 3\n[toolchain.own]\ntitle = "own"\npackages = []\nversion = ["true"]\n`;
  put(`${path}/language.toml`, `${text}[[toolchain.own.target.wasip1.steps]]\nrun = ["true"]\n`);
};
const portsOf = async (workload: string): Promise<readonly Port[]> => (await loadCatalog(root)).workloads.get(workload)?.ports ?? [];
const layersOf = async (workload: string, id: string): Promise<string[]> =>
  (await portsOf(workload)).filter((port) => port.language === id).map(({ layers }) => relative(root, layers.at(-1) ?? ""));
const refusal = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => "nothing",
    ({ code, message, place }) => [code, message, place?.file],
  );

describe("a folder with gatehouse.toml", () => {
  test("has the whole catalog that comes with Gatehouse, and what it holds itself", async () => {
    project();
    language("tiny");
    put("workloads/fibonacci/tiny/main.tiny");
    const [own, base] = [await loadCatalog(root), await loadCatalog(home)];
    expect([...own.languages.keys()].sort()).toEqual([...base.languages.keys(), "tiny"].sort());
    expect(own.workloads.size).toBe(base.workloads.size);
    expect(await layersOf("fibonacci", "tiny")).toEqual(["workloads/fibonacci/tiny"]);
    expect((await readShelves(root)).own.map(({ folder }) => folder)).toEqual([root]);
  });

  test("says the same of what is not its own as the catalog does", async () => {
    project();
    language("tiny");
    const [own, base] = [await portsOf("fibonacci"), (await loadCatalog(home)).workloads.get("fibonacci")?.ports];
    expect(own).toEqual(base);
  });

  test("names the folders that count, in any of three shapes", async () => {
    project('with = ["one/tiny", "several", "layout"]\n');
    language("tiny", "one/tiny");
    put("several/fibonacci/tiny/main.tiny");
    put("several/env/small/main.small");
    language("small", "layout/languages/small");
    put("layout/runtimes/engine/runtime.toml", 'id = "engine"\n');
    const { languages, runtimes, workloads, own } = await readShelves(root);
    expect([relative(root, languages.get("tiny") ?? ""), relative(root, languages.get("small") ?? "")]).toEqual(["one/tiny", "layout/languages/small"]);
    expect(relative(root, runtimes.get("engine") ?? "")).toBe("layout/runtimes/engine");
    expect([workloads.get("fibonacci")?.ports.has("tiny"), workloads.get("env")?.ports.has("small")]).toEqual([true, true]);
    expect(own).toHaveLength(3);
  });

  test("has modules, targets, known failures and a policy of its own", async () => {
    project();
    put("modules/shared.wasip1/a.c");
    put("targets/wasip9.toml");
    put("expectations/own.toml");
    put("policy.toml", "tiers = [1, 2]\n");
    const { modules, targets, expectations, policy } = await readShelves(root);
    expect(modules.get("shared")).toBe(join(root, "modules/shared"));
    expect([targets.get("wasip9"), targets.has("wasip1")]).toEqual([join(root, "targets/wasip9.toml"), true]);
    expect(expectations.filter(({ whole }) => whole).map(({ file }) => file)).toEqual([join(root, "expectations/own.toml")]);
    expect(policy).toBe(join(root, "policy.toml"));
    rmSync(join(root, "targets"), { recursive: true });
    const catalog = await loadCatalog(root);
    expect((await loadPolicy(catalog)).tiers).toEqual([1, 2]);
    expect((await loadExpectations(catalog)).length).toBeGreaterThan(0);
  });

  test("may not say the same id twice", async () => {
    project();
    language("c");
    expect(await refusal(readShelves(root))).toEqual([
      "project/twice",
      expect.stringMatching(/^languages\/c is there already, at .*languages\/c$/),
      "languages/c",
    ]);
    project('replaces = ["languages/c"]\n');
    expect((await readShelves(root)).languages.get("c")).toBe(join(root, "languages/c"));
  });

  test.each([
    ["workloads/fibonacci/rust/main.rs", "workloads/fibonacci/rust"],
    ["workloads/fibonacci/workload.toml", "workloads/fibonacci"],
    ["targets/wasip1.toml", "targets/wasip1"],
    ["modules/wit/a.wit", "modules/wit"],
    ["keeps/nil/keep.toml", "keeps/nil"],
  ])("and replaces %s only where it says %s", async (path, what) => {
    project();
    put(path);
    expect(await refusal(readShelves(root))).toEqual(["project/twice", expect.stringContaining(`${what} is there already`), expect.anything()]);
    project(`replaces = ["${what}"]\n`);
    await readShelves(root);
  });

  test("takes the place of all files of a language's port", async () => {
    project('replaces = ["workloads/args/c"]\n');
    put("workloads/args/c/main.c");
    expect(await layersOf("args", "c")).toEqual(["workloads/args/c"]);
  });

  test.each([
    ['replaces = ["languages/gone"]', "project/replaces-nothing"],
    ['with = ["gone"]', "project/no-folder"],
    ['with = ["empty"]', "project/nothing"],
    ["with = 1", "manifest/schema"],
  ])("with %s is refused: %s", async (text, code) => {
    project(text);
    mkdirSync(join(root, "empty"));
    expect(((await refusal(readShelves(root))) as string[])[0]).toBe(code);
  });

  test("is told of a mistake with the file's place in it", async () => {
    project();
    put("languages/tiny/language.toml", 'id = "tiny"\nname = 1\n');
    expect(await refusal(loadCatalog(root))).toEqual(["manifest/schema", expect.anything(), "languages/tiny/language.toml"]);
  });
});

describe("folders of the command", () => {
  test("lie over a whole catalog, too", async () => {
    cpSync(join(home, "targets"), join(root, "targets"), { recursive: true });
    language("tiny", "elsewhere/tiny");
    vi.stubEnv("GATEHOUSE_WITH", "");
    layFolders([join(root, "elsewhere/tiny")]);
    const { languages, own } = await readShelves(root);
    expect([...languages]).toEqual([["tiny", join(root, "elsewhere/tiny")]]);
    expect(own.map(({ folder }) => relative(root, folder))).toEqual(["", "elsewhere/tiny"]);
  });

  test("count once where gatehouse.toml names them as well", async () => {
    project('with = ["tiny"]\n');
    language("tiny", "tiny");
    vi.stubEnv("GATEHOUSE_WITH", join(root, "tiny"));
    expect((await readShelves(root)).own).toHaveLength(1);
  });

  test("must be there", async () => {
    vi.stubEnv("GATEHOUSE_WITH", join(root, "gone"));
    expect(((await refusal(readShelves(root))) as string[])[0]).toBe("project/no-folder");
  });
});
