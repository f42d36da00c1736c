import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runTool } from "../host/tool.ts";
import { gatehouse, type Said } from "../mini/cli.ts";
import { nodeHost } from "../mini/node-host.ts";
import { node, uncontained } from "../mini/planted.ts";
import { makeTree, namePrograms, oneRelease, openStore, removeStore, type Tree } from "../mini/tree.ts";

const program = join(import.meta.dirname, "../gatehouse.mjs");
const plants = join(import.meta.dirname, "../mini/plant.mjs");

/** Commands in what was printed: to the end of the line, or of the quotation; what stands in capitals is for the reader to fill in. */
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/\.\/gatehouse [a-z][^`\n]*/g)].map(([line]) => line.trimEnd()).filter((line) => !/ [A-Z]{3,}/.test(line));

describe.skipIf(process.platform !== "linux")("every command that is printed works", () => {
  const store = openStore();
  let tree: Tree;
  const env = { ...uncontained, NO_COLOR: "1" };
  const tried = new Set<string>();

  const script = (name: string, text: string): void => {
    writeFileSync(tree.at(name), `#!/bin/sh\n${text}\n`);
    chmodSync(tree.at(name), 0o755);
  };
  const print = (...words: readonly string[]): Promise<Said> => gatehouse(tree, words, env);
  const shell = async (line: string): Promise<Pick<Said, "stdout" | "stderr"> & { readonly code: number | undefined }> => {
    const { exitCode, stdout, stderr } = await runTool(["sh", "-c", line], {
      env: { ...process.env, ...env, GATEHOUSE_STORE: store },
      timeoutMs: 100_000,
      cwd: tree.root,
    });
    return { code: exitCode, stdout, stderr };
  };
  /** Runs what was printed, and what that prints, until nothing new is printed. */
  const follow = async (said: Pick<Said, "stdout" | "stderr">): Promise<string[]> => {
    const found = commandsIn(`${said.stdout}\n${said.stderr}`);
    for (const line of found) {
      if (tried.has(line)) continue;
      tried.add(line);
      const own = await shell(line);

      expect({ line, fits: own.code === 0 || own.code === 1, errors: own.stderr.match(/^error: .*$/gm) ?? [] }, own.stderr).toEqual({
        ...{ line, fits: true, errors: [] },
      });
      await follow(own);
    }
    return found;
  };

  beforeAll(() => {
    tree = makeTree(["honest", "wrong-last-byte"], store);
    namePrograms(tree, ["honest", "wrong-last-byte"]);
    mkdirSync(tree.at("harness/runtimes/gated"));
    writeFileSync(tree.at("harness/runtimes/gated/runtime.toml"), nodeHost("gated"));
    writeFileSync(tree.at("harness/runtimes/gated/releases.toml"), oneRelease.replace('version = "1.0.0"\n', ""));
    cpSync(join(import.meta.dirname, "../runtimes/node-wasi/host.mjs"), tree.at("harness/runtimes/gated/host.mjs"));
    cpSync(plants, tree.at("plant.mjs"));
    const asked = `case "$1" in --version) exec ${node} "$@";; esac`;
    script("gatehouse", `exec ${node} ${program} -C ${tree.root} "$@"`);
    script("good engine", `exec ${node} "$@"`);
    script("bad", `${asked}\nPLANT=fd_write-shouts exec ${node} --import ${tree.at("plant.mjs")} "$@"`);
    script("compiler", `case "$*" in *assemble*) ${node} "$@" || exit; for out; do :; done; sed -i 's/mini/MINI/' "$out"; exit;; esac\nexec ${node} "$@"`);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("of a run, and of a red cell", { timeout: 240_000 }, async () => {
    const found = await follow(await print("run", "fake-*"));
    for (const word of ["run", "repro"]) expect(found.some((line) => line.startsWith(`./gatehouse ${word} `))).toBe(true);
    await follow(await print("show", "hello/line,fake-wrong-last-byte"));
    await follow(await print("doctor"));
    await follow(await print("releases"));
  });

  test("of a gate that refuses an engine by its path, on PATH or not; matrix shows its run", { timeout: 240_000 }, async () => {
    const said = await print("gate", "hello", "--candidate", `gated@path:${tree.at("bad")}`, "--baseline", `gated@path:${tree.at("good engine")}`);
    expect(said.code, said.stderr).toBe(1);
    expect(said.stderr).toMatch(/bad is a script that names its own folder/);
    expect((await print("matrix")).stdout).toContain(`gated@path:${tree.at("bad")}`);
    const found = await follow(said);
    expect(found.map((line) => line.split(" ")[1]).sort()).toEqual(["repro", "run"]);
    expect((await print("show", "hello/line,*bad*")).stdout).toMatch(/^fail \(stdout, blame: runtime\)$/m);
    await follow(await print("blame", `hello/line,wat/wasm-tools.wasip1,gated@path:${tree.at("bad")}/nil:host-x86_64`));
  });

  test("of a gate that refuses a compiler by its path", { timeout: 240_000 }, async () => {
    const said = await print("gate", "hello", "--toolchain", `node@path:${tree.at("compiler")}`);
    expect(said.stdout).toMatch(/now fail by stdout: .*"hello from a MINI.*blame: toolchain/);
    const found = await follow(said);
    expect(found.map((line) => line.split(" ")[1]).sort()).toContain("run");
    expect((await print("blame", "hello/line,wat/wasm-tools-candidate,gated")).stdout).toMatch(/^blame {2}toolchain$/m);
    await follow(await print("show", "hello/line,wat/wasm-tools-candidate,gated"));
  });
});
