/** Gives files of lines that were written by hand (examples of schemas) the running digests that fit them: node scripts/chain.ts KIND FILE... */
import { readFileSync, writeFileSync } from "node:fs";
import type { SchemaName } from "../harness/host/schemas.ts";
import { sealAnew } from "../harness/record/chain.ts";

const [kind, ...files] = process.argv.slice(2);
for (const file of files) writeFileSync(file, sealAnew(kind as SchemaName, readFileSync(file, "utf8")));
