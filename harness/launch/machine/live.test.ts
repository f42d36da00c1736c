import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sleep } from "../../host/clock.ts";
import { makePipes, openReader, openWriter } from "../../host/pipes.ts";
import type { Running } from "../launcher.ts";
import { type FakeBench, openFakeBench } from "./fake.fixture.ts";
import { MachineLauncher } from "./launcher.ts";
import type { MachineRoom } from "./snapshot.ts";

let bench: FakeBench;
let room: MachineRoom;
let launcher: MachineLauncher;
beforeAll(async () => {
  bench = await openFakeBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  room = bench.room("honest");
  launcher = new MachineLauncher(room, "hardware", { paths: [], programs: [], env: {} }, "warm");
});
afterEach(() => launcher.close());

/** Named pipes of this machine for a command's streams. */
const pipes = async (name: string): Promise<{ stdin: string; stdout: string }> => {
  const folder = join(bench.folder, name);
  mkdirSync(folder);
  const own = { stdin: join(folder, "in"), stdout: join(folder, "out") };
  await makePipes(Object.values(own), folder);
  return own;
};

describe.skipIf(process.platform !== "linux")("a command in a machine whose streams are pipes", () => {
  test("is heard and spoken to while it runs, and what it said last comes before its end", async () => {
    const own = await pipes("echo");
    const [input, output] = [openWriter(own.stdin), openReader(own.stdout)];
    let heard = "";
    output.setEncoding("utf8").on("data", (text: string) => {
      heard += text;
    });
    const running = bench.run(launcher, ["echo"], own);
    input.write("first");
    while (heard !== "first") await sleep(5);
    // More than the agent takes at once.
    const much = "x".repeat(200_000);
    input.write(much);
    while (heard.length < 5 + much.length) await sleep(5);
    input.write("last");
    input.end();
    const { exit } = await running;
    expect(exit).toMatchObject({ code: 0, startError: undefined });
    while (!heard.endsWith("last")) await sleep(5);
    expect(heard).toBe(`first${much}last`);
    output.destroy();
  });

  test("does not wait for somebody who reads no more", async () => {
    const own = await pipes("deaf");
    const input = openWriter(own.stdin);
    const output = openReader(own.stdout);
    const running = bench.run(launcher, ["echo"], own);
    // More than a pipe holds, and nobody takes it.
    input.write("x".repeat(300_000));
    input.end();
    expect((await running).exit).toMatchObject({ code: 0, startError: undefined });
    output.destroy();
  });
});

describe.skipIf(process.platform !== "linux")("a command that listens in a machine", () => {
  const monitor = (): string[] => {
    try {
      return readFileSync(join(room.scratch, "machine-said"), "utf8").split("\n").filter(Boolean);
    } catch {
      return [];
    }
  };

  // 127.0.0.9:8080 as the kernel's table has it.
  const [address, hex] = ["127.0.0.9:8080", "0900007F:1F90"];

  test("can be reached here from when it listens there, and no longer than it runs", async () => {
    let own: Running | undefined;
    const carry = { inputs: [], directories: [], listens: [address, "127.0.0.9:8081"] };
    const running = bench.run(launcher, ["serve", hex], {
      carry,
      started: (reins) => {
        own = reins;
      },
    });
    while (monitor().length === 0) await sleep(5);
    expect(monitor()).toEqual([`hostfwd_add net tcp:${address}-${address}`]);
    own?.signal("SIGTERM");
    expect((await running).exit).toMatchObject({ signal: "SIGTERM" });
    expect(monitor()).toEqual([`hostfwd_add net tcp:${address}-${address}`, `hostfwd_remove net tcp:${address}`]);
  });

  test("is not reached where it listens at another place than it said", async () => {
    let own: Running | undefined;
    const carry = { inputs: [], directories: [], listens: ["127.0.0.9:8081"] };
    const running = bench.run(launcher, ["serve", hex], {
      carry,
      started: (reins) => {
        own = reins;
      },
    });
    await sleep(200);
    own?.signal("SIGTERM");
    await running;
    expect(monitor()).toEqual([]);
  });
});
