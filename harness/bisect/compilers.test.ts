import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, type Said } from "../mini/cli.ts";
import { node, uncontained } from "../mini/planted.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Bisected } from "../model/generated/bisect.ts";
import type { Package } from "../model/generated/package.ts";
import { makeHistory } from "./bisect.fixture.ts";
import { findCompilers } from "./compilers.ts";
import type { Subject } from "./subject.ts";

const cell = "hello/line,wat,fake-honest";

/** Compilers that nobody has published: the assembler, and what becomes of its output. The programs by which a lane is trusted stay as they are. */
const spoils = {
  one: "",
  two: "exit 0",
  wrong: 'sed -i s/hello/hullo/ "$out"',
  refuses: 'if grep -q hello "$out"; then rm "$out"; echo "nobody knows" >&2; exit 1; fi',
} as const;

describe.skipIf(process.platform !== "linux")("gatehouse bisect --toolchain", { timeout: 240_000 }, () => {
  const store = openStore();
  let tree: Tree;

  beforeAll(() => {
    tree = makeHistory(["wrong-last-byte", "honest"], store);
    mkdirSync(tree.at("builds"));
    for (const [name, spoil] of Object.entries(spoils)) {
      const assemble = `case "$1" in *assemble.mjs) ;; *) exec ${node} "$@";; esac\n${node} "$@" || exit 1\nfor out; do :; done\n${spoil}`;
      writeFileSync(tree.at("builds", name), `#!/bin/sh\n${assemble}\n`);
      chmodSync(tree.at("builds", name), 0o755);
    }
  });

  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  const path = (name: string): string => `path:${tree.at("builds", name)}`;
  const bisect = async (versions: readonly string[], ...words: readonly string[]): Promise<{ said: Said; told: Bisected; answers: string[] }> => {
    const said = await gatehouse(tree, ["bisect", cell, "--toolchain", "node", "--versions", versions.join(), "--json", ...words], uncontained);
    const told: Bisected = JSON.parse(said.stdout);
    if (said.code !== 2) expect(mismatch("output", { bisect: told }), said.stdout.slice(0, 300)).toBeUndefined();
    return { said, told, answers: said.code === 2 ? [] : told.entries.map(({ answer }) => answer?.is ?? "-") };
  };

  test("names the first bad version, in the current release, and skips what cannot be had", async () => {
    const versions = ["one", "absent", "two", "wrong"].map(path);
    const { said, told, answers } = await bisect(versions, "--all");
    expect([said.code, answers]).toEqual([0, ["pass", "untestable", "pass", "fail"]]);
    expect(told).toMatchObject({ release: "1.1.0", toolchain: { id: "wat/wasm-tools", package: "node" } });
    expect(told.turns).toEqual([{ before: path("two"), after: path("wrong"), skipped: [] }]);
    expect(told.entries[1]?.answer?.why).toContain("not there");
    expect(told.entries[0]?.answer?.reports).toMatch(/^\d/);
    const text = await gatehouse(tree, ["bisect", cell, "--toolchain", "node", "--versions", versions.join()], { ...uncontained, NO_COLOR: "1" });
    expect(text.stdout).toContain(`node ${path("wrong")} is the first bad version: ${path("two")} passes, ${path("wrong")} fails\n`);
  });

  test("a compiler that refuses a program is bad; the ends are those that are named", async () => {
    const { told, answers } = await bisect(["wrong", "one", "refuses"].map(path), "--good", path("one"));
    expect(answers).toEqual(["pass", "fail"]);
    expect(told.entries[1]?.answer?.why).toMatch(/^build: /);
  });

  test.each<[string[], string[], string]>([
    [["one"], [], "bisect/too-few"],
    [["one", "two"], ["--bad", "3.0.0"], "bisect/release"],
  ])("%j %j is an error that names what to do", async (names, words, code) => {
    const { said } = await bisect(names.map(path), ...words);
    expect([said.code, said.stdout]).toEqual([2, expect.stringContaining(code)]);
  });

  test("what the toolchain does not have, and versions of nothing, are errors too", async () => {
    const ask = async (...words: readonly string[]): Promise<string> => (await gatehouse(tree, ["bisect", cell, "--json", ...words])).stdout;
    expect(await ask("--toolchain", "zig")).toContain("bisect/toolchain");
    expect(await ask("--versions", "1.0.0,2.0.0")).toContain("usage/versions");
  });
});

describe("versions of a package", () => {
  const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
  const spec: Package = { from: "pypi", name: "tool", version: "1.10.0", digests: [digest("a")], others: [{ version: "1.9.0", digests: [digest("b")] }] };
  const toolchain = { title: "tool", packages: ["tool"], version: ["tool"], target: {} };
  const placed = { folder: "/", manifest: { id: "made", name: "Made", tier: 1, package: { tool: spec }, toolchain: { tool: toolchain } } };
  const session = { catalog: { languages: new Map([["made", placed]]) }, provisioner: {} };
  const subject = { route: { language: "made", toolchain: "tool", target: "wasip1" } };
  const find = (versions: readonly string[]) =>
    findCompilers(session as unknown as Parameters<typeof findCompilers>[0], subject as unknown as Subject, "tool", versions);

  test("are those of the manifest, in order, where none are named; programs on disk come last, as they are named", () => {
    expect(find([]).versions).toEqual(["1.9.0", "1.10.0"]);
    expect(find(["path:/b", "2.0.0", "path:/a", "1.0.0", "2.0.0"]).versions).toEqual(["1.0.0", "2.0.0", "path:/b", "path:/a"]);
  });
});
