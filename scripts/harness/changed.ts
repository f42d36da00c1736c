/** A run of which nothing has changed since the last: many cells of one small program, by `gatehouse run --reuse`. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storeFolder } from "../../harness/host/environment.ts";
import { readJournal } from "../../harness/record/read.ts";
import { gatehouse, goal, profile, root, scratch, time } from "./timed.ts";

const casesEach = 50;

// A project of its own: wasmtime, the programs that lanes are tried with, and workloads of 50 cases each.
const makeProject = (cells: number): string => {
  const project = join(scratch, "project");
  const copy = (path: string): void => cpSync(join(root, path), join(project, path), { recursive: true });
  for (const path of ["targets", "languages/wat", "harness/keeps/nil", "harness/runtimes/wasmtime"]) copy(path);
  for (const id of ["must-differ", "must-exit-3", "must-exit-nonzero", "must-trap"]) copy(`workloads/${id}`);
  const source = readFileSync(join(root, "harness/mini/workloads/hello/wat.wasip1/main.wat"), "utf8");
  const expected = readFileSync(join(root, "harness/mini/workloads/hello/expected/line.txt"), "utf8");
  for (let at = 0; at < cells / casesEach; at++) {
    const folder = join(project, "workloads", `many-${at}`);
    mkdirSync(join(folder, "wat.wasip1"), { recursive: true });
    writeFileSync(join(folder, "wat.wasip1/main.wat"), `;; ${at}\n${source}`);
    const cases = Array.from(
      { length: casesEach },
      (_, index) =>
        `[[case]]\nid = "case-${index}"\nneeds = ["args", "stdout"]\nargs = ["${index}"]\nexpect = { exit = 0, stdout = { match = "exact", text = ${JSON.stringify(expected)} } }\n`,
    );
    writeFileSync(join(folder, "workload.toml"), `id = "many-${at}"\ntitle = "Many cells"\nkind = "probe"\nabout = "Prints a line."\n\n${cases.join("\n")}`);
  }
  return project;
};

/** Runs so many cells, then again, and prints how long the second run takes. */
export const measureUnchanged = async (cells: number): Promise<void> => {
  const project = makeProject(cells);
  const command = [...gatehouse, "-C", project, "run", "--reuse", "--json", "-j", "2"];
  const env = { GATEHOUSE_STORE: storeFolder(root) };
  const first = await time(command, env);
  const second = await time(command, env);
  const { lines } = readJournal((JSON.parse(second.stdout) as { journal: string }).journal);
  const rows = lines.flatMap((line) => (line.kind === "row" && line.state === "ran" ? [line] : []));
  const reused = rows.filter((row) => row.reused !== undefined).length;
  if (reused !== cells || rows.some(({ verdict }) => verdict.is !== "pass")) throw new Error(`${reused} of ${cells} cells were reused`);
  console.log(
    `\nnothing changed: ${cells} cells; first run ${(first.wallMs / 1000).toFixed(1)} s, ${(first.cpuMs / 1000).toFixed(1)} s CPU; again ${(second.wallMs / 1000).toFixed(2)} s, ${(second.cpuMs / 1000).toFixed(2)} s CPU`,
  );
  const reached = cells >= 10_000 ? goal(`nothing changed over ${cells} cells`, second.wallMs / 1000, 2, " s") : true;
  if (!reached) for (const line of await profile(command)) console.log(line);
};
