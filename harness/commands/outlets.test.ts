import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { gatehouse, journals, type Said } from "../mini/cli.ts";
import { makeTree, openStore, removeStore } from "../mini/tree.ts";
import { readJournal } from "../record/read.ts";

const store = openStore();
const tree = makeTree(["honest"], store);
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-outlets-"));
const [file, folder] = [join(scratch, "file"), join(scratch, "folder")];
writeFileSync(file, "");
mkdirSync(folder);
afterAll(() => {
  tree.remove();
  removeStore(store);
  rmSync(scratch, { recursive: true, force: true });
});

/** The command line, started by a shell's command line. */
const below = (shell: string, args: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const words = [process.execPath, join(import.meta.dirname, "../gatehouse.mjs"), "-C", tree.root, ...args];
    const env = { ...process.env, GATEHOUSE_STORE: store };
    execFile("sh", ["-c", `${shell} "$@"`, "sh", ...words], { env, timeout: 100_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code as number) : 0, stdout, stderr }),
    );
  });

const mounts = ((): boolean => {
  try {
    execFileSync("sh", ["-c", `unshare --mount mount -t tmpfs tmpfs ${folder}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** One line of message, with its place, and one of hint; no stack. */
const expectLine = ({ code, stderr }: Said, exitCode: number, message: RegExp): void => {
  const lines = stderr.trimEnd().split("\n");
  const at = lines.findIndex((line) => line.startsWith("error: "));
  expect([code, lines.length - at], stderr).toEqual([exitCode, 2]);
  expect(lines[at]).toMatch(message);
  expect(lines[at + 1]).toMatch(/^ {2}\S/);
};

describe("a command", { timeout: 120_000 }, () => {
  test("says that its folder is none", async () => {
    for (const root of [join(scratch, "absent"), file])
      expectLine(await gatehouse({ ...tree, root }, ["matrix"]), 2, /there is no folder .*\[usage\/no-folder\]$/);
  });

  test("says before it runs anything that a result cannot be written, below /proc too", async () => {
    const before = journals(tree);
    for (const [option, path] of [
      ["--junit", join(file, "run.xml")],
      ["--markdown", folder],
      ["--junit", "/proc/absent/run.xml"],
    ] as const)
      expectLine(await gatehouse(tree, ["run", option, path]), 2, new RegExp(`^error: ${path}: it cannot be written: .*\\[usage/output\\]$`));
    const gate = ["gate", "--candidate", "fake-honest@1.0.0", "--baseline", "fake-honest@1.0.0", "--junit", join(file, "gate.xml")];
    expectLine(await gatehouse(tree, gate), 2, /\[usage\/output\]$/);
    expect([journals(tree), readdirSync(folder)]).toEqual([before, []]);
  });

  test("says that results are read-only", async ({ skip }) => {
    if (!mounts) return skip("this machine mounts nothing");
    mkdirSync(tree.at("results"), { recursive: true });
    const said = await below(`unshare --mount sh -c 'mount -t tmpfs -o ro tmpfs ${tree.at("results")} && exec "$@"' sh`, ["run"]);
    expectLine(said, 3, /results\/runs: the file system is read-only \(mkdir\) \[machine\/erofs\]$/);
  });

  test("whose journal finds no room keeps the lines before, and says how to go on", async ({ skip }) => {
    if (!mounts) return skip("this machine mounts nothing");
    const runs = tree.at("results/runs");
    mkdirSync(runs, { recursive: true });
    const kept = join(scratch, "kept");
    const said = await below(`unshare --mount sh -c 'mount -t tmpfs -o size=16k tmpfs ${runs} && "$@"; code=$?; cp -r ${runs} ${kept}; exit $code' sh`, [
      "run",
    ]);
    expectLine(said, 3, /journal\.ndjson: the journal cannot be written: ENOSPC.*\[journal\/write\]$/);
    const [run] = readdirSync(kept);
    const { header, lines } = readJournal(join(kept, run ?? "", "journal.ndjson"));
    expect(lines.filter(({ kind }) => kind === "row").length).toBeLessThan(header.cells);
  });
});
