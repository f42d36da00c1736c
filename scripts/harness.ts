/**
 * What the harness itself costs, against goals; a goal that is missed is printed as missed, with a profile that says where
 * the time goes. Wall times mean something on a machine that does nothing else.
 *
 *   node scripts/harness.ts [--rounds 3] [--cells 10000] [--rows 1000000] [--only xargs,standby,contained,unchanged,rows,builds] [BUILD FILTER...]
 */
import { loadavg } from "node:os";
import { measureBuilds } from "./harness/builds.ts";
import { measureUnchanged } from "./harness/changed.ts";
import { compareContained } from "./harness/contained.ts";
import { measureRows } from "./harness/rows.ts";
import { compareStandby } from "./harness/standby.ts";
import { countMissed } from "./harness/timed.ts";
import { compareWithXargs } from "./harness/xargs.ts";

const words = process.argv.slice(2);
const take = (name: string): string | undefined => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words.splice(at, 2)[1];
};
const number = (name: string, usual: number): number => {
  const value = Number(take(name) ?? usual);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes a whole number above zero`);
  return value;
};
const [rounds, cells, rows] = [number("--rounds", 3), number("--cells", 10_000), number("--rows", 1_000_000)];
const only = take("--only")?.split(",");
const wanted = (part: string): boolean => only?.includes(part) ?? true;

const load = (): string => loadavg()[0]?.toFixed(1) ?? "?";
console.log(`load before: ${load()}`);
if (wanted("xargs")) {
  const native = ["runtime=wasmtime", "language=c,rust,zig"];
  await compareWithXargs({ name: "hello-sized", filters: [...native, "workload=args,env,exit-status"], repeat: 20, ratio: 1.5, ownMs: 4 }, rounds);
  await compareWithXargs({ name: "50 ms cases", filters: [...native, "case=nbody/large,sort/large"], repeat: 20, ratio: 1.1, ownMs: undefined }, rounds);
}
if (wanted("contained")) await compareContained(rounds);
if (wanted("standby")) await compareStandby(rounds);
if (wanted("unchanged")) await measureUnchanged(cells);
if (wanted("rows")) await measureRows([10_000, 100_000, 1_000_000].filter((each) => each <= rows));
if (wanted("builds")) await measureBuilds(words);
console.log(`\nload after: ${load()}; goals missed: ${countMissed()}`);
process.exit(countMissed() === 0 ? 0 : 1);
