/**
 * How well a difference is found: a program against itself with exactly 5 % more work, by CPU time, in at least 95 of 100
 * trials; and with 2 % more work by its fuel, always.
 *
 *   node scripts/sensitivity.ts [--trials 100] [--work 60000000] [--counts 20]
 */
import { findLeast } from "../harness/measure/search.ts";
import { compareCounts, usualLooks } from "../harness/measure/verdict.ts";
import { comparePlanted, openPlanted, optionNumber } from "./planted.ts";

const [trials, work, countTrials] = [optionNumber("--trials", 100), optionNumber("--work", 60_000_000), optionNumber("--counts", 20)];
const enough = Math.ceil(trials * 0.95);
const planted = await openPlanted();
const counts = { faster: 0, slower: 0, same: 0, unsure: 0 };
const byFuel = { faster: 0, slower: 0, same: 0, unsure: 0 };
let rounds = 0;
try {
  await planted.cpuMs(work);
  const started = performance.now();
  for (let trial = 1; trial <= trials; trial++) {
    const { is, estimate } = await comparePlanted(planted, [work, Math.round(work * 1.05)], { least: 0.02, seed: trial }, usualLooks);
    counts[is]++;
    rounds += estimate?.rounds ?? 0;
    const left = ((performance.now() - started) / trial) * (trials - trial);
    if (trial % 10 === 0) process.stderr.write(`${trial} of ${trials}: ${JSON.stringify(counts)}, about ${Math.round(left / 1000)} s to go\n`);
  }
  const fuelOf = async (own: number): Promise<number> => {
    const found = await findLeast({ from: 1, to: 2 ** 50, suffices: (fuel) => planted.suffices(own, fuel) });
    if (found.is === "none" || !found.steady) throw new Error(`the fuel of ${own} rounds cannot be told`);
    return found.least;
  };
  for (let trial = 1; trial <= countTrials; trial++) {
    const own = 100_000 * trial;
    byFuel[compareCounts(await fuelOf(own), await fuelOf(own * 1.02), 0.01)]++;
  }
} finally {
  await planted.close();
}
console.log(
  `5 % more work by CPU time, ${trials} trials of ${Math.round(rounds / trials)} rounds: slower ${counts.slower}, unsure ${counts.unsure}, same ${counts.same}, faster ${counts.faster}`,
);
console.log(`2 % more work by fuel, ${countTrials} trials: slower ${byFuel.slower}, others ${countTrials - byFuel.slower}`);
const holds = counts.slower >= enough && byFuel.slower === countTrials;
console.log(holds ? `holds: ${enough} by time and all by fuel are asked for` : `does not hold: ${enough} by time and all by fuel are asked for`);
process.exit(holds ? 0 : 1);
