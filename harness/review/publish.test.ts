import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { architecture } from "../host/machine.ts";
import { withoutMeasured } from "../host/schemas.ts";
import { gatehouse, journals } from "../mini/cli.ts";
import { laneOf, type Trait } from "../mini/traits.ts";
import { makeTree, openStore, removeStore, sayMore, type Tree } from "../mini/tree.ts";
import type { RecordLine } from "../model/generated/record.ts";
import { sealAnew } from "../record/chain.ts";
import { pack } from "../record/packed.ts";
import { readPublished } from "../record/published.ts";

const store = openStore();
const trees: Tree[] = [];
const newTree = (traits: readonly Trait[] = ["honest"]): Tree => {
  const tree = makeTree(traits, store);
  trees.push(tree);
  return tree;
};
afterAll(() => {
  for (const tree of trees) tree.remove();
  removeStore(store);
});

const run = async (tree: Tree, ...words: string[]): Promise<string> => {
  await gatehouse(tree, ["run", "--json", ...words]);
  return journals(tree).at(-1) as string;
};
const files = (tree: Tree): string[] =>
  existsSync(tree.at("results/releases"))
    ? readdirSync(tree.at("results/releases"), { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
      )
    : [];
const textOf = (path: string): string => gunzipSync(readFileSync(path)).toString();
const stripped = (path: string): string =>
  textOf(path)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.stringify(withoutMeasured("record", JSON.parse(line) as RecordLine)))
    .join("\n");
const publish = async (tree: Tree, ...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  gatehouse(tree, ["publish", ...words]);

describe("publish", () => {
  test("two runs of the same give the same bytes, apart from what is measured; of each lane one file, safe to show", async () => {
    const tree = newTree(["honest", "ansi"]);
    await run(tree);
    expect(await publish(tree)).toMatchObject({ code: 0 });
    const [first, ...more] = files(tree).sort();
    expect(more).toHaveLength(1);
    const before = files(tree).map((path) => [path, stripped(path)]);
    for (const path of files(tree)) {
      const text = textOf(path);
      expect(text).not.toMatch(/[^\n\x20-\x7e…]/);
      expect(text).not.toContain(tree.root);
      expect(readPublished(path).cells.length).toBeGreaterThan(4);
    }
    const whole = textOf(first as string);
    await run(tree);
    const said = await publish(tree, "--json");
    expect(JSON.parse(said.stdout)).toMatchObject({ written: true, files: [{ changed: 0, kept: 0, dropped: [] }, { changed: 0 }] });
    expect(files(tree).map((path) => [path, stripped(path)])).toEqual(before);
    expect(textOf(first as string)).not.toBe(whole);
    const releases = await gatehouse(tree, ["releases"]);
    expect(releases.code).toBe(0);
    expect(releases.stdout).toMatch(/^fake-ansi\/nil:host-\S+ {2}.*\n {2}language {2}1\.0\.0\n {2}wat {7}\d\/3\n/);
    expect(releases.stdout).toMatch(/fake-honest\/nil:host-\S+ {2}.*\n.*\n {2}wat {7}3\/3\n/);
  });

  test("capabilities knows whose fault a published failure is, by what is published of other lanes, and where each cell is from", async () => {
    const tree = newTree(["honest", "exits-3"]);
    const capabilities = async (): Promise<string> => (await gatehouse(tree, ["capabilities", "--all"])).stdout;
    const sourceOf = (text: string): string | undefined => /^fake-exits-3\S+ {2}(.*)$/m.exec(text)?.[1];
    await run(tree);
    await publish(tree);
    rmSync(tree.at("results/runs"), { recursive: true });
    const published = await capabilities();
    expect(sourceOf(published)).toMatch(/^published \S+$/);
    expect(published).toMatch(/^fake-exits-3[\s\S]*^ {2}stdout +no runtime$/m);
    await run(tree, "hello");
    const both = await capabilities();
    expect(sourceOf(both)).toMatch(/^run \S+, published \S+$/);
    expect(both.replace(/^fake.*$/gm, "")).toBe(published.replace(/^fake.*$/gm, ""));
  });

  test("a run of fewer cells takes the place of no others, unless their contract moved, and then says so", async () => {
    const tree = newTree();
    expect((await gatehouse(tree, ["releases"])).stdout).toMatch(/nothing is published yet/);
    await run(tree);
    expect(JSON.parse((await publish(tree, "--dry-run", "--json")).stdout)).toMatchObject({
      written: false,
      files: [{ lane: laneOf("honest", architecture()) }],
    });
    expect(files(tree)).toEqual([]);
    await publish(tree);
    const [path] = files(tree) as [string];
    const all = readPublished(path).cells.map(({ text }) => text);
    await run(tree, "hello");
    expect((await publish(tree)).stdout).toMatch(/, 2 kept from earlier runs; only figures are new/);
    expect(readPublished(path).cells.map(({ text }) => text)).toEqual(all);
    appendFileSync(tree.at("workloads/hello/expected/line.txt"), "more\n");
    await run(tree, "echo");
    expect((await publish(tree)).stdout).toMatch(/1 dropped: its contract moved\n {4}hello\/line,wat/);
    expect(readPublished(path).cells.map(({ text }) => text)).toEqual(all.filter((text) => !text.startsWith("hello/")));
  });

  test("a comment, and a new release, drop nothing that is published of another; a command that moved drops all that did not run again", async () => {
    const tree = newTree();
    await run(tree);
    await publish(tree);
    const [path] = files(tree) as [string];
    const before = readPublished(path).cells.map(({ text }) => text);
    sayMore(tree, "fake-honest");
    await run(tree, "hello", "release=fake-honest@1.0.0");
    expect((await publish(tree)).stdout).toMatch(/, 2 kept from earlier runs; only figures are new/);
    expect(readPublished(path).cells.map(({ text }) => text)).toEqual(before);
    appendFileSync(tree.at("harness/runtimes/fake-honest/engine.mjs"), "\n");
    await run(tree, "hello", "release=fake-honest@1.0.0");
    expect((await publish(tree)).stdout).toMatch(/2 dropped: the engine, or a command, a claim or an ending of it, was another/);
  });

  const refused = async (tree: Tree, message: RegExp, ...words: string[]): Promise<void> => {
    const said = await publish(tree, ...words);
    expect(said).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
    expect(said.stderr.trimEnd().split("\n")).toHaveLength(2);
  };

  test("what is not known of a release is not published", async () => {
    const tree = newTree(["honest"]);
    const journal = await run(tree);
    const text = readFileSync(journal, "utf8");
    const lines = text.trimEnd().split("\n");
    const rewrite = (content: readonly string[]): void => writeFileSync(journal, sealAnew("journal", `${content.join("\n")}\n`));
    rewrite(lines.slice(0, -1));
    await refused(tree, /did not come to its end/);
    rewrite(lines.map((line) => line.replace('"interrupted":false', '"interrupted":true')));
    await refused(tree, /did not come to its end/);
    const row = lines.findLastIndex((line) => line.startsWith('{"kind":"row"'));
    rewrite(lines.toSpliced(row, 1).map((line) => line.replace(/"rows":(\d+)/, (_, rows) => `"rows":${Number(rows) - 1}`)));
    await refused(tree, /1 cell lost/);
    rewrite(lines.filter((line) => !line.startsWith('{"kind":"case"')));
    await refused(tree, /its facts give .*broken.*\[journal\/verdict/);
    rewrite(lines.map((line) => line.replaceAll("@1.0.0/nil", "@path:/x/engine/nil")));
    await refused(tree, /is a candidate, not a release/);
    expect(files(tree)).toEqual([]);
    writeFileSync(journal, text);
    expect(await publish(tree)).toMatchObject({ code: 0 });
    // An older run under another name, and a published file that somebody touched.
    const older = tree.at("results/runs/20200101T000000Z-0000/journal.ndjson");
    mkdirSync(dirname(older), { recursive: true });
    cpSync(journal, older);
    writeFileSync(older, sealAnew("journal", text.replace(/"run":"[^"]*"/, '"run":"20200101T000000Z-0000"')));
    await refused(tree, /is older than run/, "20200101");
    rmSync(dirname(older), { recursive: true });
    const [path] = files(tree) as [string];
    const touched = textOf(path).replace('"is":"pass"', '"is":"pass","is":"pass"');
    writeFileSync(path, touched);
    await refused(tree, /\.ndjson\.gz: .*bytes are not those/);
    writeFileSync(path, pack(touched));
    await refused(tree, /\.ndjson\.gz:\d+:1: .*digest is another/);
    writeFileSync(path, pack(sealAnew("record", touched)));
    await refused(tree, /\.ndjson\.gz:\d+:1: .*not written as/);
    expect(await gatehouse(tree, ["releases"])).toMatchObject({ code: 2, stdout: "" });
  });

  test("a lane that is not trusted is not published, nor a run in which the harness broke", async () => {
    const tree = newTree(["all-green"]);
    await run(tree);
    await refused(tree, /lane fake-all-green@1\.0\.0\/nil:host-\S+ for wasip1 is not trusted/);
    const broken = newTree(["vanishes"]);
    await gatehouse(broken, ["run", "--json"], { GATEHOUSE_LAUNCHER: "uncontained" });
    await refused(broken, /0 cells lost, \d broken/);
    expect([...files(tree), ...files(broken)]).toEqual([]);
  });
});
