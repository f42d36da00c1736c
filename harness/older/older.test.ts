import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { withWork } from "../engine/with-work.ts";
import { digest } from "../host/digest.ts";
import { gatehouse, journals, type Said } from "../mini/cli.ts";
import { node, uncontained } from "../mini/planted.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { OlderArtifact } from "../model/generated/artifacts.ts";
import { parseRoute } from "../model/ids.ts";
import { readHeader, readJournal } from "../record/read.ts";
import { bytesOf, programsIn } from "./bytes.ts";
import { idOf, readArtifacts } from "./read.ts";

const project = join(import.meta.dirname, "../..");
const route = "wat/wasm-tools.wasip1";

const toml = (entries: readonly OlderArtifact[]): string =>
  entries
    .map(
      (entry) =>
        `[[artifact]]\n${Object.entries(entry)
          .map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)
          .join("")}`,
    )
    .join("\n");

describe.skipIf(process.platform !== "linux")("gatehouse older", { timeout: 240_000 }, () => {
  const store = openStore();
  let tree: Tree;
  let program: Buffer;

  beforeAll(async () => {
    tree = makeTree(["honest", "wrong-last-byte"], store);
    cpSync(join(project, "languages/prebuilt"), tree.at("languages/prebuilt"), { recursive: true });
    mkdirSync(tree.at("results"), { recursive: true });
    mkdirSync(tree.at("old/deep"), { recursive: true });
    // A program of today is as good as an older one.
    await gatehouse(tree, ["run", "hello", "runtime=fake-honest"]);
    const { lines } = readJournal(journals(tree).at(-1) ?? "");
    const row = lines.find((line) => line.kind === "artifact" && line.build.startsWith("hello,"));
    if (row?.kind !== "artifact") throw new Error("hello was not built");
    program = readFileSync(join(store, "artifacts", row.key.replace("sha256:", ""), "program.wasm"));
    writeFileSync(tree.at("old/deep/any-name.wasm"), program);
  }, 240_000);

  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  const entry = (own: Partial<OlderArtifact> = {}): OlderArtifact => ({
    workload: "hello",
    route,
    package: "node",
    version: "0.1.0-rc.1",
    digest: digest(program),
    ...own,
  });
  const write = (...entries: readonly OlderArtifact[]): void => writeFileSync(tree.at("results/artifacts.toml"), toml(entries));
  const older = (...words: readonly string[]): Promise<Said> => gatehouse(tree, ["older", "--json", ...words], uncontained);

  test("runs what a folder has by digest as a workload with the cases of its own, in every engine", async () => {
    write(entry());
    const said = await older("--from", tree.at("old"));
    expect(said.code, said.stderr).toBe(1);
    const { lines } = readJournal(journals(tree).at(-1) ?? "");
    const rows = lines.flatMap((line) =>
      line.kind === "row" && line.cell.startsWith("hello-by-") ? [[line.cell, line.state === "ran" ? line.verdict.is : line.state]] : [],
    );
    const cell = "hello-by-node-0-1-0-rc-1/line,prebuilt/as-is.wasip1";
    expect(rows.map(([text, is]) => [String(text).replace(/@.*/, ""), is]).sort()).toEqual([
      [`${cell},fake-honest`, "pass"],
      [`${cell},fake-wrong-last-byte`, "fail"],
    ]);
    expect(readHeader(journals(tree).at(-1) ?? "")?.filters).toEqual(["workload=hello-by-node-0-1-0-rc-1"]);
    // What was there once is in the store.
    expect((await older("runtime=fake-honest")).code).toBe(0);
  });

  test("builds what no folder has by the toolchain that made it, and holds it to its digest", async () => {
    const script = tree.at("compiler");
    writeFileSync(script, `#!/bin/sh\nexec ${node} "$@"\n`);
    chmodSync(script, 0o755);
    vi.stubEnv("GATEHOUSE_STORE", store);
    vi.stubEnv("GATEHOUSE_LAUNCHER", "uncontained");
    const own = entry({ version: `path:${script}` });
    rmSync(join(store, "older"), { recursive: true, force: true });
    const had = (one: OlderArtifact): Promise<Uint8Array> => withWork(tree.root, (work) => bytesOf(work, one, new Map()));
    expect(Buffer.from(await had(own)).equals(program)).toBe(true);
    const other = { ...own, digest: `sha256:${"0".repeat(64)}` };
    await expect(had(other)).rejects.toMatchObject({ code: "older/digest", message: expect.stringContaining(digest(program)) });
    await expect(had({ ...other, version: `path:${script}-gone` })).rejects.toMatchObject({ code: "older/not-built", exitCode: 3 });
  });

  test("has nothing to do where nothing is named", async () => {
    write();
    expect(await older()).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  test.each<[string, Partial<OlderArtifact>[], string]>([
    ["a workload that is not there", [{ workload: "nothing" }], "older/workload"],
    ["the same twice", [{}, {}], "older/twice"],
    ["a package that its toolchain does not have", [{ package: "zig", digest: `sha256:${"1".repeat(64)}` }], "bisect/toolchain"],
    ["a key that is misspelt", [{ pakage: "x" } as Partial<OlderArtifact>], "manifest/"],
  ])("%s is an error with its place", async (_, entries, code) => {
    write(...entries.map(entry));
    const said = await older("--from", tree.at("old"));
    expect([said.code, said.stdout]).toEqual([2, expect.stringContaining(code)]);
  });

  test("programs of a folder are known by their bytes, and a folder that is not there is an error", () => {
    writeFileSync(tree.at("old/readme.txt"), "no program");
    expect([...programsIn(tree.at("old"))]).toEqual([[digest(program), tree.at("old/deep/any-name.wasm")]]);
    expect(programsIn(undefined).size).toBe(0);
    expect(() => programsIn(join(dirname(tree.root), "nowhere-at-all"))).toThrow("there is no folder");
  });
});

test("an artifact becomes a workload whose id says what made it", () => {
  expect(idOf({ workload: "files", package: "zig", version: "0.13.0.post1" })).toBe("files-by-zig-0-13-0-post1");
  // It differs where anything of it does.
  expect(idOf({ workload: "files", package: "zig", version: "0.13.0" })).not.toBe(idOf({ workload: "files", package: "zig", version: "0.13.1" }));
  expect(idOf({ workload: "hello-world", package: "componentize-qjs", version: "1.0.0-RC.1+build" })).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test("the programs of this project are of workloads and toolchains that it has", async () => {
  const catalog = await loadCatalog(project);
  const all = await readArtifacts(project, catalog);
  expect(all.length).toBeGreaterThan(0);
  for (const { route: own, package: id } of all) {
    const { language, toolchain } = parseRoute(own);
    expect(catalog.languages.get(language)?.manifest.toolchain[toolchain]?.packages, own).toContain(id);
  }
});
