/**
 * What a command costs before and beside its cells: a plan of one cell, beside the bare start of Node; and some seventy
 * cells of the size of hello on one engine, start included, beside a shell's loop over the very same commands. The pairs
 * run in turn, with all in the store; on a machine with other work, the ratios say more than the times.
 *
 *   node scripts/start-cost.ts [--rounds 15]
 *
 * Prints medians; the goals of times hold on an idle machine of two cores. Exit code 1 where one is missed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { foldRun } from "../harness/judge/fold.ts";
import { shellLine } from "../harness/model/text.ts";
import { readJournal } from "../harness/record/read.ts";
import { compareInTurn } from "./harness/in-turn.ts";
import { countMissed, gatehouse, scratch, time } from "./harness/timed.ts";
import { optionNumber } from "./planted.ts";

const rounds = optionNumber("--rounds", 15);
const few = ["workload=args,env,exit-status,stdout-stderr", "language=c,cpp,rust,zig", "target=wasip1", "runtime=wasmtime", "tier=1,2"];
const run = [...gatehouse, "run", "--profile", "full", "--json", ...few];

const first = JSON.parse((await time(run)).stdout) as { readonly journal: string };
const journal = readJournal(first.journal);
const { cells } = foldRun(journal.header, journal.lines);
const one = cells.find(({ id }) => id.workload === "args")?.text ?? "";
const bad = cells.find(({ state }) => state.is !== "judged" || state.verdict.is !== "pass");
if (bad) throw new Error(`${bad.text} does not pass: nothing is compared`);

const loop = join(scratch, "loop.sh");
const commands = cells.map(({ observation }) => `${shellLine(observation?.argv ?? [])} </dev/null >out 2>err`);
writeFileSync(loop, ["cd", scratch, `; export HOME=${scratch} XDG_CACHE_HOME=${scratch}/cache\n`, commands.join("\n"), "\nexit 0\n"].join(" "));

await compareInTurn("plan of one cell", [...gatehouse, "run", one, "--list"], [process.execPath, "-e", "0"], 200, rounds);
await compareInTurn(`${cells.length} cells`, run, ["sh", loop], 600, rounds);
process.exitCode = countMissed() > 0 ? 1 : 0;
