/**
 * A release held against itself must show no change: runs the same cells twice, independently, and has the gate compare
 * the two runs; as many pairs as are asked for.
 *
 *   node scripts/pairs.ts [PAIRS] RELEASE [FILTER...]
 *   node scripts/pairs.ts 10 wasmtime@49.0.3 kind=probe
 */
import { join } from "node:path";
import { $ } from "zx";
import type { Decision } from "../harness/model/change.ts";

const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2);
const pairs = /^\d+$/.test(words[0] ?? "") ? Number(words.shift()) : 10;
const [release = "wasmtime@49.0.3", ...filters] = words;
const gatehouse = (...args: string[]) => $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs ${args}`;

const run = async (): Promise<string> => {
  const { stdout, stderr } = await gatehouse("run", "--profile", "deep", "--json", `release=${release}`, "keep=nil", "launcher=host", ...filters);
  if (!stdout) throw new Error(stderr);
  return (JSON.parse(stdout) as { run: string }).run;
};

let failed = 0;
for (let pair = 1; pair <= pairs; pair++) {
  const [before, after] = [await run(), await run()];
  const { stdout, exitCode } = await gatehouse("gate", "--json", "--candidate", `run:${after},${release}`, "--baseline", `run:${before},${release}`);
  const { accepted, counts, changes } = JSON.parse(stdout) as Decision;
  const good = exitCode === 0 && accepted && counts.same === changes.length;
  if (!good) failed++;
  console.log(`${good ? "no change" : "CHANGED  "}  pair ${pair}: ${counts.same} of ${changes.length} cells same, exit ${exitCode}`);
}
process.exit(failed === 0 ? 0 : 1);
