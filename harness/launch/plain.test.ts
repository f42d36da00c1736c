import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { isRunning } from "../host/machine.ts";
import type { Command } from "./launcher.ts";
import { PlainLauncher } from "./plain.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-plain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const command = (script: string, rest: Partial<Command> = {}): Command & { readonly out: () => string } => {
  const name = join(folder, `case-${count++}`);
  const own: Command = {
    argv: [process.execPath, "-e", script],
    env: {},
    cwd: folder,
    stdin: "/dev/null",
    stdout: `${name}.out`,
    stderr: `${name}.err`,
    limits: { timeMs: 60_000 },
    ...rest,
  };
  return { ...own, out: () => (existsSync(own.stdout) ? readFileSync(own.stdout, "utf8") : "") };
};
const wait = "setTimeout(() => {}, 60000)";
const untilSaid = async (own: { readonly out: () => string }): Promise<string> => {
  while (!own.out().includes("\n")) await sleep(5);
  return own.out().trim();
};

describe("the plain launcher", () => {
  const launcher = new PlainLauncher();

  test("gives exit codes and signals; figures are unknown, not guessed", async () => {
    expect(await launcher.run(command("process.exit(3)"))).toMatchObject({
      code: 3,
      signal: null,
      userMs: null,
      systemMs: null,
      peakKib: null,
      limit: undefined,
    });
    expect(await launcher.run(command(`process.kill(process.pid, "SIGTERM"); ${wait}`))).toMatchObject({ code: null, signal: "SIGTERM", limit: undefined });
    expect([launcher.supervised, "hold" in launcher]).toEqual([false, false]);
  });

  test("passes arguments, environment, folder and input as they are", async () => {
    const input = command("console.log('from a file')");
    await launcher.run(input);
    const script = `console.log(JSON.stringify([process.argv.slice(1), process.env.A, process.cwd(), require("fs").readFileSync(0, "utf8")]))`;
    const own = command(script, { env: { A: "x = y" }, stdin: input.stdout });
    expect((await launcher.run({ ...own, argv: [...own.argv, "", "two words"] })).code).toBe(0);
    expect(JSON.parse(own.out())).toEqual([["", "two words"], "x = y", expect.stringContaining("gatehouse-plain-"), "from a file\n"]);
  });

  test("gives what is standard input and output as one open file, with one position", async () => {
    const own = command(`const fs = require("node:fs"); const bytes = Buffer.alloc(2);
const take = (count) => fs.writeSync(2, bytes.subarray(0, fs.readSync(0, bytes, 0, count, null)));
take(2); fs.writeSync(1, "XY"); take(1);`);
    writeFileSync(own.stdout, "abcdef");
    expect(await launcher.run({ ...own, stdin: own.stdout })).toMatchObject({ code: 0, startError: undefined });
    expect([own.out(), readFileSync(own.stderr, "utf8")]).toEqual(["abXYef", "abe"]);
  });

  test("gives a command its report as descriptor 3", async () => {
    const report = join(folder, "report");
    expect((await launcher.run(command(`require("fs").writeSync(3, "told")`, { report }))).code).toBe(0);
    expect(readFileSync(report, "utf8")).toBe("told");
  });

  test.each<[string, string, Command["limits"]]>([
    ["time", wait, { timeMs: 100 }],
    ["silence", `console.log(1); ${wait}`, { silenceMs: 100 }],
    ["output", `for (;;) require("fs").writeSync(1, Buffer.alloc(65536, 65))`, { outputBytes: 500_000 }],
  ])("holds a limit of %s", async (limit, script, limits) => {
    expect(await launcher.run(command(script, { limits }))).toMatchObject({ limit, signal: "SIGKILL" });
  });

  test("knows of too much output also where the program ended before anybody looked", async () => {
    expect(await launcher.run(command(`process.stdout.write("x".repeat(3000))`, { limits: { outputBytes: 2000 } }))).toMatchObject({ limit: "output" });
  });

  test("says why a program could not be started", async () => {
    const own = command("");
    expect(await launcher.run({ ...own, argv: [join(folder, "absent")] })).toMatchObject({
      code: null,
      signal: null,
      startError: expect.stringMatching(/ENOENT/),
    });
    expect((await launcher.run({ ...own, cwd: join(folder, "absent") })).startError).toMatch(/ENOENT/);
  });

  test("sends signals to what runs", async () => {
    const own = command(`process.on("SIGTERM", () => process.exit(5)); console.log("ready"); ${wait}`);
    let stop = (): void => {};
    const running = launcher.run(own, ({ signal }) => {
      stop = () => signal("SIGTERM");
    });
    await untilSaid(own);
    stop();
    expect(await running).toMatchObject({ code: 5, signal: null });
  });

  test("ends what a program leaves in its group, and all that runs when it is closed", async () => {
    const child = `const { pid } = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(wait)}], { stdio: "ignore" }); console.log(pid);`;
    const left = command(`${child} process.exit(0)`);
    await launcher.run(left);
    while (isRunning(Number(left.out()))) await sleep(5);
    const own = new PlainLauncher();
    const stays = command(`${child} ${wait}`);
    const running = own.run(stays);
    const pid = Number(await untilSaid(stays));
    await own.close();
    expect(await running).toMatchObject({ code: null, signal: "SIGKILL" });
    while (isRunning(pid)) await sleep(5);
  });
});
