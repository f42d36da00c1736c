import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep } from "../host/clock.ts";
import { type Listener, listeners } from "../host/listening.ts";
import { closeInTime } from "../host/waits.ts";
import { openStore, removeStore } from "../mini/tree.ts";
import type { Command, Exit, Launcher } from "./launcher.ts";
import { openHostLauncher } from "./open.ts";
import { startSupervised } from "./supervised.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-launch-"));
const store = openStore();
let count = 0;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  removeStore(store);
});

const command = (script: string, limits: Command["limits"] = {}, env: Command["env"] = {}): Command & { out: () => string } => {
  const name = join(folder, `case-${count++}`);
  return {
    argv: [process.execPath, "-e", script],
    env,
    cwd: folder,
    stdin: "/dev/null",
    stdout: `${name}.out`,
    stderr: `${name}.err`,
    limits: { timeMs: 120_000, ...limits },
    out: () => readFileSync(`${name}.out`, "utf8"),
  };
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(5);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

/** A child that leaves its parent's session and holds on to its streams; the parent prints its process id. */
const stayer = `const c = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { detached: true, stdio: "inherit" });
console.log(c.pid); c.unref();`;

describe.skipIf(process.platform !== "linux")("the launcher program", () => {
  let launcher: Launcher;
  const run = (own: Command): Promise<Exit> => launcher.run(own);
  beforeAll(async () => {
    launcher = await openHostLauncher(store);
  });
  afterAll(() => launcher.close());

  test("gives what is standard input and output as one open file, with one position", async () => {
    const own = command(`const fs = require("node:fs"); const bytes = Buffer.alloc(2);
const take = (count) => fs.writeSync(2, bytes.subarray(0, fs.readSync(0, bytes, 0, count, null)));
take(2); fs.writeSync(1, "XY"); take(1);`);
    writeFileSync(own.stdout, "abcdef");
    expect(await run({ ...own, stdin: own.stdout })).toMatchObject({ code: 0, startError: undefined });
    expect([own.out(), readFileSync(own.stderr, "utf8")]).toEqual(["abXYef", "abe"]);
  });

  test("is the supervised one where there is a C compiler", () => {
    expect(launcher.supervised).toBe(true);
  });

  test.each([0, 1, 42, 255])("gives exit code %i", async (code) => {
    expect(await run(command(`process.exit(${code})`))).toMatchObject({ code, signal: null, limit: undefined, leftProcesses: 0 });
  });

  test("gives the signal that ended it", async () => {
    expect(await run(command(`process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9000)`))).toMatchObject({ code: null, signal: "SIGTERM" });
  });

  test("passes arguments, environment and input as they are, and nothing of ours", async () => {
    const input = join(folder, "input");
    writeFileSync(input, "from a file\n");
    const own = command(
      `console.log(JSON.stringify([process.argv.slice(1), process.env, require("fs").readFileSync(0, "utf8")]))`,
      {},
      { A: "x = y\n'z'", EMPTY: "" },
    );
    const exit = await run({ ...own, argv: [...own.argv, "", "two words", "$HOME", "é\n"], stdin: input });
    expect(exit.code).toBe(0);
    expect(JSON.parse(own.out())).toEqual([["", "two words", "$HOME", "é\n"], { A: "x = y\n'z'", EMPTY: "" }, "from a file\n"]);
  });

  test("gives a command its report as descriptor 3, whatever descriptors are taken, and no other command one", async () => {
    const report = join(folder, "report");
    writeFileSync(report, "of an earlier command");
    const tell = `const fs = require("node:fs"); fs.writeSync(3, "told"); console.log(fs.fstatSync(3).size);`;
    const own = command(tell);
    expect((await run({ ...own, report })).code).toBe(0);
    expect([readFileSync(report, "utf8"), own.out()]).toEqual(["told", "4\n"]);
    const shell = { ...command(""), argv: ["/bin/sh", "-c", "ls -l /proc/self/fd; echo told >&3"] };
    expect((await run({ ...shell, report })).code).toBe(0);
    // The fourth is the folder that is listed.
    expect(shell.out().match(/ [5-9] ->/g)).toBeNull();
    const without = { ...command(""), argv: ["/bin/sh", "-c", "echo told >&3"] };
    expect((await run(without)).code).toBe(2);
    expect((await run({ ...own, report: join(folder, "absent", "report") })).startError).toMatch(/^open: No such file/);
  });

  test("tells who listens here as the system's table does: also many, of IPv6, and nobody who is only connected", async () => {
    const hosts = [...Array.from({ length: 60 }, () => "127.0.0.1"), "0.0.0.0", "::1"];
    const servers = await Promise.all(
      hosts.map(async (host) => {
        const server = createServer().listen(0, host);
        await once(server, "listening");
        return server;
      }),
    );
    const ports = new Set(servers.map((server) => (server.address() as AddressInfo).port));
    const [port] = ports;
    const client = connect(port as number, "127.0.0.1");
    await once(client, "connect");
    const own = (all: readonly Listener[] = []): string[] =>
      all.filter(({ port }) => ports.has(port)).map(({ protocol, host, port }) => `${protocol} ${host}:${port}`);
    const told = own(await launcher.listening?.());
    expect(told).toHaveLength(62);
    expect(told.toSorted()).toEqual(own(listeners(["tcp"])).toSorted());
    client.destroy();
    for (const server of servers) server.close();
    await Promise.all(servers.map((server) => once(server, "close")));
    expect(own(await launcher.listening?.())).toEqual([]);
  });

  test("ends what takes too long, and what says nothing for too long", async () => {
    expect(await run(command("setTimeout(() => {}, 60000)", { timeMs: 300 }))).toMatchObject({ limit: "time" });
    expect(await run(command("console.log(1); setTimeout(() => {}, 60000)", { silenceMs: 300 }))).toMatchObject({ limit: "silence" });
    expect(
      await run(command("let n = 0; const t = setInterval(() => { console.log(1); if (++n > 45) clearInterval(t); }, 100)", { silenceMs: 4000 })),
    ).toMatchObject({ limit: undefined, code: 0 });
  });

  test("a file may be larger than a stream, and a word longer than the kernel takes is told as such", async () => {
    const path = join(folder, "large");
    const script = `require("fs").writeFileSync(${JSON.stringify(path)}, Buffer.alloc(20_000_000))`;
    expect(await launcher.run(command(script, { outputBytes: 1_000_000 }))).toMatchObject({ code: 0, limit: undefined });
    expect(statSync(path).size).toBe(20_000_000);
    rmSync(path);
    const long = { ...command("0"), env: { LONG: "x".repeat(200_000) } };
    expect(await launcher.run(long)).toMatchObject({ code: null, startError: expect.stringContaining("Argument list too long") });
  });

  test("ends what writes too much, and keeps no more than the limit", async () => {
    const own = command(`for (;;) require("fs").writeSync(1, Buffer.alloc(65536, 65))`, { outputBytes: 1_000_000 });
    expect(await run(own)).toMatchObject({ limit: "output" });
    expect(own.out().length).toBe(1_000_000);
  });

  test("ends what eats memory, also in a child of its own", async () => {
    const eat = "const all = []; setInterval(() => all.push(Buffer.alloc(20000000, 1)), 5)";
    expect(await run(command(eat, { memoryKib: 300 * 1024 }))).toMatchObject({ limit: "memory" });
    const child = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(eat)}], { stdio: "inherit" })`;
    expect(await run(command(child, { memoryKib: 300 * 1024 }))).toMatchObject({ limit: "memory" });
  });

  test("ends what starts too many processes", async () => {
    const fork = `const { spawn } = require("node:child_process"); for (let i = 0; i < 12; i++) spawn("/bin/sleep", ["60"])`;
    expect(await run(command(fork, { processes: 8 }))).toMatchObject({ limit: "processes" });
  });

  test("ends and counts what a program leaves behind, also outside of its session", async () => {
    const own = command(stayer);
    expect(await run(own)).toMatchObject({ code: 0, leftProcesses: 1 });
    expect(isAlive(Number(own.out()))).toBe(false);
  });

  // Waits until a process, named by its first argument, has ended: it is gone, or a zombie.
  const untilEnded = `const { readFileSync } = require("node:fs");
for (;;) { try { if (/^State:\\s+Z/m.test(readFileSync("/proc/" + process.argv[1] + "/status", "utf8"))) break; } catch { break; } }`;
  const shell = (text: string): Command => ({ ...command(""), argv: ["/bin/sh", "-c", text, "sh", process.execPath, untilEnded] });

  test.each([
    ["a zombie, which it never waited for", 'true & exec "$1" -e "$2" $!'],
    ["a grandchild that has ended", 'ended=$( (true >/dev/null & echo $!) ); exec "$1" -e "$2" $ended'],
  ])("counts nothing as left behind by %s", async (_, text) => {
    expect(await run(shell(text))).toMatchObject({ code: 0, signal: null, limit: undefined, leftProcesses: 0 });
  });

  test.each([
    ["killed and did not wait for", `child.on("spawn", () => { child.kill("SIGKILL"); process.reallyExit(0); })`],
    ["saw the output of end", `child.stdin.end(); child.stdout.on("end", () => process.reallyExit(0)).resume()`],
  ])("counts no child that it %s", async (_, then) => {
    const script = `const child = require("node:child_process").spawn("/bin/cat"); ${then}`;
    for (let round = 0; round < 10; round++) expect(await run(command(script))).toMatchObject({ code: 0, leftProcesses: 0 });
  });

  test("holds its limits also where a program stops its supervisor", async () => {
    const own = command(`process.kill(process.ppid, "SIGSTOP"); setTimeout(() => {}, 60000)`, { timeMs: 300 });
    expect(await run(own)).toMatchObject({ limit: "time" });
  });

  test("says why a program could not be started", async () => {
    const own = command("");
    expect((await run({ ...own, argv: [join(folder, "absent")] })).startError).toMatch(/^exec: No such file/);
    expect((await run({ ...own, cwd: join(folder, "absent") })).startError).toMatch(/^chdir: No such file/);
    expect((await run({ ...own, stdin: join(folder, "absent") })).startError).toMatch(/^open: No such file/);
    expect((await run({ ...own, argv: [...own.argv, "a\0b"] })).startError).toMatch(/NUL/);
  });

  test("takes CPU time and peak memory from the system", async () => {
    const exit = await run(command("while (process.cpuUsage().user < 200_000); Buffer.alloc(80e6, 1)"));
    expect(exit.userMs).toBeGreaterThan(150);
    expect(exit.peakKib).toBeGreaterThan(80_000);
    expect(exit.wallMs).toBeGreaterThan(190);
  });

  test("runs many at once and mixes nothing up", async () => {
    const exits = await Promise.all(Array.from({ length: 40 }, (_, code) => run(command(`process.exit(${code})`))));
    expect(exits.map((exit) => exit.code)).toEqual(Array.from({ length: 40 }, (_, code) => code));
  });

  test("leaves nothing when it is closed, or when the harness is killed", async () => {
    const script = `
      const { openHostLauncher } = await import(${JSON.stringify(join(import.meta.dirname, "open.ts"))});
      const launcher = await openHostLauncher(${JSON.stringify(store)});
      const run = (name) => launcher.run({ argv: [process.execPath, "-e", ${JSON.stringify(stayer)} + "setTimeout(() => {}, 60000)"], env: {}, cwd: "/", stdin: "/dev/null", stdout: name, stderr: "/dev/null", limits: {} });
      run(${JSON.stringify(join(folder, "killed.out"))});
      const { existsSync, readFileSync } = await import("node:fs");
      const out = ${JSON.stringify(join(folder, "killed.out"))};
      setInterval(() => existsSync(out) && readFileSync(out, "utf8").includes("\\n") && process.kill(process.pid, "SIGKILL"), 5);
    `;
    const { spawnSync } = await import("node:child_process");
    const result = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(result.signal, result.stderr).toBe("SIGKILL");
    const pid = Number(readFileSync(join(folder, "killed.out"), "utf8"));
    expect(pid).toBeGreaterThan(1);
    await until(() => !isAlive(pid));
  });

  test("a supervisor that is killed is told, and what it ran is ended", async () => {
    const own = command("console.log(process.pid, process.ppid); setTimeout(() => {}, 60000)");
    const running = run(own);
    await until(() => existsSync(own.stdout) && own.out().includes("\n"));
    const [pid, supervisor] = own.out().trim().split(" ").map(Number) as [number, number];
    process.kill(supervisor, "SIGKILL");
    expect(await running).toMatchObject({ limit: "vanished", code: null });
    await until(() => !isAlive(pid));
  });
});

describe.skipIf(process.platform !== "linux")("a launcher program that does not end", () => {
  // Who started a command is its supervisor; who started that is the launcher program.
  const findProgram = async (launcher: Launcher): Promise<number> => {
    const own = command(`const { readFileSync } = require("node:fs");
console.log(/^PPid:\\s+(\\d+)/m.exec(readFileSync("/proc/" + process.ppid + "/status", "utf8"))[1]);`);
    expect((await launcher.run(own)).code).toBe(0);
    return Number(own.out());
  };

  test("is named when its time is over, and killed", async () => {
    const launcher = await openHostLauncher(store);
    const pid = await findProgram(launcher);
    process.kill(pid, "SIGSTOP");
    const closing = closeInTime("the session", (waits) => launcher.close(waits), 100);
    await expect(closing).rejects.toMatchObject({ code: "host/waits", message: expect.stringContaining("it waits for the launcher program") });
    await launcher.close();
    expect(isAlive(pid)).toBe(false);
  });

  test("has ended when it is closed, by whom and how often it may be", async () => {
    const launcher = await openHostLauncher(store);
    const pid = await findProgram(launcher);
    await Promise.all([launcher.close(), launcher.close()]);
    expect(isAlive(pid)).toBe(false);
    await launcher.close();
    expect(await launcher.run(command(""))).toMatchObject({ limit: "vanished", startError: "the launcher program ended with exit 0" });
    expect(await launcher.listening?.()).toBeUndefined();
  });

  test("ends what runs when it is closed, and says so of it", async () => {
    const launcher = await openHostLauncher(store);
    const own = command(`${stayer} setTimeout(() => {}, 60000)`);
    const running = launcher.run(own);
    await until(() => existsSync(own.stdout) && own.out().includes("\n"));
    await launcher.close();
    expect((await running).limit).toMatch(/cancelled|vanished/);
    expect(isAlive(Number(own.out()))).toBe(false);
  });

  test("is woken when somebody stops it while commands run, and holds their limits", async () => {
    const launcher = await openHostLauncher(store);
    const pid = await findProgram(launcher);
    process.kill(pid, "SIGSTOP");
    expect(await launcher.run(command("setTimeout(() => {}, 60000)", { timeMs: 100 }))).toMatchObject({ limit: "time" });
    await launcher.close();
  });

  test("is ended when it gives no sign of life, and its commands are told", async () => {
    const program = join(folder, "mute");
    const first = JSON.stringify({ id: 1, code: 0, signal: 0, wallUs: 0, userUs: 0, systemUs: 0, peakKib: 0, limit: "", left: 0, stage: "", error: "" });
    writeFileSync(program, `#!/bin/sh\necho '${first}'\nexec sleep 600\n`, { mode: 0o755 });
    const launcher = await startSupervised(program, command(""), ["namespaces", "no"]);
    expect(await launcher.run(command(""))).toMatchObject({ limit: "vanished", startError: "the launcher program ended with SIGKILL" });
    await launcher.close();
  });
});
