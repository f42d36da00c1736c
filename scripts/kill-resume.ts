/**
 * Kills a run with SIGKILL at random moments and resumes it; the folded record must equal the undisturbed run's, measured
 * fields aside.
 *
 *   node scripts/kill-resume.ts [TIMES] [FILTER...]
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { $ } from "zx";
import { foldRun } from "../harness/judge/fold.ts";
import { readJournal } from "../harness/record/read.ts";

const root = join(import.meta.dirname, "..");
const [times = "50", ...filters] = process.argv.slice(2);
const chosen = filters.length > 0 ? filters : ["runtime=wasmtime", "language=c,rust,assemblyscript,javascript"];
const command = ["harness/gatehouse.mjs", "run", "--json", ...chosen];

const essence = (path: string): string => {
  const { header, lines } = readJournal(path);
  const record = foldRun(header, lines);
  return JSON.stringify([
    record.complete,
    record.cells.map(({ text, state, artifact, observation }) => [
      text,
      state,
      artifact,
      observation && [observation.ending, observation.stdout, observation.stderr, observation.files],
    ]),
  ]);
};

const finish = async (resume: boolean): Promise<{ essence: string; rows: number }> => {
  const { stdout } = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} ${command} ${resume ? ["--resume"] : []}`;
  const path = (JSON.parse(stdout) as { journal: string }).journal;
  return { essence: essence(path), rows: readJournal(path).lines.filter((line) => line.kind === "resumed").length };
};

const killAfter = (milliseconds: number): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    child.on("exit", (_, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });

await finish(false);
const begun = performance.now();
const undisturbed = await finish(false);
const whole = performance.now() - begun;
let equal = 0;
let killed = 0;
let resumed = 0;
for (let count = 0; count < Number(times); count++) {
  if (await killAfter(Math.random() * whole)) killed++;
  // Now and then the resumed run is killed as well.
  const again = await finish(true);
  if (again.rows > 0) resumed++;
  if (again.essence === undisturbed.essence) equal++;
  else console.log(`run ${count}: not equal`);
}
console.log(`${equal} of ${times} equal; ${killed} killed before their end (a run takes ${Math.round(whole)} ms), ${resumed} had a journal to go on with`);
process.exit(equal === Number(times) ? 0 : 1);
