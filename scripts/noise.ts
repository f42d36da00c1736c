/**
 * How often a difference is found where there is none (A/A): the same program against itself, by CPU time, while a busy
 * loop of this script takes one processor. At most 4 verdicts of 200 may say faster or slower; unsure counts apart.
 *
 *   node scripts/noise.ts [--pairs 200] [--work 30000000]
 */
import { spawn } from "node:child_process";
import { usualLooks } from "../harness/measure/verdict.ts";
import { comparePlanted, openPlanted, optionNumber } from "./planted.ts";

const [pairs, work] = [optionNumber("--pairs", 200), optionNumber("--work", 30_000_000)];
const most = Math.floor(pairs / 50);
const busy = spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
const planted = await openPlanted();
const counts = { faster: 0, slower: 0, same: 0, unsure: 0 };
let rounds = 0;
try {
  await planted.cpuMs(work);
  const started = performance.now();
  for (let pair = 1; pair <= pairs; pair++) {
    const { is, estimate } = await comparePlanted(planted, [work, work], { least: 0.02, seed: pair }, usualLooks);
    counts[is]++;
    rounds += estimate?.rounds ?? 0;
    const left = ((performance.now() - started) / pair) * (pairs - pair);
    if (pair % 10 === 0) process.stderr.write(`${pair} of ${pairs}: ${JSON.stringify(counts)}, about ${Math.round(left / 1000)} s to go\n`);
  }
} finally {
  busy.kill("SIGKILL");
  await planted.close();
}
const wrong = counts.faster + counts.slower;
console.log(`${pairs} pairs of the same program, one processor kept busy, ${Math.round(rounds / pairs)} rounds each:`);
console.log(`  same ${counts.same}, unsure ${counts.unsure}, false verdicts ${wrong} (faster ${counts.faster}, slower ${counts.slower})`);
console.log(wrong <= most ? `holds: at most ${most} are allowed` : `does not hold: at most ${most} are allowed`);
process.exit(wrong <= most ? 0 : 1);
