/**
 * Writes the project's own site from what is committed: the published records, and no run of this machine.
 * `npx node scripts/site.ts FOLDER`.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { $ } from "zx";
import { home } from "../harness/host/home.ts";

const [out] = process.argv.slice(2);
if (out === undefined) {
  console.error("name the folder: npx node scripts/site.ts FOLDER");
  process.exit(2);
}
const tree = join(mkdtempSync(join(tmpdir(), "gatehouse-site-")), "tree");
const run = $({ cwd: home, quiet: true });
await run`git worktree add --detach ${tree} HEAD`;
try {
  await $({ cwd: home, stdio: "inherit" })`${process.execPath} harness/gatehouse.mjs -C ${tree} report --out ${resolve(out)}`;
} finally {
  await run`git worktree remove --force ${tree}`;
}
