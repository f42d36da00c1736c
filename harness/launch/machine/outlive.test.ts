import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "../../host/clock.ts";
import { qemusIn, whyNoTestBench } from "./machine.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-outlive-"));
const why = await whyNoTestBench();
const without = why === undefined ? "" : ` (skipped: ${why})`;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A harness of its own, with two machines at work: it says so, and then waits for them without end.
const script = `
  const { openTestBench } = await import(${JSON.stringify(join(import.meta.dirname, "machine.fixture.ts"))});
  const bench = await openTestBench(${JSON.stringify(folder)});
  await bench.run(["exit", "0"]);
  const running = [bench.run(["sleep"]), bench.run(["sleep"], {}, bench.open("warm"))];
  for (; bench.running().length < 2; ) await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(bench.scratch);
  await Promise.all(running);
`;

describe.skipIf(why !== undefined)(`a harness that ends while its machines run${without}`, { timeout: 300_000 }, () => {
  test.each(["SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s leaves no QEMU", async (name) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(child, "exit");
    const said = await Promise.race([once(child.stdout, "data"), exited]);
    const scratch = String(said[0]).trim();
    expect(scratch.startsWith(folder)).toBe(true);
    expect(qemusIn(scratch)).toHaveLength(2);
    child.kill(name);
    expect((await exited)[1]).toBe(name);
    while (qemusIn(scratch).length > 0) await sleep(50);
  });
});
