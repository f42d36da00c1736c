import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInTime } from "../../host/waits.ts";
import type { Launcher } from "../launcher.ts";
import { greet } from "./conversation.ts";
import { type FakeBench, openFakeBench } from "./fake.fixture.ts";
import { MachineLauncher } from "./launcher.ts";
import { Machine } from "./machine.ts";
import type { MachineRoom } from "./snapshot.ts";

let bench: FakeBench;
beforeAll(async () => {
  bench = await openFakeBench();
});
afterAll(() => bench.close());
const open: FakeBench["room"] = (trait) => bench.room(trait);
const run: FakeBench["run"] = (...job) => bench.run(...job);

const machines = (room: MachineRoom): string[] => readdirSync(room.scratch).filter((name) => /^(machine|boot)-/.test(name));
const furnishing = { paths: [], programs: [], env: {} };

describe.skipIf(process.platform !== "linux")("a launcher of machines", () => {
  test("takes a snapshot once, runs each command in a machine of its own, and leaves none", async () => {
    const room = open("honest");
    const launcher = new MachineLauncher(room, "hardware", { ...furnishing, trial: ["/program", "exit", "0"] });
    expect(await run(launcher, ["say", "hello"])).toMatchObject({ exit: { code: 0, wallMs: 1, leftProcesses: 0 }, stdout: "hello" });
    expect((await run(launcher, ["exit", "7"])).exit).toMatchObject({ code: 7, startError: undefined });
    expect(machines(room)).toEqual([]);
    const snapshots = (): string[] => readdirSync(join(room.store, "machines")).filter((name) => name !== ".seals");
    const [snapshot] = snapshots() as [string];
    const kept = join(room.store, "machines", snapshot);
    expect(readFileSync(join(kept, "state"), "utf8")).toBe("its state");
    const memory = statSync(join(kept, "memory"));
    expect(memory.size).toBe(1 << 20);
    // What was never touched takes no room.
    expect(memory.blocks * 512).toBeLessThan(1 << 19);
    expect(readFileSync(join(kept, "memory")).toString("latin1", 300_000, 300_009)).toBe("in memory");
    const again = new MachineLauncher(room, "hardware", { ...furnishing, trial: ["/program", "exit", "0"] });
    expect((await run(again, ["exit", "0"])).exit.code).toBe(0);
    expect(snapshots()).toEqual([snapshot]);
    await launcher.close();
  });

  test("runs one after another in the same machine where that is wanted, and ends it when it is closed", async () => {
    const room = open("honest");
    const launcher = new MachineLauncher(room, "hardware", furnishing, "warm");
    for (const text of ["one", "two"]) expect((await run(launcher, ["say", text])).stdout).toBe(text);
    expect(machines(room)).toHaveLength(1);
    await launcher.close();
    expect(machines(room)).toEqual([]);
  });

  test("tells memory that ran out as a limit, and a signal as a signal, also one that was sent early", async () => {
    const launcher = new MachineLauncher(open("honest"), "hardware", furnishing);
    expect((await run(launcher, ["oom"])).exit).toMatchObject({ limit: "memory", signal: "SIGKILL" });
    const { exit } = await run(launcher, ["wait"], { started: (running) => running.signal("SIGTERM") });
    expect(exit).toMatchObject({ code: null, signal: "SIGTERM", limit: undefined });
    await launcher.close();
  });

  test.each([
    ["off", /QEMU has ended: the guest went off; its console says nothing/],
    ["panic", /QEMU has ended: .*its console ends with:\nx+Kernel panic$/],
  ])("tells a machine that is gone by %s", async (word, says) => {
    const launcher = new MachineLauncher(open("honest"), "hardware", furnishing);
    const { exit } = await run(launcher, [word]);
    expect(exit).toMatchObject({ code: null, limit: "vanished", startError: expect.stringMatching(says) });
    expect(exit.startError?.length).toBeLessThan(5000);
    await launcher.close();
  });

  test("tells what the agent could not do, and nothing vanishes", async () => {
    const launcher = new MachineLauncher(open("is-full"), "hardware", furnishing);
    const { exit } = await run(launcher, ["say", "x"]);
    expect(exit).toMatchObject({ limit: undefined, startError: expect.stringMatching(/^the virtual machine could not write \S+: No space left/) });
    await launcher.close();
  });

  test("writes nothing that a machine sends to another place", async () => {
    const launcher = new MachineLauncher(open("attacks"), "hardware", furnishing);
    expect((await run(launcher, ["say", "x"])).exit.startError).toMatch(/its agent sends a tree with a path "\.\.\/outside"/);
    expect(readdirSync(bench.folder)).not.toContain("outside");
    await launcher.close();
  });

  test.each([
    ["refuses-to-be-saved", /State blocked by a device/],
    ["cannot-be-restored", /migrate-incoming failed/],
    ["dies", /QEMU did not start: exit 1: qemu: no such machine/],
  ])("tells of a machine that %s, in QEMU's words, and leaves nothing", async (trait, says) => {
    const room = open(trait);
    const launcher = new MachineLauncher(room, "hardware", furnishing);
    expect((await run(launcher, ["exit", "0"])).exit).toMatchObject({ limit: "vanished", startError: expect.stringMatching(says) });
    expect(machines(room)).toEqual([]);
    await launcher.close();
  });

  test("that is closed ends what runs, and says so of it", async () => {
    const room = open("honest");
    const launcher = new MachineLauncher(room, "hardware", furnishing);
    await run(launcher, ["exit", "0"]);
    const running = run(launcher, ["wait"]);
    while (machines(room).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await launcher.close();
    expect((await running).exit).toMatchObject({ limit: "vanished", startError: "cancelled" });
    expect(machines(room)).toEqual([]);
  });

  test("names the machine that does not end", async () => {
    const room = open("honest");
    const first = new MachineLauncher(room, "hardware", furnishing);
    await run(first, ["exit", "0"]);
    // Signals get lost.
    const deaf: Launcher = {
      supervised: true,
      contained: "no",
      run: (command, started) => bench.host.run(command, () => started?.({ signal: () => {} })),
      close: () => Promise.resolve(),
    };
    const launcher = new MachineLauncher({ ...room, host: deaf }, "hardware", furnishing, "warm");
    expect((await run(launcher, ["exit", "0"])).exit.code).toBe(0);
    const closing = closeInTime("the session", (waits) => launcher.close(waits), 50);
    await expect(closing).rejects.toMatchObject({ message: expect.stringMatching(/it waits for the virtual machine of \S+machine-\d+$/) });
  });
});

describe.skipIf(process.platform !== "linux")("a machine", () => {
  const start = (trait: string, patienceMs?: number): Promise<Machine> => {
    const room = open(trait);
    const own = join(room.scratch, "machine-0");
    return Machine.start(bench.host, room.hardware, { folder: own, memory: join(room.scratch, "memory") }, patienceMs === undefined ? {} : { patienceMs });
  };

  test("that does not connect is told, and ended", async () => {
    await expect(start("absent", 300)).rejects.toThrow("QEMU did not start: it does not answer for 0.3 s");
  });

  test("whose agent says nothing is told", async () => {
    const machine = await start("mute");
    await expect(greet(machine, 100)).rejects.toThrow("it does not answer for 0.1 s; its console says nothing");
    await machine.end();
  });

  test("whose agent sends what the protocol does not have is told", async () => {
    const machine = await start("babbles");
    await expect(greet(machine, 60_000)).rejects.toThrow(/its agent sends a frame of 0 bytes/);
    await machine.end();
  });
});
