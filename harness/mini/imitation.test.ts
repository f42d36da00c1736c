import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldRun, type RunRecord } from "../judge/fold.ts";
import { readJournal } from "../record/read.ts";
import { gatehouse } from "./cli.ts";
import { engineWords } from "./said.ts";
import { makeTree, openStore, removeStore, type Tree } from "./tree.ts";

const here = import.meta.dirname;
const guest = (name: string): string => readFileSync(join(here, "guests", `${name}.wat`), "utf8");

const all = Object.values(engineWords).join("");
const texts: Readonly<Record<string, string>> = { ...engineWords, all, glued: `no line end${all.trimEnd()}` };
const statuses = [0, 1, 2, 125, 134, 255];

const addWorkload = (tree: Tree, id: string, port: string, source: string, cases: string): void => {
  mkdirSync(tree.at("workloads", id, port), { recursive: true });
  writeFileSync(tree.at("workloads", id, port, "main.wat"), source);
  writeFileSync(tree.at("workloads", id, "workload.toml"), `id = "${id}"\ntitle = "${id}"\nkind = "probe"\nabout = "Imitates engines."\n${cases}`);
};

const streams = 'stdout = { match = "free" }, stderr = { match = "free" }';

// Each case expects what its guest does not do: were it taken for what it says, it would pass or blame an engine.
const caseOf = (id: string, input: string, exit: string): string =>
  `[[case]]\nid = "${id}"\nneeds = ["exit-code"${exit === '"trap"' ? ', "traps"' : ""}]\n${input}expect = { exit = ${exit}, ${streams} }\n`;

const layOut = (tree: Tree): void => {
  const project = join(here, "../..");
  for (const id of readdirSync(join(project, "harness/runtimes")))
    cpSync(join(project, "harness/runtimes", id), tree.at("harness/runtimes", id), { recursive: true });
  const cases = Object.entries(texts).flatMap(([name, text]) =>
    statuses.map((status) => {
      const bytes = Buffer.concat([Buffer.from([status]), Buffer.from(text)]);
      const file = `fixtures/${name}-${status}`.toLowerCase();
      mkdirSync(tree.at("workloads/imitates/fixtures"), { recursive: true });
      writeFileSync(tree.at("workloads/imitates", file), bytes);
      return caseOf(`${name}-${status}`.toLowerCase(), `stdin = { file = "${file}" }\n`, '"trap"');
    }),
  );
  addWorkload(tree, "imitates", "wat.wasip1", guest("imitates"), cases.join(""));
  const words = [...Buffer.from(all)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  for (const status of statuses) {
    const source = guest("imitates-component")
      .replaceAll("@SIZE@", String(Buffer.byteLength(all)))
      .replace("@WORDS@", words)
      .replaceAll("@STATUS@", String(status));
    addWorkload(tree, `imitates-${status}`, "wat.wasip2", source, caseOf("all", "", '"trap"'));
  }
  addWorkload(tree, "traps", "wat.wasip1", guest("traps"), caseOf("glued", "", '"trap"'));
  addWorkload(tree, "lacks", "wat.wasip1", guest("lacks"), caseOf("import", "", "0"));
};

// In each lane of this project that this machine has.
describe.skipIf(process.platform !== "linux")("guests that speak for engines", { timeout: 600_000 }, () => {
  const store = openStore();
  let tree: Tree;
  let record: RunRecord;
  let failures: readonly { readonly blame: string; readonly cells: readonly string[] }[];
  beforeAll(async () => {
    tree = makeTree([], store);
    layOut(tree);
    const { stdout, stderr } = await gatehouse(tree, ["run", "--json"], {}, 500_000);
    expect(stdout, stderr).not.toBe("");
    const { header, lines } = readJournal(JSON.parse(stdout).journal);
    failures = JSON.parse(stdout).failures;
    record = foldRun(header, lines);
  }, 520_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  const cellsOf = (start: string): RunRecord["cells"] => record.cells.filter(({ id, state }) => id.workload.startsWith(start) && state.is === "judged");

  test("are exits in every lane, whatever they say and exit with: none traps, lacks an import, is unsupported or could not be started", () => {
    const cells = cellsOf("imitates");
    expect(cells.length).toBeGreaterThanOrEqual(statuses.length * Object.keys(texts).length);
    const wrong = cells.filter(
      ({ state, observation }) => observation?.ending.how !== "exit" || state.is !== "judged" || state.verdict.is !== "fail" || state.verdict.cause !== "exit",
    );
    expect(wrong.map(({ text, state, observation }) => [text, state, observation?.ending])).toEqual([]);
  });

  test("put the blame on no engine, which all do what the guest asks for", () => {
    const blamed = failures.filter(({ blame, cells }) => blame === "runtime" && cells.some((cell) => cell.startsWith("imitates")));
    expect(failures.length).toBeGreaterThan(0);
    expect(blamed).toEqual([]);
  });

  test("that trap after a line without an end trap in every lane", () => {
    const cells = cellsOf("traps");
    expect(cells.length).toBeGreaterThan(0);
    for (const { text, observation, state } of cells)
      expect([observation?.ending.how, state], text).toEqual(["trap", { is: "judged", verdict: { is: "pass" } }]);
  });

  test("that import what no host has lack it in every lane", () => {
    for (const { text, observation } of cellsOf("lacks"))
      expect(observation?.ending, text).toMatchObject({ how: "missing-import", message: expect.stringContaining("no_such_call") });
  });
});
