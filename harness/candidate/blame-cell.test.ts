import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { architecture } from "../host/machine.ts";
import { gatehouse } from "../mini/cli.ts";
import { laneOf, type Trait } from "../mini/traits.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { CellBlame } from "../model/cell-view.ts";
import { parseCell } from "../model/ids.ts";
import { askedFor } from "./blame-cell.ts";

const traits: readonly Trait[] = ["honest", "wrong-last-byte", "leaves-files"];
const cell = (workload: string, trait: Trait): string => `${workload},wat/wasm-tools.wasip1,${laneOf(trait, architecture())}`;

describe.skipIf(process.platform !== "linux")("gatehouse blame", () => {
  const store = openStore();
  let tree: Tree;
  const blame = async (...words: string[]): Promise<{ code: number | null; told: CellBlame; stderr: string }> => {
    const { code, stdout, stderr } = await gatehouse(tree, ["blame", "--json", ...words]);
    return { code, told: stdout ? JSON.parse(stdout) : undefined, stderr };
  };

  beforeAll(() => {
    tree = makeTree(traits, store);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("runs the siblings of a cell and names the runtime that fails where others pass", async () => {
    const { code, told } = await blame(cell("hello/line", "wrong-last-byte"));
    expect({ code, on: told.blame?.on }).toEqual({ code: 0, on: "runtime" });
    expect(told.siblings).toContainEqual({ cell: cell("hello/line", "honest"), state: { is: "judged", verdict: { is: "pass" } } });
    expect(told.siblings.map(({ cell: text }) => parseCell(text).workload)).not.toContain("must-trap");
  });

  test("says that a cell passes, and blames nobody", async () => {
    const { code, told } = await blame(cell("hello/line", "honest"));
    expect({ code, blame: told.blame, state: told.state }).toEqual({ code: 0, blame: undefined, state: { is: "judged", verdict: { is: "pass" } } });
    expect((await gatehouse(tree, ["blame", cell("hello/line", "honest")])).stdout).toContain("nobody is to blame");
  });

  test("takes a cell in short from the run that had it, and tells by what else needs the same what that run could not", async () => {
    const source = tree.at("workloads/hello/wat.wasip1/main.wat");
    const good = readFileSync(source, "utf8");
    writeFileSync(source, good.replace("hello from", "holla from"));
    try {
      const said = await gatehouse(tree, ["run", "hello", "runtime=fake-honest", "--json"]);
      expect(JSON.parse(said.stdout).failures).toEqual([expect.objectContaining({ blame: "undetermined" })]);
      const { code, told } = await blame("hello/line,fake-honest");
      expect({ code, blame: told.blame }).toMatchObject({ code: 0, blame: { on: "workload" } });
    } finally {
      writeFileSync(source, good);
    }
  });

  test.each([
    [`hello/line,wat/wasm-tools-candidate.wasip1,${laneOf("honest", "x86_64")}`, /which compiler/],
    ["hello/line,wat/wasm-tools.wasip1,fake-honest@path:/nowhere/engine/nil:host-x86_64", /nothing fits|cannot be run here/],
    ["nothing,at,all", /no cell|there is no run/],
  ])("%s is an error of the caller", async (words, message) => {
    const { code, stderr } = await blame(words);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });

  test("asks for the same artifact elsewhere, for the same case by others here, and for what else needs the same", async () => {
    const lane = laneOf("honest", "x86_64");
    const terms = askedFor(parseCell(`hello/line,wat/wasm-tools.wasip1,${lane}`), await loadCatalog(tree.root));
    expect(terms.slice(0, 2)).toEqual(["hello/line,wat/wasm-tools.wasip1,*", `hello/line,*.wasip1,${lane}`]);
    for (const term of terms.slice(2)) expect(parseCell(term)).toMatchObject({ language: "wat", target: "wasip1" });
  });
});
