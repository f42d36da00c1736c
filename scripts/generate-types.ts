/**
 * Writes harness/model/generated/*.ts from schemas/*.schema.json. `npm ci`, `npm pack` and `npm run schemas` run it. Only tsc and editors need
 * the types. What is as it was stays untouched: a run beside it reads its own sources, and must find them whole.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../harness/host/files.ts";

const root = join(import.meta.dirname, "..");
const target = join(root, "harness/model/generated");

try {
  // An installation without development packages has no generator.
  const { compileFromFile } = await import("json-schema-to-typescript");
  const schemas = readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json"));
  const names = schemas.map((file) => file.replace(".schema.json", ".ts"));
  for (const old of existsSync(target) ? readdirSync(target) : []) if (!names.includes(old)) rmSync(join(target, old), { recursive: true, force: true });
  for (const file of schemas) {
    const text = await compileFromFile(join(root, "schemas", file), {
      cwd: join(root, "schemas"),
      bannerComment: "// Generated from schemas/ by `npm run schemas`. Do not edit.",
      additionalProperties: false,
      unreachableDefinitions: true,
      ignoreMinAndMaxItems: true,
      style: { singleQuote: false, printWidth: 140 },
    });
    const path = join(target, file.replace(".schema.json", ".ts"));
    const types = text.replaceAll(/\/\*\*\n +\* (.*)\n +\*\//g, "/** $1 */");
    if (!existsSync(path) || readFileSync(path, "utf8") !== types) writeAtomic(path, types);
  }
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
  console.error("no types are made of the schemas: json-schema-to-typescript is not installed");
}
