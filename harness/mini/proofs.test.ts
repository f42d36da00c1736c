import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CapabilitySquare, CapabilityTable } from "../model/capabilities.ts";
import { gatehouse } from "./cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "./tree.ts";

const free = 'stdout = { match = "free" }, stderr = { match = "free" }';
const line = 'stdout = { match = "exact", text = "hello from a mini program\\n" }';

describe.skipIf(process.platform !== "linux")("a program that does nothing of what its case needs", () => {
  const store = openStore();
  let tree: Tree;

  const write = (expected: string): void =>
    writeFileSync(
      tree.at("workloads/idle/workload.toml"),
      `id = "idle"\ntitle = "Idle"\nkind = "probe"\nabout = "Says that all is well."\n[[case]]\nid = "all"\nneeds = ["udp", "dns"]\nargs = ["hello"]\nexpect = { exit = 0, ${expected} }\n`,
    );
  const square = async (capability: string): Promise<CapabilitySquare | undefined> => {
    const [table] = JSON.parse((await gatehouse(tree, ["capabilities", "--json"])).stdout) as CapabilityTable[];
    return table?.rows.find((row) => row.capability === capability)?.squares[table.languages.indexOf("wat")];
  };

  beforeAll(() => {
    tree = makeTree(["honest"], store);
    cpSync(tree.at("workloads/hello/wat.wasip1"), tree.at("workloads/idle/wat.wasip1"), { recursive: true });
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("is refused where the case demands nothing that could show it", async () => {
    write(free);
    for (const command of [["check", "workloads/idle"], ["run"]]) {
      const { code, stdout, stderr } = await gatehouse(tree, command);
      expect([code, stdout + stderr]).toEqual([2, expect.stringMatching(/workload\.toml.*nothing that case all expects could show udp/)]);
    }
  });

  test("is red where its lane claims nothing of it, and shows nothing", async () => {
    write(line);
    const { code, stdout } = await gatehouse(tree, ["run", "idle", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).failures).toMatchObject([{ cause: "unexpected-pass", detail: expect.stringContaining("does not claim udp, dns") }]);
    expect([await square("udp"), await square("dns")]).toEqual([{ is: "unknown" }, { is: "unknown" }]);
  });

  test("passes where the lane claims it, and its artifact, which lacks the imports, shows nothing still", async () => {
    write(line);
    const manifest = tree.at("harness/runtimes/fake-honest/runtime.toml");
    const before = readFileSync(manifest, "utf8");
    writeFileSync(manifest, before.replace('claims = ["args"', 'claims = ["udp", "dns", "args"'));
    try {
      const { code, stderr } = await gatehouse(tree, ["run"]);
      expect(code, stderr).toBe(0);
      expect([await square("udp"), await square("dns")]).toEqual([{ is: "unknown" }, { is: "unknown" }]);
      expect(await square("stdout")).toMatchObject({ is: "works" });
      expect((await gatehouse(tree, ["publish"])).code).toBe(0);
    } finally {
      writeFileSync(manifest, before);
    }
  });
});
