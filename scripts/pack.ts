/**
 * Fills dist/ with what `npm pack` packs: the harness without types, what it reads beside itself, schemas that are compiled ahead, and the
 * catalog in one file. npm runs it as `prepack`.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { $ } from "zx";
import { digestsFile, judgeDigest, sourceDigest } from "../harness/host/about.ts";
import { catalogFile, packCatalog } from "../harness/host/base.ts";
import { writeAtomic } from "../harness/host/files.ts";
import { home } from "../harness/host/home.ts";

const dist = join(home, "dist");
rmSync(dist, { recursive: true, force: true });
await $({ cwd: home, preferLocal: true })`tsc -p scripts/tsconfig.pack.json`;

const beside = [
  ...["contribute/skeleton", "site/client", "launch/program", "launch/standby.mjs", "launch/machine/agent", "repro/talk", "runtimes/node-wasi/host.mjs"].map(
    (path) => `harness/${path}`,
  ),
  ...["docs", "schemas"].flatMap((folder) =>
    readdirSync(join(home, folder))
      .filter((name) => name.endsWith(".schema.json") || name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
  ...["ARCHITECTURE.md", "CONTRIBUTING.md", "package.json"],
];
for (const path of beside) cpSync(join(home, path), join(dist, path), { recursive: true });
writeFileSync(join(dist, digestsFile), JSON.stringify({ source: sourceDigest(), judge: judgeDigest() }));
writeFileSync(join(dist, catalogFile), packCatalog(home));

// By the package's own code, for the name of the folder follows from it.
const { SchemaSet } = (await import(join(dist, "harness/host/schema-set.js"))) as typeof import("../harness/host/schema-set.ts");
const set = new SchemaSet();
mkdirSync(join(dist, "ahead"));
for (const name of set.names) writeAtomic(set.pathAhead(name), set.compileAhead(name));
