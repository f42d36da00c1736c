import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { gatehouse } from "../mini/cli.ts";
import { makeTree, openStore, removeStore } from "../mini/tree.ts";

const file = "results/expectations/proposed.toml";

describe("known failures", () => {
  const store = openStore();
  afterAll(() => removeStore(store));

  test("proposals have no reason, are refused until they have one, excuse what they name, and turn red when it passes", async () => {
    const tree = makeTree(["honest", "wrong-last-byte"], store);
    try {
      expect((await gatehouse(tree, ["run"])).code).toBe(1);
      const proposed = await gatehouse(tree, ["expect", "--update"]);
      expect(proposed.code).toBe(1);
      const text = readFileSync(tree.at(file), "utf8");
      expect(text).toMatch(/cells = ".*fake-wrong-last-byte@.*"/);
      expect(text).not.toMatch(/fake-honest/);
      for (const command of [["run"], ["matrix"], ["check", "results/expectations"]]) {
        const refused = await gatehouse(tree, command);
        expect(refused.code, command.join()).toBe(2);
        expect(refused.stdout + refused.stderr).toMatch(/proposed\.toml:\d+:\d+: \/expectation\/0\/reason/);
      }
      writeFileSync(tree.at(file), text.replaceAll('reason = ""', 'reason = "the fake changes its last byte"'));
      const excused = await gatehouse(tree, ["matrix"]);
      expect(excused.code, excused.stderr + excused.stdout).toBe(0);
      expect(excused.stdout).toMatch(/known to fail/);
      expect(await gatehouse(tree, ["expect"])).toMatchObject({ code: 0 });
      // Somebody mends the engine: what was known is not true any more.
      const manifest = tree.at("harness/runtimes/fake-wrong-last-byte/runtime.toml");
      writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll("--trait=wrong-last-byte", "--trait=honest"));
      const surprised = await gatehouse(tree, ["run", "--json"]);
      expect(surprised.code).toBe(1);
      expect(JSON.parse(surprised.stdout).totals).toMatchObject({ known: 0, failed: 0 });
      expect(JSON.parse(surprised.stdout).totals.surprising).toBeGreaterThan(0);
    } finally {
      tree.remove();
    }
  });

  test("a known flake is tried again and told apart; a steady failure stays one", async () => {
    const tree = makeTree(["honest", "wrong-last-byte"], store);
    try {
      mkdirSync(tree.at("results/expectations"), { recursive: true });
      const flaky = '[[flaky]]\ncells = "*/*,*,fake-wrong-last-byte@*"\nreason = "said to flake, but it always fails"\nuntil = "2099-01-01"\n';
      writeFileSync(tree.at("results/expectations/flaky.toml"), flaky);
      const said = await gatehouse(tree, ["run", "--json"]);
      expect(said.code).toBe(1);
      expect(JSON.parse(said.stdout).totals).toMatchObject({ flaky: 0, known: 0 });
      expect(JSON.parse(said.stdout).totals.failed + JSON.parse(said.stdout).totals.untrusted).toBeGreaterThan(0);
    } finally {
      tree.remove();
    }
  });

  test("what passes when it is tried again is flaky, and not red", async () => {
    const tree = makeTree(["flakes"], store);
    try {
      // The engine counts its trials: hello fails in the first, and passes in the second.
      mkdirSync(tree.at("results/expectations"), { recursive: true });
      const flaky = '[[flaky]]\ncells = "hello/*,*,fake-flakes@*"\nreason = "fails by a seed of its own"\nuntil = "2099-01-01"\n';
      writeFileSync(tree.at("results/expectations/flaky.toml"), flaky);
      const said = await gatehouse(tree, ["run", "hello", "--json"], { GATEHOUSE_LAUNCHER: "uncontained" });
      expect(JSON.parse(said.stdout).totals).toMatchObject({ flaky: 1, failed: 0 });
      expect(said.code).toBe(0);
    } finally {
      tree.remove();
    }
  });
});
