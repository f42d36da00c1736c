import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { closeInTime } from "../host/waits.ts";
import { holding, slowToHold } from "../mini/launchers.ts";
import { openStore, removeStore } from "../mini/tree.ts";
import type { Command, Exit, Launcher } from "./launcher.ts";
import { openHostLauncher } from "./open.ts";
import { StandbyLauncher } from "./standby.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-standby-")));
const store = openStore();
let host: Launcher;
beforeAll(async () => {
  host = await openHostLauncher(store);
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  removeStore(store);
});

let count = 0;
const command = (script: string, rest: Partial<Command> & { readonly input?: string; readonly words?: readonly string[] } = {}) => {
  const { input = "", words = [], ...other } = rest;
  const own = join(folder, `command-${count++}`);
  mkdirSync(own);
  const [file, stdin] = [join(own, "script.mjs"), join(own, "stdin")];
  writeFileSync(file, script);
  writeFileSync(stdin, input);
  const [stdout, stderr] = [join(own, "stdout"), join(own, "stderr")];
  const plain: Command = { argv: [process.execPath, file, ...words], env: {}, cwd: own, stdin, stdout, stderr, limits: { timeMs: 60_000 }, standby: [] };
  return { ...plain, ...other, said: () => ({ stdout: readFileSync(stdout, "utf8"), stderr: readFileSync(stderr, "utf8") }) };
};

/** Folders of processes that wait. */
const standing = (scratch: string): string[] => readdirSync(scratch).filter((name) => !name.includes("pipe"));

const untilWaiting = async (scratch: string): Promise<void> => {
  while (!readdirSync(scratch).some((name) => existsSync(join(scratch, name, "stdin")))) await sleep(5);
};

/** Runs a command when a process of its kind waits already. */
const runAhead = async (launcher: StandbyLauncher, scratch: string, own: Command): Promise<Exit> => {
  await launcher.run({
    ...command(""),
    limits: own.limits,
    ...(own.standby ? { standby: own.standby } : {}),
    ...(own.report === undefined ? {} : { report: `${own.report}-before` }),
  });
  await untilWaiting(scratch);
  return launcher.run(own);
};

const open = (own: Launcher = host): { launcher: StandbyLauncher; scratch: string } => {
  const scratch = join(folder, `scratch-${count++}`);
  mkdirSync(scratch);
  return { launcher: new StandbyLauncher(own, scratch, 1), scratch };
};

const report = `import { readFileSync } from "node:fs";
console.log(JSON.stringify({ words: process.argv.slice(2), env: process.env, cwd: process.cwd(), input: readFileSync(0, "utf8") }));
console.error("on standard error"); process.exit(7);`;

describe.skipIf(process.platform !== "linux")("a process that was started ahead of its command", { timeout: 60_000 }, () => {
  test("has its streams before it is given a command, however late it is started; one that ended before is not used", async () => {
    const slow = open(slowToHold(host, 700));
    const own = command(report, { input: "some input" });
    expect(await runAhead(slow.launcher, slow.scratch, own)).toMatchObject({ code: 7 });
    expect(JSON.parse(own.said().stdout)).toMatchObject({ input: "some input" });
    await slow.launcher.close();
    const broken = open(holding(host, () => sleep(2000).then(() => ({}) as Exit)));
    const other = command(report);
    expect(await runAhead(broken.launcher, broken.scratch, other)).toMatchObject({ code: 7 });
    expect(JSON.parse(other.said().stdout)).toMatchObject({ input: "" });
    await broken.launcher.close();
  });

  test("is given all that the command has, and ends as it does", async () => {
    const { launcher, scratch } = open();
    const rest = { input: "some input", words: ["--dir=a", "two words", "é"], env: { OWN: "1" } };
    const [plain, ahead] = [command(report, rest), command(report, rest)];
    const exits = [await host.run(plain), await runAhead(launcher, scratch, ahead)];
    expect(exits.map(({ code, signal, limit, leftProcesses }) => ({ code, signal, limit, leftProcesses }))).toEqual(
      [plain, ahead].map(() => ({ code: 7, signal: null, limit: undefined, leftProcesses: 0 })),
    );
    expect(JSON.parse(ahead.said().stdout)).toEqual({ ...JSON.parse(plain.said().stdout), cwd: ahead.cwd });
    expect(ahead.said().stderr).toBe(plain.said().stderr);
    await launcher.close();
  });

  test("has the report of its command as descriptor 3, and none where that has none", async () => {
    const { launcher, scratch } = open();
    const script = `import { fstatSync, writeSync } from "node:fs"; if (fstatSync(3).isFile()) writeSync(3, "told");`;
    const own = command(script, { report: join(folder, `report-${count++}`) });
    expect((await runAhead(launcher, scratch, own)).code).toBe(0);
    expect(readFileSync(own.report as string, "utf8")).toBe("told");
    const without = command(script);
    expect((await runAhead(launcher, scratch, without)).code).toBe(0);
    await launcher.close();
  });

  test("is used once", async () => {
    const { launcher, scratch } = open();
    const pids = new Set<string>();
    for (let at = 0; at < 4; at++) {
      const own = command(`import { readFileSync } from "node:fs";
globalThis.before ??= 0; console.log(process.pid, globalThis.before++, readFileSync("/proc/self/cmdline", "utf8").includes("standby.mjs"));`);
      expect((await runAhead(launcher, scratch, own)).code).toBe(0);
      const [pid, ...rest] = own.said().stdout.trim().split(" ");
      pids.add(pid as string);
      expect(rest).toEqual(["0", "true"]);
    }
    expect(pids.size).toBe(4);
    await launcher.close();
  });

  test("has its time from when it has its command", async () => {
    const { launcher, scratch } = open();
    const limits = { timeMs: 1000 };
    await launcher.run({ ...command(""), limits });
    await untilWaiting(scratch);
    await sleep(1500);
    expect(standing(scratch), "it still waits").toHaveLength(1);
    const exit = await launcher.run(command("for (;;);", { limits }));
    expect(exit.limit).toBe("time");
    expect(exit.wallMs).toBeGreaterThanOrEqual(1000);
    await launcher.close();
  });

  test("takes nobody's place when it has died", async () => {
    const { launcher, scratch } = open();
    const dying = join(folder, `dying-${count++}.mjs`);
    writeFileSync(dying, "process.exit(3);");
    for (let at = 0; at < 3; at++) {
      const own = command(`console.log("well");`, { standby: [dying] });
      expect((await launcher.run(own)).code).toBe(0);
      expect(own.said().stdout).toBe("well\n");
      while (standing(scratch).length > 0) await sleep(5);
    }
    await launcher.close();
  });

  test("is not there where the command is no script, or its input is none of a file", async () => {
    const { launcher, scratch } = open();
    for (const own of [command("", { stdin: "/dev/null" }), { ...command(""), standby: undefined as never }])
      for (let at = 0; at < 2; at++) expect((await launcher.run(own)).code).toBe(0);
    expect(readdirSync(scratch)).toEqual([]);
    await launcher.close();
  });

  test("is ended with its launcher, which leaves nothing, however far it has come", async () => {
    for (const own of [open(), open(slowToHold(host, 300))]) {
      await own.launcher.run(command(""));
      await own.launcher.close();
      expect(readdirSync(own.scratch)).toEqual([]);
    }
  });

  test("is started for nobody once its launcher is closed", async () => {
    const { launcher, scratch } = open();
    const running = launcher.run(command(""));
    await launcher.close();
    expect((await running).code).toBe(0);
    expect((await launcher.run(command(""))).code).toBe(0);
    expect(readdirSync(scratch)).toEqual([]);
  });

  test("is named where it does not end", async () => {
    const { launcher, scratch } = open(holding(host, () => new Promise(() => {})));
    await launcher.run(command(""));
    await untilWaiting(scratch);
    await expect(closeInTime("the run", (waits) => launcher.close(waits), 50)).rejects.toMatchObject({
      code: "host/waits",
      message: expect.stringMatching(/waits for the process that was started ahead in \S*standby-0$/),
    });
  });
});
