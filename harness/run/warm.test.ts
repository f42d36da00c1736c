import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Command, Launcher } from "../launch/launcher.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { type Compiled, warmer } from "./warm.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-warm-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const lane = {
  folder: "/r/x",
  packages: [],
  beside: [],
  slowdown: 2,
  entry: { wrap: [] },
  runtime: { variant: {}, keep: {} },
  id: { launcher: "host", keep: "nil" },
} as unknown as Lane;
const limits = { timeMs: 1000, memoryMib: 64, outputMib: 1, processes: 4 } as Parameters<typeof warmer>[0]["limits"];

/** The commands that warming runs, for an engine of these modes. */
const commandsOf = async (mode: Partial<ResolvedTarget["mode"]>, as: Compiled): Promise<readonly Command[] | undefined> => {
  const commands: Command[] = [];
  const launcher = { run: async (command: Command) => void commands.push(command) } as unknown as Launcher;
  const target = { mode: { run: ["run", "{wasm}"], ...mode } } as unknown as ResolvedTarget;
  const warm = warmer({ lane, target, wasm: "/a.wasm", limits, as }, scratch, { home: scratch }, launcher);
  await warm?.(join(scratch, "cache"));
  return warm && commands;
};

describe("an engine compiles ahead", () => {
  const [warm, serve, fuel] = [
    ["warm", "{cache}", "{wasm}"],
    ["warm-serve", "{wasm}"],
    ["warm-fuel", "{wasm}"],
  ];
  const all = { warm, "warm-serve": serve, "warm-fuel": fuel };
  test.each<[string, Partial<ResolvedTarget["mode"]>, Compiled, readonly string[] | undefined]>([
    ["a program that runs", all, "run", ["warm", join(scratch, "cache"), "/a.wasm"]],
    ["one that serves, in another way", all, "serve", ["warm-serve", "/a.wasm"]],
    ["one whose work is counted, in a third way", all, "fuel", ["warm-fuel", "/a.wasm"]],
    ["none that serves, where it has words only for one that runs", { warm }, "serve", undefined],
    ["none whose work is counted, where it has words only for one that runs", { warm }, "fuel", undefined],
    ["none, where it has no words for it", {}, "run", undefined],
  ])("%s", async (_, mode, as, argv) => {
    expect((await commandsOf(mode, as))?.[0]?.argv).toEqual(argv);
  });

  test("with time enough for an interpreter, on a slow machine as well", async () => {
    expect((await commandsOf({ warm }, "run"))?.[0]?.limits.timeMs).toBe(600_000);
  });
});
