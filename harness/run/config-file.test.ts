import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatehouse, journals, readOutcomes } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";

// An engine that gets its guest's arguments from a file alone.
const configured = `import { readFileSync } from "node:fs";
const [config, wasm] = process.argv.slice(2);
if (!config.startsWith("--version")) {
  const { args } = JSON.parse(readFileSync(config.slice("--config=".length), "utf8"));
  process.argv.splice(2, 2, "--trait=honest", wasm, ...args);
} else process.argv.splice(2, 1, "--trait=honest", "--version");
await import("./engine.mjs");
`;
const script = `export default ({ args, directories, sockets }) => {
  if (directories.length + sockets.length > 0) throw new Error("args.json knows neither directories nor sockets");
  return JSON.stringify({ args }) + "\\n";
};
`;

describe.skipIf(process.platform !== "linux")("a runtime that takes a config file", () => {
  const store = openStore();
  const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
  let tree: Tree;

  beforeAll(async () => {
    tree = makeTree(["honest"], store);
    const folder = "harness/runtimes/fake-configured";
    const honest = tree.at("harness/runtimes/fake-honest/runtime.toml");
    // An engine is a program that anybody can have: the Node of PATH, not a link in the manifest's folder.
    writeFileSync(honest, readFileSync(honest, "utf8").replaceAll("{manifest}/node", "{bin.node}"));
    cpSync(tree.at("harness/runtimes/fake-honest"), tree.at(folder), { recursive: true });
    const own = readFileSync(tree.at(folder, "runtime.toml"), "utf8")
      .replaceAll("fake-honest", "fake-configured")
      .replaceAll("engine.mjs", "configured.mjs")
      .replaceAll('"--trait=honest", ', "")
      .replace('"{directories}", "{wasm}", "{args}"]', '"--config={config}", "{wasm}"]\nconfig-file = { script = "config.mjs", name = "args.json" }')
      .replace(/^(directory|process-env) = .*\n/gm, "")
      .replace(
        /^claims = .*$/m,
        'claims = ["args", "exit-status", "exit-code", "stdin", "stdout", "stderr", "traps"]\ninexpressible = [{ capability = "files.write", why = "args.json has no word for a directory" }]',
      );
    writeFileSync(tree.at(folder, "runtime.toml"), own);
    writeFileSync(tree.at(folder, "configured.mjs"), configured);
    writeFileSync(tree.at(folder, "config.mjs"), script);
    const said = await gatehouse(tree, ["run"]);
    expect({ code: said.code, stdout: said.stdout }).toEqual({ code: 0, stdout: expect.any(String) });
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  test("gives each guest what its script wrote", () => {
    const outcomes = readOutcomes(journals(tree)[0] as string);
    const lane = Object.keys(outcomes).find((name) => name.startsWith("fake-configured@")) as string;
    expect(outcomes[lane]).toMatchObject({ "hello/line": "pass", "echo/bytes": "pass", "must-trap/trap": "pass" });
  });

  test("has the file in the folder of a cell, and the folder's command names it", async () => {
    const folder = join(elsewhere, "own");
    expect(await gatehouse(tree, ["repro", "hello/line,wat,fake-configured", "--out", folder])).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(folder, "config/args.json"), "utf8"))).toEqual({ args: expect.any(Array) });
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    expect(readme).toContain("config/args.json");
    const env = { PATH: "/usr/bin:/bin", NODE: process.execPath };
    const { status, stdout } = spawnSync("/bin/sh", [join(folder, "run.sh")], { cwd: "/", env, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("The contract holds.") });
    const other = join(elsewhere, "other");
    expect(await gatehouse(tree, ["repro", "hello/line,wat,fake-honest", "--out", other])).toMatchObject({ code: 0 });
    expect(existsSync(join(other, "config"))).toBe(false);
  });

  test("`config` prints it for cells of any runtime, as long as one is meant", async () => {
    const only = await gatehouse(tree, ["config", "hello/line,wat,fake-honest"]);
    expect(only).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{"args":\[.*\]\}\n$/) });
    const told = await gatehouse(tree, ["config", "hello/line,wat,fake-honest", "--json"]);
    expect(JSON.parse(told.stdout)).toMatchObject({ runtime: "fake-configured", name: "args.json", programs: [{ role: "main", config: only.stdout }] });
    const none = await gatehouse(tree, ["config", "hello/line,wat,fake-honest", "--runtime", "fake-honest"]);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("those that take a file are: fake-configured") });

    cpSync(join(import.meta.dirname, "../runtimes/enarx"), tree.at("harness/runtimes/enarx"), { recursive: true });
    const two = await gatehouse(tree, ["config", "hello/line,wat,fake-honest"]);
    expect(two).toMatchObject({ code: 2, stderr: expect.stringContaining("not clear which runtime") });
    expect(await gatehouse(tree, ["config", "hello/line,wat,fake-configured"])).toMatchObject({ code: 0, stdout: only.stdout });
    const enarx = await gatehouse(tree, ["config", "hello/line,wat,fake-honest", "--runtime", "enarx"]);
    expect(parse(enarx.stdout)).toMatchObject({ args: ["main.wasm", ...JSON.parse(only.stdout).args], files: [{ kind: "stdin" }, {}, {}] });
    rmSync(tree.at("harness/runtimes/enarx"), { recursive: true });
  });

  test("what the file cannot say is an error with the script's own words", async () => {
    const said = await gatehouse(tree, ["config", "note/file,wat,fake-honest"]);
    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining("args.json knows neither directories nor sockets") });
  });

  test("a script that is not its own is refused before anything runs", async () => {
    const file = tree.at("harness/runtimes/fake-configured/runtime.toml");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace('"config.mjs"', '"gone.mjs"'));
    const said = await gatehouse(tree, ["run"]);
    writeFileSync(file, before);
    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining('"gone.mjs" is not there') });
  });
});
