import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "../../host/clock.ts";
import { listeners } from "../../host/listening.ts";
import { keepPipe, makePipes, openReader, openWriter } from "../../host/pipes.ts";
import { openTestBench, type TestBench } from "./machine.fixture.ts";

const opened = await openTestBench();
const bench = opened as TestBench;
const without = typeof opened === "string" ? ` (skipped: ${opened})` : "";
const patient = 300_000;

afterAll(async () => {
  if (without === "") await bench.close();
}, patient);

describe.skipIf(without !== "")(`a command in a virtual machine${without}`, { timeout: patient }, () => {
  test("has its arguments, its environment and its folder, and figures of its own", async () => {
    const { exit, stdout } = await bench.run(["say", "a b\n'$"], { env: { TOLD: "ö=1" } });
    expect(stdout.toString()).toMatch(/^a b\n'\$\|ö=1\|.*\/job-\d+\/home$/);
    expect(exit).toMatchObject({ code: 0, signal: null, limit: undefined, leftProcesses: 0, startError: undefined });
    expect(exit.wallMs).toBeGreaterThan(0);
    expect(exit.peakKib).toBeGreaterThan(0);
  });

  test("8 MiB go in and out, binary clean, with the streams apart", async () => {
    const stdin = randomBytes(8 << 20);
    const { exit, stdout, stderr } = await bench.run(["echo"], { stdin });
    expect(exit).toMatchObject({ code: 0, startError: undefined });
    expect(stdout.equals(stdin)).toBe(true);
    expect(stderr.toString()).toBe("said apart");
  });

  test("its exit code and its signal are told as they are", async () => {
    expect((await bench.run(["exit", "200"])).exit).toMatchObject({ code: 200, signal: null });
    expect((await bench.run(["signal", "11"])).exit).toMatchObject({ code: null, signal: "SIGSEGV", limit: undefined });
  });

  test("its directory comes back as it left it: files, empty folders, links, modes, and what is none of these", async () => {
    const directory = join(bench.scratch, "directory");
    mkdirSync(join(directory, "deep/hollow"), { recursive: true });
    for (const name of ["old", "program", "deep/kept"]) writeFileSync(join(directory, name), name);
    chmodSync(join(directory, "program"), 0o755);
    symlinkSync("deep/kept", join(directory, "here"));
    const { exit } = await bench.run(["change", directory], { directory });
    expect(exit).toMatchObject({ code: 0, startError: undefined });
    expect(readdirSync(directory, { recursive: true }).sort()).toEqual(["deep", "deep/hollow", "deep/kept", "empty", "here", "link", "new", "pipe", "program"]);
    expect(readFileSync(join(directory, "new"), "utf8")).toBe("new text");
    expect([readlinkSync(join(directory, "link")), readlinkSync(join(directory, "here"))]).toEqual(["/etc/passwd", "deep/kept"]);
    expect(lstatSync(join(directory, "program")).mode & 0o777).toBe(0o700);
    expect(lstatSync(join(directory, "pipe")).isFile()).toBe(false);
  });

  test("a program that is not there is told, and nothing vanishes", async () => {
    const [stdin, stdout, stderr] = ["/dev/null", join(bench.scratch, "out"), join(bench.scratch, "err")] as const;
    const command = { argv: ["/no/such/program"], env: {}, cwd: bench.scratch, stdin, stdout, stderr, limits: {} };
    expect(await bench.open("pristine").run(command)).toMatchObject({ startError: "exec: No such file or directory", limit: undefined });
  });

  test("its engine was written when it was on the host: a compile cache that names it by that time serves every machine", async () => {
    expect((await bench.run(["written"])).stdout.toString()).toBe(String(statSync(bench.program, { bigint: true }).mtimeNs));
  });

  test("limits hold inside: time, output, processes that are left behind", async () => {
    expect((await bench.run(["sleep"], { limits: { timeMs: 300 } })).exit).toMatchObject({ limit: "time" });
    const flooded = await bench.run(["echo"], { stdin: randomBytes(1 << 20), limits: { outputBytes: 1 << 16 } });
    expect(flooded.exit.limit).toBe("output");
    expect(flooded.stdout).toHaveLength(1 << 16);
    expect((await bench.run(["orphan"])).exit).toMatchObject({ code: 0, leftProcesses: 1 });
  });

  test("a guest whose memory is exhausted is told as a limit, and one whose disk is full goes on", async () => {
    expect((await bench.run(["eat"])).exit).toMatchObject({ limit: "memory", signal: "SIGKILL" });
    const filled = await bench.run(["fill"], { limits: { outputBytes: 2 ** 30 } });
    expect([filled.exit.code, filled.stderr.toString()]).toEqual([3, "fill: No space left on device\n"]);
  });

  test("machines that are restored share neither random numbers nor a stale clock", async () => {
    const said = await Promise.all([1, 2, 3].map(() => bench.run(["random"])));
    const numbers = said.map(({ stdout }) => stdout.toString());
    expect(new Set(numbers).size).toBe(3);
    for (const each of numbers) expect(each).toMatch(/^[0-9a-f]{64}$/);
    const before = Date.now();
    const clock = Number((await bench.run(["clock"])).stdout);
    expect(clock).toBeGreaterThan(before - 2000);
    expect(clock).toBeLessThan(Date.now() + 2000);
  });
});

describe.skipIf(without !== "")(`a command in a virtual machine that is spoken with${without}`, { timeout: patient }, () => {
  const untilListening = async (address: string): Promise<void> => {
    while (!listeners(["tcp"]).some(({ host, port }) => `${host}:${port}` === address)) await sleep(20);
  };

  /** Named pipes of a command, with all that is heard of its output. */
  const openPipes = async (name: string) => {
    const folder = join(bench.scratch, name);
    mkdirSync(folder);
    const pipes = { stdin: join(folder, "in"), stdout: join(folder, "out") };
    await makePipes(Object.values(pipes), folder);
    const output = openReader(pipes.stdout);
    const parts: Buffer[] = [];
    output.on("data", (bytes: Buffer) => parts.push(bytes));
    return { pipes, output, heard: () => Buffer.concat(parts) };
  };

  test("through a named pipe that has ended before the command runs", async () => {
    const { pipes, output, heard } = await openPipes("ended");
    const letGo = keepPipe(pipes.stdin);
    await new Promise<void>((resolve) => openWriter(pipes.stdin).end("all of it", resolve));
    const { exit } = await bench.run(["echo"], { pipes });
    letGo();
    expect({ ...exit, heard: heard().toString() }).toMatchObject({ code: 0, heard: "all of it" });
    output.destroy();
  });

  test("through named pipes: answer by answer, and to the end of its input", async () => {
    const { pipes, output, heard } = await openPipes("pipes");
    const input = openWriter(pipes.stdin);
    const until = async (size: number): Promise<void> => {
      while (heard().length < size) await sleep(10);
    };
    const running = bench.run(["echo"], { pipes });
    const much = randomBytes(1 << 20);
    input.write("first");
    await until(5);
    input.write(much);
    await until(5 + much.length);
    input.destroy();
    const { exit, stderr } = await running;
    expect(exit).toMatchObject({ code: 0, startError: undefined });
    expect(heard().equals(Buffer.concat([Buffer.from("first"), much]))).toBe(true);
    expect(stderr.toString()).toBe("said apart");
    output.destroy();
  });

  test("through a named pipe whose end comes right behind much input", async () => {
    const { pipes, output, heard } = await openPipes("much");
    const input = openWriter(pipes.stdin);
    const much = randomBytes((1 << 20) + 1);
    const running = bench.run(["echo"], { pipes });
    input.end(much);
    expect((await running).exit).toMatchObject({ code: 0, startError: undefined });
    expect(heard().equals(much)).toBe(true);
    output.destroy();
  });

  test("by signals, also by one that is sent before it is there", async () => {
    const sent = await bench.run(["sleep"], { started: (running) => running.signal("SIGTERM") });
    expect(sent.exit).toMatchObject({ code: null, signal: "SIGTERM", limit: undefined });
  });

  test("over TCP, at the same address as in it, from when it listens there until it has ended", async () => {
    const [host, port] = ["127.77.3.9", 20_773];
    const address = `${host}:${port}`;
    const running = bench.run(["serve", host, String(port)], { listens: [address] });
    await untilListening(address);
    const sent = randomBytes(300_000);
    const heard: Buffer[] = [];
    const socket = connect({ host, port });
    socket.on("data", (bytes) => heard.push(bytes));
    socket.end(sent);
    await once(socket, "end");
    expect(Buffer.concat(heard).equals(sent)).toBe(true);
    expect((await running).exit).toMatchObject({ code: 0, startError: undefined });
    expect(listeners(["tcp"]).filter((other) => other.host === host)).toEqual([]);
  });

  test("and its machine is killed: the row tells it", async () => {
    const address = "127.77.3.10:20774";
    const running = bench.run(["serve", "127.77.3.10", "20774"], { listens: [address] });
    await untilListening(address);
    for (const pid of bench.running()) process.kill(pid, "SIGKILL");
    expect((await running).exit).toMatchObject({
      limit: "vanished",
      startError: expect.stringMatching(/QEMU has ended: it was ended by SIGKILL; its console/),
    });
    expect(listeners(["tcp"]).filter((other) => other.host === "127.77.3.10")).toEqual([]);
  });
});

describe.skipIf(without !== "")(`a virtual machine that fails${without}`, { timeout: patient }, () => {
  const appear = async (): Promise<number> => {
    for (;;) {
      const [pid] = bench.running();
      if (pid !== undefined) return pid;
      await sleep(20);
    }
  };

  test("by a panic is told with the end of its console", async () => {
    const { exit } = await bench.run(["panic"]);
    expect(exit).toMatchObject({ limit: "vanished", code: null });
    expect(exit.startError).toMatch(/^the virtual machine: QEMU has ended: .*its console ends with:\n[\s\S]*Kernel panic/);
  });

  test("by going off is told", async () => {
    const { exit } = await bench.run(["off"]);
    expect(exit).toMatchObject({ limit: "vanished", startError: expect.stringContaining("QEMU has ended") });
  });

  test.each([0, 10, 30, 80, 300])("because QEMU is killed, %d ms after it was there, is told", async (pause) => {
    const running = bench.run(["sleep"]);
    const pid = await appear();
    await sleep(pause);
    process.kill(pid, "SIGKILL");
    expect((await running).exit).toMatchObject({ limit: "vanished", startError: expect.stringContaining("SIGKILL") });
  });

  test.each([0, 30, 80, 300])("because it hangs, %d ms after it was there, is told, and ended", async (pause) => {
    const launcher = bench.open("pristine", 4000);
    const running = bench.run(["sleep"], {}, launcher);
    const pid = await appear();
    await sleep(pause);
    process.kill(pid, "SIGSTOP");
    const { exit } = await running;
    expect(exit).toMatchObject({ limit: "vanished", startError: expect.stringMatching(/does not answer/) });
    expect(bench.running()).toEqual([]);
  });

  test("does not: a flood on its console disturbs nobody, and is not kept", async () => {
    const { exit } = await bench.run(["flood", `${1 << 16}`]);
    expect(exit).toMatchObject({ code: 0, limit: undefined });
  });
});

describe.skipIf(without !== "")(`a warm virtual machine${without}`, { timeout: patient }, () => {
  test("runs one command after another, and each finds nothing of the one before", async () => {
    const launcher = bench.open("warm");
    const directory = join(bench.scratch, "warm");
    for (const round of [1, 2]) {
      mkdirSync(directory, { recursive: true });
      for (const name of readdirSync(directory))
        if (name !== "old") await import("node:fs").then((fs) => fs.rmSync(join(directory, name), { recursive: true }));
      for (const name of ["old", "program"]) writeFileSync(join(directory, name), name);
      expect((await bench.run(["change", directory], { directory }, launcher)).exit, `round ${round}`).toMatchObject({ code: 0 });
      expect(bench.running()).toHaveLength(1);
    }
    const [pid] = bench.running();
    expect((await bench.run(["off"], {}, launcher)).exit.limit).toBe("vanished");
    expect((await bench.run(["exit", "7"], {}, launcher)).exit.code).toBe(7);
    expect(bench.running()).not.toContain(pid);
    await launcher.close();
  });

  test("ends with its launcher, and leaves nothing", async () => {
    const launcher = bench.open("warm");
    await bench.run(["exit", "0"], {}, launcher);
    expect(bench.running()).toHaveLength(1);
    await launcher.close();
    expect(bench.running()).toEqual([]);
    expect(readdirSync(bench.scratch).filter((name) => name.startsWith("machine-"))).toEqual([]);
    expect(existsSync("/dev/shm/fill")).toBe(false);
  });
});
