import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { gatehouse, journals, start } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";

/** Runs a command line on a terminal; it is part of util-linux. */
const onTerminal = "script";
const hasTerminal = spawnSync(onTerminal, ["--version"]).status === 0;

describe.skipIf(process.platform !== "linux")("a run that has not come to its end", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;

  // Each test has a tree of its own: it looks at the newest run there.
  beforeEach(() => {
    tree = makeTree(["honest", "hangs"], store);
  });
  afterEach(() => tree.remove());
  afterAll(() => removeStore(store));

  /** The result of `matrix` once the run has its plan. */
  const matrix = async (...words: string[]): Promise<{ text: string; json: Record<string, unknown> }> => {
    while (journals(tree).length === 0) await sleep(20);
    return { text: (await gatehouse(tree, ["matrix", ...words])).stdout, json: JSON.parse((await gatehouse(tree, ["matrix", "--json", ...words])).stdout) };
  };

  test("is running, then interrupted, and what it says goes on with it", async () => {
    const { child, said } = start(tree, ["run", "workload=hello,echo", "--jobs", "1"]);
    while (journals(tree).length === 0) await sleep(20);
    await sleep(300);
    // However slow this machine is, the run is under way while it is looked at.
    child.kill("SIGSTOP");
    const during = await matrix();
    expect(during.text).toMatch(/^\d+ cells: .*to go.* \(the run is under way\)$/m);
    expect(during.text).not.toMatch(/lost|blame: harness|--resume/);
    expect(during.json).toMatchObject({ running: true, complete: false });
    expect((await gatehouse(tree, ["show", "echo/bytes,wat,fake-hangs"])).stdout).toMatch(/^to go: the run is under way$/m);
    child.kill("SIGCONT");
    child.kill("SIGINT");
    expect((await said).code).toBe(130);
    const after = await matrix();
    expect(after.text).toMatch(/to go.* \(the run did not come to its end\)$/m);
    expect(after.text).not.toMatch(/lost|blame: harness/);
    expect(after.json["running"]).toBeUndefined();
    const words = /^go on with it: \.\/gatehouse (.*)$/m.exec(after.text)?.[1] ?? "";
    expect(words).toBe("run --resume workload=hello,echo");
    const whole = await gatehouse(tree, words.split(" "));
    expect(whole.stdout).not.toMatch(/to go|did not come/);
    expect(journals(tree)).toHaveLength(1);
  });

  test.runIf(hasTerminal)("moves a line on a terminal, and none under NO_COLOR or without one", async () => {
    const inTerminal = (env: NodeJS.ProcessEnv): string => {
      const { NO_COLOR: _, ...inherited } = process.env;
      const words = [process.execPath, `${import.meta.dirname}/../gatehouse.mjs`, "-C", tree.root, "run", "workload=hello", "runtime=fake-honest"];
      const line = words.map((word) => `'${word}'`).join(" ");
      return spawnSync(onTerminal, ["-qec", line, "/dev/null"], { env: { ...inherited, TERM: "xterm", GATEHOUSE_STORE: store, ...env }, encoding: "utf8" })
        .stdout;
    };
    expect(inTerminal({})).toContain("\r\u001b[K");
    const plain = inTerminal({ NO_COLOR: "1" });
    expect(plain).toMatch(/cells: \d+ passed/);
    expect(plain).not.toContain("\u001b");
    expect((await gatehouse(tree, ["run", "workload=hello", "runtime=fake-honest"])).stderr).not.toMatch(/[\r\u001b]/);
  });
});
