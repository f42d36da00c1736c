import { chmodSync, existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { gatehouse, journals, processesOf, readOutcomes } from "./cli.ts";
import { golden, laneOf } from "./traits.ts";
import { makeTree, openStore, removeStore } from "./tree.ts";

describe.skipIf(process.platform !== "linux")("a command that does not come to its end", () => {
  const store = openStore();
  const tree = makeTree(["honest"], store);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });
  const only = ["run", "workload=hello"];

  test("since its launcher program stays: that is named and ended, and the exit code is 3; its rows are kept", async () => {
    expect((await gatehouse(tree, only)).code).toBe(0);
    const folder = readdirSync(join(store, "launch")).map((name) => join(store, "launch", name))[0] as string;
    const program = join(folder, "program");
    renameSync(program, join(folder, "real"));
    // The real one, which stays when it is told to end.
    writeFileSync(program, `#!/bin/sh\n'${folder}/real' "$@"\nexec /bin/sleep 600\n`);
    chmodSync(program, 0o755);
    try {
      const { code, stderr } = await gatehouse(tree, only);
      expect(stderr).toMatch(/error: the session did not close within 10 s: it waits for the launcher program \[host\/waits\]\n {2}\S/);
      expect(code).toBe(3);
    } finally {
      renameSync(join(folder, "real"), program);
    }
    const outcomes = readOutcomes(journals(tree).at(-1) as string);
    expect(outcomes[laneOf("honest", process.arch === "x64" ? "x86_64" : "aarch64")]).toMatchObject({ "hello/line": golden.honest["hello/line"] });
    expect(processesOf(tree)).toEqual([]);
  });

  test("since something in it goes on: that is named, and the exit code is 3", async () => {
    const keeper = tree.at("keeper.mjs");
    writeFileSync(keeper, "if (process.argv[1]?.endsWith('gatehouse.mjs')) setInterval(() => {}, 1000);\n");
    const { code, stdout, stderr } = await gatehouse(tree, ["releases"], { NODE_OPTIONS: `--import=${keeper}` });
    expect(stdout).toContain("nothing is published yet");
    expect(stderr).toMatch(/error: the command did not close within 10 s: it waits for \S.*Timeout/);
    expect(code).toBe(3);
    expect(existsSync(keeper)).toBe(true);
  });
});
