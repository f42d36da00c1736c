import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatehouse } from "../mini/cli.ts";
import { addDialogue, serving } from "../mini/serving.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";

/** By trait of server.mjs: how its script ends, and what it says. */
const golden: readonly (readonly [trait: string, code: number, says: RegExp])[] = [
  ["honest", 0, /^The contract holds\.$/m],
  ["early-tells", 0, /^The contract holds\.$/m],
  ["byte-short", 1, /^FAIL {2}step 4: recv a: connection closed after 5 of 6 bytes$/m],
  ["byte-wrong", 1, /^FAIL {2}step 4: recv a: byte 5 differs: /m],
  ["byte-more", 1, /^FAIL {2}step 9: end a, b: 1 bytes that no step expects/m],
  ["resets", 1, /^FAIL {2}step 4: recv a: ConnectionResetError/m],
  ["silent", 1, /^FAIL {2}step 4: recv a: nothing came in time$/m],
  ["one-client", 1, /^FAIL {2}step 5: connect b: ConnectionRefusedError/m],
  ["stays", 1, /^FAIL {2}step 10: wait main: main did not end in time$/m],
  ["exits", 1, /^FAIL {2}main: ending: exit \(code 3\), expected: 0$/m],
  ["talks", 1, /^FAIL {2}main: stdout: 7 bytes, not as in expected\/main\/stdout$/m],
];

describe.skipIf(process.platform !== "linux")("a dialogue as a folder", () => {
  const store = openStore();
  const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
  let tree: Tree;

  const write = async (cell: string, name: string): Promise<string> => {
    const out = join(elsewhere, name);
    const { code, stderr } = await gatehouse(tree, ["repro", cell, "--out", out]);
    expect(code, stderr).toBe(0);
    return out;
  };
  const run = (folder: string): { code: number | null; text: string; stderr: string } => {
    const env = { PATH: "/usr/bin:/bin", NODE: process.execPath, TALK_HOST: `127.${10 + (process.pid % 200)}.77.1` };
    const { status, stdout, stderr } = spawnSync("/bin/sh", [join(folder, "run.sh")], { cwd: "/", env, encoding: "utf8", timeout: 100_000 });
    return { code: status, text: stdout, stderr };
  };

  beforeAll(async () => {
    const traits = golden.map(([trait]) => trait);
    tree = serving(store, traits);
    addDialogue(tree, "pipe");
    for (const trait of traits) {
      const file = tree.at(`harness/runtimes/serve-${trait}/runtime.toml`);
      writeFileSync(
        file,
        readFileSync(file, "utf8")
          .replace('"{manifest}/node", "--disable', '"{bin.node}", "--disable')
          .replace(/^process-env.*\n/m, ""),
      );
    }
    expect((await gatehouse(tree, ["run", "workload=talk,pipe"])).code).toBe(1);
  }, 120_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  test.each(golden)("%s: far from the project its script ends with %i, as the run saw it", async (trait, code, says) => {
    const folder = await write(`talk/two,serve-${trait}`, trait);
    const moved = join(elsewhere, `moved ${trait}`);
    cpSync(folder, moved, { recursive: true });
    rmSync(folder, { recursive: true });
    const said = run(moved);
    expect(said, said.text).toMatchObject({ code, stderr: "", text: expect.stringMatching(says) });
    if (code === 1) expect(said.text).toContain("That is what the run saw too.");
    expect(spawnSync("grep", ["-rl", "-e", tree.root, "-e", store, moved]).stdout.toString()).toBe("");
    expect(readFileSync(join(moved, "issue.md"), "utf8")).toContain("    4. recv a\n");
  });

  test.each([
    ["closed-early", 0],
    ["mebibyte", 0],
    ["more-than-asked", 1],
    ["killed", 0],
  ])("pipes, %s: its script ends with %i", async (name, code) => {
    const said = run(await write(`pipe/${name},serve-honest`, name));
    expect(said, said.text).toMatchObject({ code, stderr: "" });
  });
});
