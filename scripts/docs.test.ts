import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const pages = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];

test.each(pages)("%s names scripts that are there, and calls them by a Node that can run them", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  for (const [, path = ""] of text.matchAll(/\b(scripts\/[\w/-]+\.\w+)/g)) expect(existsSync(join(root, path)), path).toBe(true);
  expect(text.match(/^.*(?<!npx )\bnode scripts\/.*$/m)?.[0]).toBeUndefined();
});

test.each(pages)("%s names npm scripts that are there", (page) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const called = [...readFileSync(join(root, page), "utf8").matchAll(/npm run (?:--silent )?([a-z-]+)/g)].map(([, name]) => name as string);
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});
