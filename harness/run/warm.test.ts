import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Command, Launcher } from "../launch/launcher.ts";
import type { Lane } from "../model/lane.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import { warmer } from "./warm.ts";

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
const commandsOf = async (mode: Partial<ResolvedTarget["mode"]>, serves: boolean): Promise<readonly Command[] | undefined> => {
  const commands: Command[] = [];
  const launcher = { run: async (command: Command) => void commands.push(command) } as unknown as Launcher;
  const target = { mode: { run: ["run", "{wasm}"], ...mode } } as unknown as ResolvedTarget;
  const warm = warmer({ lane, target, wasm: "/a.wasm", limits, serves }, scratch, { home: scratch }, launcher);
  await warm?.(join(scratch, "cache"));
  return warm && commands;
};

describe("an engine compiles ahead", () => {
  const [warm, serve] = [
    ["warm", "{cache}", "{wasm}"],
    ["warm-serve", "{wasm}"],
  ];
  test.each<[string, Partial<ResolvedTarget["mode"]>, boolean, readonly string[] | undefined]>([
    ["what runs", { warm, "warm-serve": serve }, false, ["warm", join(scratch, "cache"), "/a.wasm"]],
    ["what serves, in another way", { warm, "warm-serve": serve }, true, ["warm-serve", "/a.wasm"]],
    ["nothing that serves, where it knows only how what runs is compiled", { warm }, true, undefined],
    ["nothing, where it has no words for it", {}, false, undefined],
  ])("%s", async (_, mode, serves, argv) => {
    expect((await commandsOf(mode, serves))?.[0]?.argv).toEqual(argv);
  });

  test("with time enough for an interpreter, on a slow machine as well", async () => {
    expect((await commandsOf({ warm }, false))?.[0]?.limits.timeMs).toBe(600_000);
  });
});
