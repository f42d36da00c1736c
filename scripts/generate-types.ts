/** Writes harness/model/generated/*.ts from schemas/*.schema.json. `npm ci` and `npm run schemas` run it. Only tsc and editors need the types. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeAtomic } from "../harness/host/files.ts";

const root = join(import.meta.dirname, "..");
const target = join(root, "harness/model/generated");

try {
  // An installation without development packages has no generator.
  const { compileFromFile } = await import("json-schema-to-typescript");
  const schemas = readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json"));
  rmSync(target, { recursive: true, force: true });
  for (const file of schemas) {
    const text = await compileFromFile(join(root, "schemas", file), {
      cwd: join(root, "schemas"),
      bannerComment: "// Generated from schemas/ by `npm run schemas`. Do not edit.",
      additionalProperties: false,
      unreachableDefinitions: true,
      ignoreMinAndMaxItems: true,
      style: { singleQuote: false, printWidth: 140 },
    });
    writeAtomic(join(target, file.replace(".schema.json", ".ts")), text.replaceAll(/\/\*\*\n +\* (.*)\n +\*\//g, "/** $1 */"));
  }
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
  console.error("no types are made of the schemas: json-schema-to-typescript is not installed");
}
