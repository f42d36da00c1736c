import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { openStore, removeStore } from "../mini/tree.ts";
import type { Command, Held, Launcher } from "./launcher.ts";
import { openHostLauncher } from "./open.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-held-"));
const store = openStore();
let launcher: Launcher;
beforeAll(async () => {
  launcher = await openHostLauncher(store);
});
afterAll(async () => {
  await launcher.close();
  rmSync(folder, { recursive: true, force: true });
  removeStore(store);
});

let count = 0;
const hold = (script: string, limits: Command["limits"] = {}): { held: Held; out: () => string } => {
  const [stdout, stderr] = ["out", "err"].map((name) => join(folder, `${count++}.${name}`)) as [string, string];
  const command: Command = { argv: [process.execPath, "-e", script], env: {}, cwd: folder, stdin: "/dev/null", stdout, stderr, limits };
  return { held: launcher.hold?.(command) as Held, out: () => (existsSync(stdout) ? readFileSync(stdout, "utf8") : "") };
};
const untilSaid = async ({ out }: { readonly out: () => string }): Promise<void> => {
  while (!out().includes("\n")) await sleep(5);
};
const stays = `console.log("it runs"); setTimeout(() => {}, 600000)`;

describe.skipIf(process.platform !== "linux")("a command that is held", () => {
  test("runs, and has no limit of time or silence before its own begins", async () => {
    const own = hold(stays, { timeMs: 200, silenceMs: 200 });
    await untilSaid(own);
    await sleep(600);
    expect(await Promise.race([own.held.exit, Promise.resolve("still there")])).toBe("still there");
    own.held.go();
    const exit = await own.held.exit;
    expect(exit.limit).toMatch(/time|silence/);
    expect(exit.wallMs).toBeGreaterThanOrEqual(200);
  });

  test("has all other limits from its start", async () => {
    expect(await hold(`for (;;) require("fs").writeSync(1, Buffer.alloc(65536, 65))`, { outputBytes: 100_000 }).held.exit).toMatchObject({ limit: "output" });
  });

  test("may end before, by itself or by a signal: what comes later goes nowhere", async () => {
    const ended = hold("process.exit(4)").held;
    expect(await ended.exit).toMatchObject({ code: 4, limit: undefined });
    ended.go();
    ended.signal("SIGKILL");
    const killed = hold(stays);
    await untilSaid(killed);
    killed.held.signal("SIGKILL");
    expect(await killed.held.exit).toMatchObject({ signal: "SIGKILL", limit: undefined });
  });

  test("takes a signal that is sent at once, and its beginning as well", async () => {
    const { held } = hold(stays, { timeMs: 600_000 });
    held.go();
    held.signal("SIGKILL");
    expect(await held.exit).toMatchObject({ signal: "SIGKILL", limit: undefined });
  });

  test("is told where it cannot be started", async () => {
    const command = { argv: ["/absent"], env: {}, cwd: folder, stdin: "/dev/null", stdout: "/dev/null", stderr: "/dev/null", limits: {} };
    expect((await launcher.hold?.(command)?.exit)?.startError).toMatch(/^exec: No such file/);
    expect((await launcher.hold?.({ ...command, argv: ["/a\0b"] })?.exit)?.startError).toMatch(/NUL/);
  });
});
