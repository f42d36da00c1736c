import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { gatehouse, journals, start } from "../mini/cli.ts";
import type { Trait } from "../mini/traits.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import { readJournal } from "../record/read.ts";

const store = openStore();
const trees: Tree[] = [];
afterAll(() => {
  for (const tree of trees) tree.remove();
  removeStore(store);
});

const plant = (...traits: Trait[]): Tree => {
  const tree = makeTree(traits, store);
  trees.push(tree);
  return tree;
};

const casesIn = (xml: string): string[] => [...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)].map(([, route, name]) => `${name},${route}`);

describe.skipIf(process.platform !== "linux")("gatehouse run", { timeout: 120_000 }, () => {
  test("lists the cells of the plan and runs none", async () => {
    const tree = plant("honest");
    const { code, stdout } = await gatehouse(tree, ["run", "--list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^hello\/\S*,wat\/\S+,fake-honest@1.0.0\/nil:host-\S+$/m);
    const json = await gatehouse(tree, ["run", "--list", "--json"]);
    expect(JSON.parse(json.stdout)).toEqual(stdout.trim().split("\n"));
    expect(journals(tree)).toEqual([]);
  });

  test("writes JUnit and Markdown of what it runs; one that goes on tells all of it, what ran before too", async () => {
    const tree = plant("honest");
    const [junit, again, markdown] = [tree.at("a.xml"), tree.at("b.xml"), tree.at("a.md")];
    const first = await gatehouse(tree, ["run", "--junit", junit, "--markdown", markdown]);
    expect(first.code, first.stderr).toBe(0);
    const xml = readFileSync(junit, "utf8");
    const journal = journals(tree).at(-1) as string;
    expect(casesIn(xml)).toHaveLength(readJournal(journal).header.cells);
    expect(xml).toMatch(/failures="0" errors="0" skipped="0"/);
    expect(xml).not.toMatch(/<testcase [^>]*name="[^"]*"\/>/);
    expect(readFileSync(markdown, "utf8")).toMatch(/^## Gatehouse: (\d+) of \1 cells passed$/m);

    // As if it had been killed with two rows to go.
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    const rows = lines.filter((line) => line.startsWith('{"kind":"row"'));
    writeFileSync(journal, `${lines.slice(0, lines.indexOf(rows.at(-2) ?? "")).join("\n")}\n`);
    const lost = await gatehouse(tree, ["matrix", "--junit", again]);
    expect(lost.code).toBe(1);
    // Where one of them was to tell whether the lane is trusted, others do not count either.
    expect(readFileSync(again, "utf8")).toMatch(/failures="0" errors="([2-9]|\d\d)"/);
    const resumed = await gatehouse(tree, ["run", "--resume", "--junit", again]);
    expect(resumed.code, resumed.stderr).toBe(0);
    const after = readFileSync(again, "utf8");
    expect(casesIn(after).sort()).toEqual(casesIn(xml).sort());
    expect(after).not.toMatch(/<testcase [^>]*name="[^"]*"\/>/);
    expect(journals(tree)).toHaveLength(1);

    // There is nothing left: it is shown as it is.
    const ended = await gatehouse(tree, ["run", "--resume", "--junit", tree.at("c.xml")]);
    expect([ended.code, readFileSync(tree.at("c.xml"), "utf8")]).toEqual([0, after]);
    expect(ended.stderr).toContain("there is nothing to go on with");

    // A source that has changed since is no cell that passed.
    const source = tree.at("workloads/note/wat.wasip1/main.wat");
    const before = readFileSync(source, "utf8");
    writeFileSync(source, `${before}\n;; changed\n`);
    const changed = await gatehouse(tree, ["run", "--resume"]);
    writeFileSync(source, before);
    expect([changed.code, changed.stdout]).toEqual([2, ""]);
    expect(changed.stderr).toMatch(/cannot go on, for there have changed: the sources of its programs.*\[run\/moved\]\n {2}start a new run/);
  });

  test("says of failures what JUnit has, and ends with 1", async () => {
    const tree = plant("wrong-last-byte");
    const junit = tree.at("wrong.xml");
    const { code, stdout } = await gatehouse(tree, ["run", "--json", "--junit", junit]);
    const { totals } = JSON.parse(stdout) as { totals: { failed: number; untrusted: number } };
    expect(code).toBe(1);
    const [, failures = "", errors = ""] = /failures="(\d+)" errors="(\d+)"/.exec(readFileSync(junit, "utf8")) ?? [];
    expect([Number(failures), Number(errors)]).toEqual([totals.failed, totals.untrusted]);
    expect(totals.failed + totals.untrusted).toBeGreaterThan(0);
  });

  test("goes on where a report cannot be written, says so once, and does not end well", async () => {
    const tree = plant("honest");
    const { child, said } = start(tree, ["run", "--junit", tree.at("reports/a.xml")]);
    // It was writable when the run began.
    child.stderr?.once("data", () => {
      rmSync(tree.at("reports"), { recursive: true });
      writeFileSync(tree.at("reports"), "");
    });
    const { code, stdout, stderr } = await said;
    expect(code).toBe(3);
    expect(stderr.match(/JUnit failed/g)).toHaveLength(1);
    expect(stdout).toMatch(/^(\d+) cells: \1 passed$/m);
  });
});
