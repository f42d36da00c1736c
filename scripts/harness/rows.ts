/** Folding and reporting journals of many rows: the real `gatehouse matrix` on files that look like those of real runs. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { machine } from "../../harness/host/machine.ts";
import { hexOf } from "../../harness/model/digest.ts";
import { chainStart, seal } from "../../harness/record/chain.ts";
import { gatehouse, goal, profile, scratch, time } from "./timed.ts";

const lanes = ["wasmtime@49.0.3", "wasmtime@48.0.2", "wazero@1.12.0", "node-wasi@24.21.0", "jco@0.15.0"].map((release) => `${release}/nil:host-x86_64`);
const routes = Array.from({ length: 20 }, (_, index) => `language-${index}/toolchain.wasip${(index % 2) + 1}`);
const digest = (seed: number): string => `sha256:${seed.toString(16).padStart(64, "0")}`;
const failingEach = 200;

const row = (cell: string, index: number): object => {
  const fails = index % failingEach === 0;
  const observation = {
    ...{ argv: ["/store/packages/engine/wasmtime", "run", `/store/artifacts/${hexOf(digest(index % 5000))}/program.wasm`, "30"] },
    ...{ raw: { code: 0, signal: null }, ending: { how: "exit", code: 0 }, stdout: { size: 7, digest: digest(1) }, stderr: { size: 0, digest: digest(2) } },
    ...{
      files: fails ? [{ path: `/file-${index % 9}`, found: "absent" }] : [],
      wallMs: 9.5 + (index % 7),
      userMs: 6.5,
      systemMs: 2.5,
      peakKib: 31_244,
      leftProcesses: 0,
      cache: "warm",
    },
  };
  const verdict = fails ? { is: "fail", cause: "file", detail: `/file-${index % 9} is absent` } : { is: "pass" };
  return { kind: "row", cell, worker: "w1", state: "ran", artifact: digest(index % 5000), observation, verdict };
};

// One file a size; every lane has told a planted failure, so that its cells count.
const writeJournal = (path: string, rows: number): void => {
  const file = openSync(path, "w");
  const trust = lanes.flatMap((lane) => [1, 2].map((target) => `must-trap/trap,wat/wasm-tools.wasip${target},${lane}`));
  const cells = trust.concat(
    Array.from({ length: rows - trust.length }, (_, index) => {
      const [lane, rest] = [lanes[index % lanes.length], Math.floor(index / lanes.length)];
      const [route, entry] = [routes[rest % routes.length], Math.floor(rest / routes.length)];
      return `workload-${entry % 200}/case-${Math.floor(entry / 200)},${route},${lane}`;
    }),
  );
  const header = {
    ...{
      kind: "header",
      format: 3,
      run: "rows",
      started: "2026-01-01T12:00:00.000Z",
      harness: "0.1.0",
      harnessDigest: digest(4),
      judge: digest(6),
      profile: "full",
    },
    ...{ filters: [], cells: cells.length, agenda: digest(3), trust: ["must-trap"] },
  };
  const worker = {
    ...{ kind: "worker", id: "w1", machine: machine(), jobs: 2, supervised: true, toolchains: [] },
    lanes: lanes.map((id, index) => ({ id, version: "1.0.0", digest: digest(index), claims: {} })),
  };
  const held = { main: { exit: 0, stdout: { match: "exact", digest: digest(1) }, stderr: { match: "exact", digest: digest(2) } } };
  const cases = [...new Set(cells.map((cell) => cell.slice(0, cell.indexOf(","))))].map((name) => {
    const planted = name.startsWith("must-") ? { mustFail: "file" } : {};
    return { kind: "case", case: name, contract: digest(5), needs: [], ...planted, held };
  });
  let [text, chain]: [string, string] = ["", chainStart("journal")];
  const add = (line: object): void => {
    const sealed = seal(chain, JSON.stringify(line));
    chain = sealed.chain;
    text += `${sealed.text}\n`;
  };
  for (const line of [header, worker, ...cases]) add(line);
  const flush = (): void => {
    writeSync(file, text);
    text = "";
  };
  for (let at = 0; at < cells.length; at += 500) add({ kind: "planned", cells: cells.slice(at, at + 500) });
  flush();
  cells.forEach((cell, index) => {
    add(row(cell, index < trust.length ? 0 : index + 1));
    if (text.length > 1 << 20) flush();
  });
  add({ kind: "footer", finished: "2026-01-01T13:00:00.000Z", rows: cells.length, interrupted: false });
  flush();
  closeSync(file);
};

/** Measures sizes, and prints time and memory of each; the goals are those of the largest. */
export const measureRows = async (sizes: readonly number[]): Promise<void> => {
  console.log("\nfolding and reporting (`gatehouse matrix`):");
  const seconds: { readonly rows: number; readonly cpu: number }[] = [];
  for (const rows of sizes) {
    const path = join(scratch, `rows-${rows}.ndjson`);
    writeJournal(path, rows);
    const { wallMs, cpuMs, peakMib, stdout } = await time([...gatehouse, "matrix", path, "--json"]);
    const totals = (JSON.parse(stdout) as { totals: { passed: number; failed: number } }).totals;
    if (totals.passed + totals.failed !== rows) throw new Error(`${rows} rows were written, ${totals.passed + totals.failed} counted`);
    console.log(`  ${rows} rows: ${(wallMs / 1000).toFixed(1)} s, ${(cpuMs / 1000).toFixed(1)} s CPU, ${peakMib.toFixed(0)} MiB`);
    seconds.push({ rows, cpu: cpuMs / 1000 });
    if (rows === Math.max(...sizes) && rows >= 1_000_000) {
      const reached = [goal(`${rows} rows`, wallMs / 1000, 60, " s"), goal(`${rows} rows, memory`, peakMib / 1024, 1, " GiB")];
      if (!reached.every(Boolean)) for (const line of await profile([...gatehouse, "matrix", path, "--json"])) console.log(line);
    }
    rmSync(path);
  }
  const [before, last] = seconds.slice(-2);
  if (before && last) goal("CPU time a row, the largest to the one before: linear", last.cpu / last.rows / (before.cpu / before.rows), 1.5, " times");
};
