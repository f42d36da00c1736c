import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "./digest.ts";
import { takeLock } from "./lock.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-lock-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fresh = (): string => join(scratch, randomName());

/** A process that takes a lock and keeps it until it is killed; `around` is a command that starts it. */
const holder = async (path: string, around: readonly string[] = []): Promise<{ readonly kill: () => Promise<void> } | undefined> => {
  const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
    takeLock(process.argv[1]); process.stdout.write("held"); setInterval(() => {}, 1000);`;
  const [program, ...args] = [...around, process.execPath, "--input-type=module", "-e", script, path];
  const child = spawn(program as string, args, { stdio: ["ignore", "pipe", "ignore"] });
  const held = await Promise.race([once(child.stdout, "data").then(() => true), once(child, "exit").then(() => false)]);
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return held ? { kill } : undefined;
};

describe("a lock", () => {
  test("is one process's until it gives it back; then its file is gone", () => {
    const path = fresh();
    const lock = takeLock(path);
    expect([lock !== undefined, takeLock(path), takeLock(path)]).toEqual([true, undefined, undefined]);
    lock?.release();
    expect(existsSync(path)).toBe(false);
    takeLock(path)?.release();
    expect(existsSync(path)).toBe(false);
  });

  test("of a process that was killed is free, though its file is there", async () => {
    const path = fresh();
    const other = await holder(path);
    expect(takeLock(path)).toBeUndefined();
    await other?.kill();
    expect(existsSync(path)).toBe(true);
    const lock = takeLock(path);
    expect(lock).toBeDefined();
    lock?.release();
  });

  test("of a process in namespaces of its own is seen", async ({ skip }) => {
    const path = fresh();
    const other = await holder(path, ["unshare", "--user", "--map-root-user", "--pid", "--net", "--fork", "--kill-child"]);
    if (!other) return skip("this machine gives no namespaces");
    expect(takeLock(path)).toBeUndefined();
    await other.kill();
  });

  test("says why it cannot be taken", () => {
    expect(() => takeLock(join(scratch, "no", "folder"))).toThrow(expect.objectContaining({ code: "ENOENT" }));
    const path = fresh();
    writeFileSync(path, "a file of somebody's, larger than nothing\n".repeat(100));
    expect(() => takeLock(path)).toThrow("file is not a database");
  });
});
