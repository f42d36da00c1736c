import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decision } from "../model/change.ts";
import { gatehouse, journals } from "./cli.ts";
import { isPlant, layClip, node, plantedTree, uncontained } from "./planted.ts";
import { openStore, removeStore, type Tree } from "./tree.ts";
import { turnsOfToday } from "./turns.ts";

const workloads = ["args", "env", "exit-code", "exit-status", "fibonacci", "files", "noop", "sort", "stdin-echo", "stdout-stderr"];

/** Faults in a WASI call, the workload that uses it, and what the gate's first line must name. */
const engines: readonly (readonly [plant: string, workload: string, first: RegExp])[] = [
  ["proc_exit-three-becomes-four", "exit-code", /builds\/proc_exit-three-becomes-four\/\S+ is not trusted: must-exit-3\/three: expected exit 3, found exit 4/],
  [
    "fd_write-says-more-than-it-wrote",
    "fibonacci",
    /^(?:args|fibonacci)\/\S+ by assemblyscript\S+: passed, now fail by stdout: .*first difference at byte 1\d\d/,
  ],
  ["fd_write-shouts", "args", /^args\/\S+ by assemblyscript\S+: passed, now fail by stdout: .*found "COUNT \d+" where "count \d+" is to be/],
  ["fd_write-is-deaf-to-errors", "stdout-stderr", /^stdout-stderr\/\S+ by assemblyscript\S+: passed, now fail by stderr: 0 bytes/],
  ["fd_read-reads-zeros", "stdin-echo", /^stdin-echo\/\S+ by assemblyscript\S+: passed, now fail by stdout: /],
  ["environ_sizes_get-forgets-the-last", "env", /^env\/\S+ by assemblyscript\S+: passed, now fail by /],
  ["path_open-empties", "files", /^files\/\S+ by assemblyscript\S+: passed, now fail by /],
];

/** Compilers: what becomes of an output that asc made, as shell with `$out`; the first line must say how the program fails. */
const compilers: readonly (readonly [plant: string, spoils: string, first: RegExp])[] = [
  ["refuses every source", 'rm "$out"; echo "ERROR TS9999: nobody knows" >&2; exit 1', /: passed, now fail by build: ERROR TS9999: nobody knows/],
  ["writes nothing", 'rm "$out"', /: passed, now fail by build: /],
  ["changes a constant", "LC_ALL=C sed -i 's/c\\x00o\\x00u\\x00n\\x00t/k\\x00o\\x00u\\x00n\\x00t/' \"$out\"", /: passed, now fail by stdout: .*found "kount/],
  ["loses an export", "LC_ALL=C sed -i 's/_start/_stant/' \"$out\"", /: passed, now fail by (?:start|build|exit|trap|missing-import)/],
];

/** Ports, each with one line that is another. */
const ports: readonly (readonly [workload: string, right: string, wrong: string, first: RegExp])[] = [
  [
    "args",
    '"count " + args',
    '"count: " + args',
    /^args\/.*now fail by stdout: .*found "count: .*its artifact is another than the baseline's \(blame: workload\)/,
  ],
  ["fibonacci", "let next: u32[] = [1]", "let next: u32[] = [2]", /^fibonacci\/.*now fail by stdout: .*\(blame: workload\)/],
  ["stdin-echo", "process.stdout.write(buffer.slice(0, count));", "process.stdout.write(buffer.slice(0, count - 1));", /^stdin-echo\/.*now fail by stdout/],
];

/** Ports of mini's hello, which prints its line: the whole source. */
const greetings: readonly (readonly [plant: string, source: string, first: RegExp])[] = [
  ["says something else", 'console.log("Hello from another planet.");\n', /now fail by stdout: .*found "Hello from ano/],
  ["ends too early", "process.exit(3);\n", /now fail by exit: expected exit 0, found exit 3/],
  ["says nothing", "\n", /now fail by stdout: 0 bytes/],
  ["imports what nobody has", '@external("env", "absent") declare function absent(): void;\nabsent();\n', /now fail by missing-import: .*"env"/],
];

/** Keeps whose launcher spoils what comes out of them. */
const keeps: readonly (readonly [plant: string, spoils: string, first: RegExp])[] = [
  [
    "changes what is printed",
    'said.stdout = Buffer.from(said.stdout.toString("latin1").replace("count", "Count"), "latin1");',
    /^args\/.*found "Count \d+" where "count \d+".*\(blame: keep\)/,
  ],
  ["drops the last byte", "said.stdout = said.stdout.subarray(0, -1);", /^args\/.*now fail by stdout: .*\(blame: keep\)/],
  ["hides every exit code", "said.status = 0;", /\/clip:host-\S+ is not trusted: must-/],
];

/** Engines that wait and take no time of a processor: 150 ms each. */
const sleepers: readonly (readonly [plant: string, script: string])[] = [
  ["before it starts", `sleep 0.15; exec ${node} "$@"`],
  ["when it has ended", `${node} "$@"; code=$?; sleep 0.15; exit $code`],
  ["where it has a file to run", `[ -e "$0" ] && sleep 0.15; ${node} "$@"`],
  ["in each call that writes", `PLANT=fd_write-waits exec ${node} --import PLANTS "$@"`],
];

describe.skipIf(process.platform !== "linux")("faults that were planted, before the gate", () => {
  // Programs that no test spoils are compiled once for all stores.
  const store = openStore(["packages", "launch", "manifests", "artifacts"]);
  let tree: Tree;

  const script = (name: string, text: string): string => {
    const path = tree.at("builds", name.replaceAll(" ", "-"));
    writeFileSync(path, `#!/bin/sh\ncase "$1" in --version) exec ${node} "$@";; esac\n${text.replace("PLANTS", tree.at("builds/plant.mjs"))}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const gate = async (...words: readonly string[]): Promise<Decision> => {
    const said = await gatehouse(tree, ["gate", "--tier", "1", "--json", "language=assemblyscript", ...words], uncontained);
    if (said.code !== 1) throw new Error(`exit ${said.code}: ${said.stderr}${said.stdout.slice(0, 2000)}`);
    return JSON.parse(said.stdout);
  };
  /** Runs the current release as it is, and returns the run as the gate takes one. */
  const record = async (...words: readonly string[]): Promise<string> => {
    const said = await gatehouse(tree, ["run", "language=assemblyscript", "runtime=gated", ...words], uncontained);
    if (said.code !== 0) throw new Error(`exit ${said.code}: ${said.stdout}${said.stderr}`);
    return `run:${basename(dirname(journals(tree).at(-1) as string))}`;
  };
  const candidate = (path: string): string[] => ["--candidate", `gated@path:${path}`];
  const beside = (path: string): string[] => [...candidate(path), "--baseline", `gated@path:${tree.at("builds/good")}`];
  const blamed = ({ changes }: Decision): unknown[] => [...new Set(changes.filter(({ gates }) => gates).map(({ blame }) => blame))];

  beforeAll(() => {
    tree = plantedTree(store, workloads);
    script("good", `exec ${node} "$@"`);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test.each(turnsOfToday(engines, 3))("in an engine, %s: the first line names %s, the runtime is blamed", async (plant, workload, first) => {
    const path = script(plant, `PLANT=${plant} exec ${node} --import PLANTS "$@"`);
    const decision = await gate(...beside(path), `workload=${workload},args`);
    expect({ first: decision.refusals[0], blamed: blamed(decision) }).toEqual({ first: expect.stringMatching(first), blamed: ["runtime"] });
  });

  test.each(turnsOfToday(compilers, 3))("a compiler that %s: the first line says how, the toolchain is blamed", async (plant, spoils, first) => {
    const asc = script(`asc-${plant}`, `case "$*" in *asc.js*) ${node} "$@" || exit; for out; do :; done; ${spoils}; exit 0;; esac\nexec ${node} "$@"`);
    const decision = await gate("--toolchain", `node@path:${asc}`, "workload=args");
    expect({ first: decision.refusals[0], blamed: blamed(decision) }).toEqual({ first: expect.stringMatching(first), blamed: ["toolchain"] });
  });

  test.each(turnsOfToday(ports, 3))("in the port of %s: refused against what was recorded, the workload is blamed", async (workload, right, wrong, first) => {
    const source = tree.at("workloads", workload, "assemblyscript/main.ts");
    const good = readFileSync(source, "utf8");
    const terms = `workload=${workload},args,fibonacci,stdin-echo`;
    const baseline = await record(terms);
    writeFileSync(source, good.replace(right, wrong));
    try {
      const decision = await gate(...candidate(tree.at("builds/good")), "--baseline", baseline, terms);
      expect({ first: decision.refusals[0], blamed: blamed(decision) }).toEqual({ first: expect.stringMatching(first), blamed: ["workload"] });
    } finally {
      writeFileSync(source, good);
    }
  });

  test.each(turnsOfToday(greetings, 3))("a port that %s: refused against what was recorded, the workload is blamed", async (_, source, first) => {
    const port = tree.at("workloads/hello/assemblyscript/main.ts");
    mkdirSync(dirname(port));
    try {
      writeFileSync(port, 'console.log("hello from a mini program");\n');
      const baseline = await record("workload=hello,args");
      writeFileSync(port, source);
      const decision = await gate(...candidate(tree.at("builds/good")), "--baseline", baseline, "workload=hello,args");
      expect({ first: decision.refusals[0], blamed: blamed(decision) }).toEqual({ first: expect.stringMatching(first), blamed: ["workload"] });
      expect(decision.refusals[0]).toMatch(/^hello\/line by assemblyscript/);
    } finally {
      rmSync(dirname(port), { recursive: true });
    }
  });

  test.each(turnsOfToday(keeps, 3))("a Keep that %s: refused against what was recorded, the Keep is blamed", async (_, spoils, first) => {
    layClip(tree);
    try {
      const terms = ["--profile", "deep", "workload=args"];
      const baseline = await record(...terms);
      layClip(tree, spoils);
      const decision = await gate(...candidate(tree.at("builds/good")), "--baseline", baseline, ...terms);
      expect({ first: decision.refusals[0], blamed: blamed(decision) }).toEqual({ first: expect.stringMatching(first), blamed: ["keep"] });
    } finally {
      rmSync(tree.at("harness/keeps/clip"), { recursive: true });
    }
  });

  test.each(turnsOfToday(sleepers, 3))("an engine that sleeps %s: refused for its wall time, the no-op's too", async (plant, text) => {
    const decision = await gate(...beside(script(plant, text)), "--bench", "--budget", "30", "workload=sort", "case=sort/small");
    expect(decision.refusals[0]).toMatch(/^(?:sort\/small|noop\/run),assemblyscript\S+ is (?:perhaps )?slower: .*wall time \+/);
    expect(decision.times?.map(({ subject }) => subject).sort()).toEqual(["noop/run,assemblyscript/asc.wasip1", "sort/small,assemblyscript/asc.wasip1"]);
    expect(decision.changes.filter(({ gates }) => gates)).toEqual([]);
  });

  test("every plant is one that plant.mjs knows", () => {
    for (const [plant] of engines) expect(isPlant(plant), plant).toBe(true);
  });
});
