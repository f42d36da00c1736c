/** Compiles the schemas ahead, into node_modules: `npm ci` runs it, and `npm run schemas`. What it leaves may be missing or old: commands then compile for themselves. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeAtomic } from "../harness/host/files.ts";
import { SchemaSet } from "../harness/host/schema-set.ts";

const set = new SchemaSet();
try {
  for (const name of set.names) if (!existsSync(set.pathAhead(name))) writeAtomic(set.pathAhead(name), set.compileAhead(name));
  const folder = dirname(set.pathAhead(""));
  for (const old of readdirSync(dirname(folder))) if (old !== basename(folder)) rmSync(join(dirname(folder), old), { recursive: true, force: true });
} catch (error) {
  console.error(`the schemas are not compiled ahead, each command does it: ${(error as Error).message}`);
}
