/**
 * How long a folder of small tests takes, start included: `gatehouse suite run` on Wasmtime, beside a serial loop over the very same commands in
 * Python, as wasi-testsuite's runner is one. The two run in turn, with all in the store and warm caches; ratios say more than times.
 *
 *   node scripts/suite-time.ts [--tests 72] [--rounds 9] [--profile]
 *
 * Prints medians and ratios; `--profile` prints where Node's time goes too. Exit code 1 where the goal is missed.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { foldRun } from "../harness/judge/fold.ts";
import { readJournal } from "../harness/record/read.ts";
import { exits } from "../harness/suite/binaries.fixture.ts";
import { compareInTurn } from "./harness/in-turn.ts";
import { countMissed, gatehouse, profile, scratch, time } from "./harness/timed.ts";
import { optionNumber } from "./planted.ts";

const tests = optionNumber("--tests", 72);
const folder = join(scratch, "tests");
mkdirSync(folder);
for (let index = 0; index < tests; index++) {
  // No two are the same binary: their text differs.
  const hello = `(drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0))) (drop (i32.const ${index}))`;
  writeFileSync(join(folder, `hello-${index}.wasm`), exits(hello));
  writeFileSync(join(folder, `hello-${index}.json`), '{ "stdout": "hello\\n" }');
}

const run = [...gatehouse, "suite", "run", folder, "--name", "timed", "runtime=wasmtime", "--json"];
const { journal } = JSON.parse((await time(run)).stdout) as { readonly journal: string };
const { header, lines } = readJournal(journal);
const { cells } = foldRun(header, lines);
const own = cells.filter(({ id }) => id.workload.startsWith("timed-"));
const bad = own.find(({ state }) => state.is !== "judged" || state.verdict.is !== "pass");
if (own.length !== tests || bad) throw new Error(`${bad?.text ?? `${own.length} of ${tests} tests`}: nothing is compared`);

const loop = join(scratch, "loop.py");
const commands = JSON.stringify(own.map(({ observation }) => observation?.argv ?? []));
writeFileSync(
  loop,
  `import json, os, subprocess
env = {"HOME": "${scratch}", "XDG_CACHE_HOME": "${scratch}/cache"}
for argv in json.loads(r'''${commands}'''):
    done = subprocess.run(argv, env=env, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.returncode == 0 and done.stdout == b"hello\\n", done
`,
);

await compareInTurn(`${tests} tests of a suite`, run, ["python3", loop], 610, optionNumber("--rounds", 9));
if (process.argv.includes("--profile")) console.log((await profile(run, 25)).join("\n"));
process.exitCode = countMissed() > 0 ? 1 : 0;
