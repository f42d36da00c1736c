import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { Command } from "../launch/launcher.ts";
import { type Lane, laneTarget } from "../model/lane.ts";
import { lane } from "../plan/catalog.fixture.ts";
import { preparedKey } from "../run/command.ts";
import { type Act, engine, launcherOf } from "./engine.fixture.ts";
import { prepare } from "./prepare.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-prepare-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const prepares: Lane = { ...lane(engine({ prepare: ["/prepare", "{wasm}", "{prepared}"] }), "1.0.0"), digest: "sha256:engine" };
const target = laneTarget(prepares, "wasip1");
if (!target) throw new Error("no target");

const ready = (play: (command: Command) => Act) => {
  const store = join(scratch, randomName());
  mkdirSync(join(store, "tmp"), { recursive: true });
  const launcher = launcherOf(play);
  const key = preparedKey(prepares, target, "sha256:wasm");
  return { store, key, launcher, run: () => prepare({ lane: prepares, target, mode: "prepare", wasm: "/x.wasm", key }, { store, launcherOf: () => launcher }) };
};
const writes = ({ argv }: Command): Act => {
  writeFileSync(argv[2] ?? "", "native code");
  return {};
};

test("an artifact is prepared once for an engine, and kept in the store", async () => {
  const { run, launcher, store, key } = ready(writes);
  const first = await run();
  expect(first).toEqual({ folder: join(store, "prepared", key.slice(7), "prepared") });
  expect(readFileSync("folder" in first ? first.folder : "", "utf8")).toBe("native code");
  expect(await run()).toEqual(first);
  expect(launcher.commands.map(({ argv }) => argv.slice(0, 2))).toEqual([["/prepare", "/x.wasm"]]);
  expect(readdirSync(join(store, "tmp"))).toEqual([]);
});

test("what did not work is told with the engine's words, leaves nothing, and is tried again", async () => {
  const { run, launcher, store } = ready(() => ({ code: 7, stderr: "no such feature\n" }));
  const failure = { failure: "preparing the artifact failed: exit 7: no such feature" };
  expect([await run(), await run()]).toEqual([failure, failure]);
  expect(launcher.commands).toHaveLength(2);
  expect([readdirSync(join(store, "tmp")), readdirSync(join(store, "prepared"))]).toEqual([[], []]);
  const { run: ended } = ready(() => ({ code: null, signal: "SIGKILL", limit: "memory" }));
  expect(await ended()).toEqual({ failure: expect.stringContaining("it reached its memory limit") });
});

test("a launcher that breaks is no failure of the artifact", async () => {
  const { run } = ready(() => {
    throw new Error("the machine is gone");
  });
  await expect(run()).rejects.toThrow("the machine is gone");
});

test("the key is of the artifact, the engine and the command", () => {
  const key = preparedKey(prepares, target, "sha256:wasm");
  expect(preparedKey(prepares, target, "sha256:wasm")).toBe(key);
  const others = [
    preparedKey(prepares, target, "sha256:other"),
    preparedKey({ ...prepares, digest: "sha256:other" }, target, "sha256:wasm"),
    preparedKey(prepares, { ...target, mode: { ...target.mode, prepare: ["/prepare", "-O0", "{wasm}", "{prepared}"] } }, "sha256:wasm"),
  ];
  expect(new Set([key, ...others]).size).toBe(4);
});

test("an engine that prepares nothing is not asked to", async () => {
  const { store } = ready(writes);
  const plain = lane(engine(), "1.0.0");
  const own = laneTarget(plain, "wasip1");
  if (!own) throw new Error("no target");
  await expect(
    prepare({ lane: plain, target: own, mode: "prepare", wasm: "/x.wasm", key: `sha256:${"1".repeat(64)}` }, { store, launcherOf: () => launcherOf(writes) }),
  ).rejects.toThrow("prepares nothing");
});
