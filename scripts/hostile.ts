/**
 * Runs the collection of hostile guests (harness/mini/hostile) in other lanes than `npm test` does, such as virtual machines and
 * older releases, and lists each verdict that is not true, who was dialled, and what changed outside of the sandboxes.
 *
 *   node scripts/hostile.ts [FILTER...]       node scripts/hostile.ts keep=kvm       node scripts/hostile.ts runtime=enarx
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestFolder } from "../harness/host/digest.ts";
import { storeFolder } from "../harness/host/environment.ts";
import { gatehouse, journals, processesOf } from "../harness/mini/cli.ts";
import { openBait } from "../harness/mini/hostile/bait.ts";
import { guestNames, readHostile, untrue } from "../harness/mini/hostile/outcomes.ts";
import { makeHostileTree } from "../harness/mini/hostile/tree.ts";

const hour = 3_600_000;
const words = process.argv.slice(2);
const outside = mkdtempSync(join(tmpdir(), "gatehouse-outside-"));
mkdirSync(join(outside, "empty"));
writeFileSync(join(outside, "canary.txt"), "the canary\n");
const bait = await openBait();
const tree = makeHostileTree(storeFolder(join(import.meta.dirname, "..")), { folder: outside, port: bait.port });
const mark = (): string => [outside, tree.at("workloads"), tree.at("languages"), tree.at("harness")].map(digestFolder).join(" ");
const before = mark();
const began = performance.now();
const { code, stdout, stderr } = await gatehouse(tree, ["run", "--json", "--profile", "deep", ...words], {}, 4 * hour);
const [journal] = journals(tree);
if (code === null || journal === undefined) throw new Error(stderr || stdout);
const outcomes = readHostile(journal);
const wrong = untrue(outcomes);
const changed = mark() !== before;
bait.close();
const left = processesOf(tree).filter((line) => line.includes(tree.root));
const count = new Map<string, { cells: number; wrong: number }>();
for (const outcome of outcomes) {
  const own = count.get(outcome.lane) ?? { cells: 0, wrong: 0 };
  count.set(outcome.lane, { cells: own.cells + 1, wrong: own.wrong + untrue([outcome]).length });
}
for (const [lane, own] of count) console.log(`${lane}  ${own.cells} cells, ${own.wrong} untrue`);
for (const line of [...wrong, ...left, ...bait.heard]) console.log(line);
const ran = guestNames.filter((guest) => outcomes.some((outcome) => outcome.guest === guest)).length;
console.log(`${ran} of ${guestNames.length} guests ran`);
console.log(
  `${Math.round((performance.now() - began) / 1000)} s, ${changed ? "something outside CHANGED" : "nothing outside changed"}, ${left.length} processes left`,
);
tree.remove();
rmSync(outside, { recursive: true, force: true });
process.exitCode = wrong.length > 0 || changed || left.length > 0 || bait.heard.length > 0 || outcomes.length === 0 ? 1 : 0;
