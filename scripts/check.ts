/** All that must be clean before a change lands: types, lint and format, schemas and their types, dead code, English. Layers are a test of their own. */
import { $ } from "zx";

process.env["FORCE_COLOR"] ??= "0";
type Check = readonly [name: string, words: readonly [string, ...string[]]];
const checks: readonly Check[] = [
  ["types from schemas", ["node", "scripts/generate-types.ts"]],
  ["types", ["tsc"]],
  ["lint and format", ["biome", "check", "--error-on-warnings", "."]],
  ["layers, schemas and manifests", ["vitest", "run", "harness/layers.test.ts", "schemas/"]],
  ["dead code", ["knip"]],
  ["shape of the rooms", ["node", "scripts/shape.ts", "--quiet"]],
  ["published records, and README's tables", ["node", "scripts/records.ts", "--check"]],
  ["guides of languages", ["node", "harness/gatehouse.mjs", "guide", "--check"]],
  ["the page of escapes", ["node", "scripts/escapes.ts", "--check"]],
  ["English of the pages", ["node", "scripts/words.ts", "--quiet"]],
];

const [first, ...others] = checks as [Check, ...Check[]];
const run = ([, [command, ...args]]: Check) => $({ nothrow: true, quiet: true, preferLocal: true })`${command} ${args}`;
let failed = 0;
const tell = ([name]: Check, { ok, stdout, stderr }: Awaited<ReturnType<typeof run>>): void => {
  console.log(`${ok ? "ok    " : "failed"}  ${name}`);
  if (ok) return;
  failed++;
  console.log(stdout + stderr);
};

// The others read what the first writes; beside each other they take half as long.
tell(first, await run(first));
for (const [check, result] of others.map((check) => [check, run(check)] as const)) tell(check, await result);
process.exit(failed === 0 ? 0 : 1);
