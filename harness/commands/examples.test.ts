import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { gatehouse } from "../mini/cli.ts";
import { examplesOf, exampleWords } from "../mini/examples.ts";
import { makeTree, openStore, removeStore } from "../mini/tree.ts";
import { parseFilter } from "../plan/filter.ts";

const project = join(import.meta.dirname, "../..");
const catalog = await loadCatalog(project);
const store = openStore();
const tree = makeTree(["honest"], store);
const real = { ...tree, root: project };

const byCommand = await examplesOf((...words) => gatehouse(real, words));
const examples = [...byCommand.values()].flat();
tree.remove();
removeStore(store);

const releases = [...catalog.runtimes].flatMap(([id, { releases: all }]) => all.map(({ version }) => `${id}@${version}`));
const cases = new Set([...catalog.workloads].flatMap(([id, { cases: all }]) => all.map((entry) => `${id}/${entry.id}`)));
const ids: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
  workload: catalog.workloads,
  language: catalog.languages,
  runtime: catalog.runtimes,
  keep: catalog.keeps,
};

describe("examples of help pages", () => {
  test("are there for each command", () => {
    expect(byCommand.size).toBeGreaterThan(20);
    for (const [name, own] of byCommand) expect([name, own.length > 0, own.every((line) => line.split(" ")[0] === name)]).toEqual([name, true, true]);
  });

  test.each(examples)("./gatehouse %s names what is there", (example) => {
    for (const word of exampleWords(example)) {
      const filter = /^([a-z]+)=(.+)$/.exec(word);
      if (filter) {
        expect(() => parseFilter([word])).not.toThrow();
        for (const id of ids[filter[1] as string] ? (filter[2] as string).split(",") : []) expect(ids[filter[1] as string]?.has(id), word).toBe(true);
      }
      for (const [release] of word.matchAll(/\b[a-z]+@\d[\d.]*\d/g)) expect(releases, word).toContain(release);
      const [, name] = /^([a-z0-9-]+\/[a-z0-9-]+)(?:,|$)/.exec(word) ?? [];
      const [folder = ""] = word.split("/");
      if (name && catalog.workloads.has(folder)) expect(cases, word).toContain(name);
    }
  });

  test.each(examples.filter((line) => /^(releases|completion|clean --dry-run)/.test(line)))("./gatehouse %s ends well on this project", async (example) => {
    const { code, stderr } = await gatehouse(real, exampleWords(example));
    expect(code, stderr).toBe(0);
  });
});
