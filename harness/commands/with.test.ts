import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatehouse, journals, readOutcomes } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";

const store = openStore();
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-with-"));
let tree: Tree;

/** A workload like one of the tree, under another name, in a folder of somebody's own. */
const copyWorkload = (id: string, into: string): void => {
  cpSync(tree.at("workloads/hello"), join(into, id), { recursive: true });
  const manifest = join(into, id, "workload.toml");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"hello"', JSON.stringify(id)));
};

beforeAll(() => {
  tree = makeTree(["honest"], store);
  copyWorkload("greeting", join(scratch, "workloads"));
});
afterAll(() => {
  tree.remove();
  rmSync(scratch, { recursive: true, force: true });
  removeStore(store);
});

describe.skipIf(process.platform !== "linux")("--with", () => {
  test("runs what a folder has beside the catalog's, and records it in the project", async () => {
    const { code, stderr } = await gatehouse(tree, ["run", "--with", join(scratch, "workloads"), "greeting"]);
    expect(code, stderr).toBe(0);
    const [lane = {}] = Object.values(readOutcomes(journals(tree).at(-1) ?? ""));
    expect(lane["greeting/line"]).toBe("pass");
    expect(existsSync(join(scratch, "results"))).toBe(false);
  });

  test("stands for one command only: without it nobody knows the workload", async () => {
    const { code, stderr } = await gatehouse(tree, ["run", "workload=greeting"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("greeting")]);
  });

  test("checks the folder's own things by their paths", async () => {
    const path = join(scratch, "workloads/greeting");
    const { code, stdout, stderr } = await gatehouse(tree, ["check", "--with", join(scratch, "workloads"), path, "--json"]);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "accepted", subjects: [{ kind: "workload", folder: path }] });
  });

  test.each([
    ["a folder that is not there", "gone", /project\/no-folder/],
    ["a folder with nothing for a catalog", "nothing", /project\/nothing/],
  ])("refuses %s", async (_, name, message) => {
    mkdirSync(join(scratch, "nothing"), { recursive: true });
    const { code, stderr } = await gatehouse(tree, ["run", "--list", "--with", join(scratch, name)]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test("refuses what is there already, and says how to replace it", async () => {
    copyWorkload("hello", join(scratch, "again"));
    const { code, stderr } = await gatehouse(tree, ["run", "--list", "--with", join(scratch, "again")]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/workloads\/hello is there already[\s\S]*replaces = \["workloads\/hello"\]/)]);
  });
});

test("a project that is not there is an error, and is not made", async () => {
  const gone = join(scratch, "no-project");
  const { code, stderr } = await gatehouse({ ...tree, root: gone }, ["matrix"]);
  expect([code, stderr, existsSync(gone)]).toEqual([2, expect.stringContaining(`there is no folder ${gone}`), false]);
});
