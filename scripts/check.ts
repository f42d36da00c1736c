/** All that must be clean before a change lands: types, lint and format, schemas and their types, dead code, English. Layers are a test of their own. */
import { $ } from "zx";

process.env["FORCE_COLOR"] ??= "0";
const checks: readonly (readonly [string, readonly string[]])[] = [
  ["types from schemas", ["node", "scripts/generate-types.ts"]],
  ["types", ["tsc"]],
  ["lint and format", ["biome", "check", "--error-on-warnings", "."]],
  ["layers, schemas and manifests", ["vitest", "run", "harness/layers.test.ts", "schemas"]],
  ["dead code", ["knip"]],
  ["shape of the rooms", ["node", "scripts/shape.ts", "--quiet"]],
  ["published records, and README's tables", ["node", "scripts/records.ts", "--check"]],
  ["English of the pages", ["node", "scripts/words.ts", "--quiet"]],
];

let failed = 0;
for (const [name, [command, ...args]] of checks) {
  const result = await $({ nothrow: true, quiet: true, preferLocal: true })`${command} ${args}`;
  console.log(`${result.ok ? "ok    " : "failed"}  ${name}`);
  if (!result.ok) {
    failed++;
    console.log(result.stdout + result.stderr);
  }
}
process.exit(failed === 0 ? 0 : 1);
