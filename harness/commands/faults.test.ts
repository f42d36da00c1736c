import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";

const main = join(import.meta.dirname, "../gatehouse.mjs");
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const linux = process.platform === "linux";
/** Whether this user may mount file systems of its own. */
const mounts = linux && spawnSync("sh", ["-c", "unshare -m true"]).status === 0;

describe.skipIf(!linux)("a fault of the machine", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;

  beforeAll(() => {
    tree = makeTree(["honest"], store);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  /** Runs the real command line in a shell, after `before`. */
  const shell = (before: string, words: string, own = store) => {
    const line = `${before}; exec ${quote(process.execPath)} ${quote(main)} -C ${quote(tree.root)} ${words}`;
    const { status, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8", env: { ...process.env, GATEHOUSE_STORE: own } });
    return { status, stderr, errors: stderr.split("\n").filter((text) => text.startsWith("error: ")) };
  };

  const isOneLine = ({ status, stderr, errors }: ReturnType<typeof shell>, code: string): void => {
    expect({ status, errors }).toEqual({ status: 3, errors: [expect.stringMatching(new RegExp(`\\[${code}\\]$`))] });
    expect(stderr).not.toMatch(/^\s+at |harness fault/m);
  };

  test("results that are no folder", () => {
    rmSync(tree.at("results"), { recursive: true, force: true });
    writeFileSync(tree.at("results"), "");
    isOneLine(shell("true", "run"), "machine/enotdir");
    rmSync(tree.at("results"));
  });

  test("a store that is no folder", () => isOneLine(shell("true", "run", tree.at("targets/wasip1.toml")), "machine/enotdir"));

  test("a full disk behind standard output", () => isOneLine(shell("exec >/dev/full", "doctor --json"), "machine/enospc"));

  test("too few descriptors, for this process or for one that it starts", () => {
    shell("true", "doctor");
    isOneLine(shell("ulimit -n 24", "run"), "(machine/emfile|launch/program)");
  });

  test("files that may not become large", () => {
    shell("true", "run");
    isOneLine(shell("ulimit -f 1", "run"), "machine/efbig");
  });

  test.runIf(mounts)("a store without room", () => {
    const full = tree.at("full");
    mkdirSync(full);
    const line = `mount -t tmpfs -o size=64k none ${quote(full)}; mkdir ${quote(full)}/tmp; head -c 64k /dev/zero >${quote(full)}/zeros 2>/dev/null; ${quote(process.execPath)} ${quote(main)} -C ${quote(tree.root)} run`;
    const { status, stderr } = spawnSync("sh", ["-c", `exec unshare -m sh -c ${quote(line)}`], {
      encoding: "utf8",
      env: { ...process.env, GATEHOUSE_STORE: full },
    });
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: expect.stringMatching(/^error: .*there is no space left .*\[machine\/enospc\]\n .*GATEHOUSE_STORE=.*\n$/),
    });
  });

  test.runIf(mounts)("a store that cannot be written", () => {
    const line = `mount --bind ${quote(store)} ${quote(store)}; mount -o remount,bind,ro ${quote(store)}; ${quote(process.execPath)} ${quote(main)} -C ${quote(tree.root)} run`;
    const { status, stderr } = spawnSync("sh", ["-c", `exec unshare -m sh -c ${quote(line)}`], {
      encoding: "utf8",
      env: { ...process.env, GATEHOUSE_STORE: store },
    });
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringMatching(/^error: .*the file system is read-only .*\[machine\/erofs\]\n/) });
  });

  test.each<[string, (path: string) => void, string]>([
    ["of more than a MiB", (path) => writeFileSync(path, `# ${"x".repeat(2 ** 20)}`), "manifest/too-large"],
    ["that never ends", (path) => symlinkSync("/dev/zero", path), "manifest/unreadable"],
    ["that waits for a writer", (path) => void spawnSync("sh", ["-c", `mkfifo ${quote(path)}`]), "manifest/unreadable"],
    ["with tables in tables", (path) => writeFileSync(path, `${"a.".repeat(200_000)}a = 1`), "manifest/too-deep"],
    ["with a huge string before its mistake", (path) => writeFileSync(path, `about = "${"x".repeat(500_000)}"\nnone = 1`), "manifest/schema"],
    ["with lists in lists", (path) => writeFileSync(path, `a = ${"[".repeat(200_000)}`), "manifest/syntax"],
  ])("of the user, a manifest %s, is one line too, before it is parsed or soon after", (_, write, code) => {
    const path = tree.at("languages/wat/language.toml");
    const own = readFileSync(path);
    renameSync(path, `${path}.own`);
    try {
      write(path);
      const { status, errors } = shell("true", "run --list");
      expect({ status, errors }).toEqual({ status: 2, errors: [expect.stringMatching(new RegExp(`^error: languages/wat/language\\.toml:.*\\[${code}\\]$`))] });
    } finally {
      renameSync(`${path}.own`, path);
    }
    expect(readFileSync(path)).toEqual(own);
  });
});
