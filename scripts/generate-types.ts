/**
 * Writes harness/model/generated/*.ts from schemas/*.schema.json.
 * With --check it writes nothing and exits 1 where a file has drifted.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileFromFile } from "json-schema-to-typescript";

const root = join(import.meta.dirname, "..");
const target = join(root, "harness/model/generated");
const check = process.argv.includes("--check");
const banner = "// Generated from schemas/ by `npm run schemas`. Do not edit.";

mkdirSync(target, { recursive: true });
let drifted = 0;
for (const file of readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json"))) {
  const text = await compileFromFile(join(root, "schemas", file), {
    cwd: join(root, "schemas"),
    bannerComment: banner,
    additionalProperties: false,
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: false, printWidth: 140 },
  });
  const path = join(target, file.replace(".schema.json", ".ts"));
  let old = "";
  try {
    old = readFileSync(path, "utf8");
  } catch {}
  if (old === text) continue;
  drifted++;
  console.error(`${check ? "drifted" : "written"}: ${path}`);
  if (!check) writeFileSync(path, text);
}
if (check && drifted > 0) process.exit(1);
