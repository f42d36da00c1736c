import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "./clock.ts";
import { takeStore, useStore } from "./in-use.ts";
import { runTool } from "./tool.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-in-use-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fresh = (): string => mkdtempSync(join(scratch, "store-"));

describe("a store", () => {
  test("is taken by nobody while somebody uses it, and by one at a time", async () => {
    const store = fresh();
    const [one, two] = [await useStore(store), await useStore(store)];
    expect(takeStore(store)).toBeUndefined();
    one.release();
    expect(takeStore(store)).toBeUndefined();
    two.release();
    const taken = takeStore(store);
    expect([taken === undefined, takeStore(store)]).toEqual([false, undefined]);
    taken?.release();
    expect(readdirSync(join(store, "in-use"))).toEqual([]);
  });

  test("is used by nobody while somebody removes, and then by all who waited", async () => {
    const store = fresh();
    const taken = takeStore(store);
    let used = false;
    const using = useStore(store).then((lock) => {
      used = true;
      return lock;
    });
    await sleep(300);
    expect(used).toBe(false);
    taken?.release();
    (await using).release();
  });

  test("is free after one who was killed: another process held the lock", async () => {
    const store = fresh();
    const program = `import { useStore } from ${JSON.stringify(join(import.meta.dirname, "in-use.ts"))}; await useStore(${JSON.stringify(store)}); process.kill(process.pid, "SIGKILL");`;
    await runTool([process.execPath, "--input-type=module", "-e", program], { cwd: store, env: process.env, timeoutMs: 60_000 });
    expect(readdirSync(join(store, "in-use"))).toHaveLength(1);
    takeStore(store)?.release();
    expect(readdirSync(join(store, "in-use"))).toEqual([]);
  });

  test("is not kept by a file that nobody locked", () => {
    const store = fresh();
    takeStore(store)?.release();
    writeFileSync(join(store, "in-use/left.lock"), "");
    expect(takeStore(store)).toBeDefined();
    expect(existsSync(join(store, "in-use/left.lock"))).toBe(false);
  });
});
