import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Lane } from "../model/lane.ts";
import { openCompileCache, type Warm } from "./compile-cache.ts";

let caches: string;
beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), "gatehouse-cache-"));
});
afterEach(() => rmSync(caches, { recursive: true }));

const lane = (launcher: string): Lane => ({ id: { launcher }, digest: "sha256:0123" }) as Lane;
const target = { cache: true };
const open = (launcher: string, artifact = "sha256:aa", patient = false) =>
  openCompileCache(caches, lane(launcher), target, artifact, patient, mkdtempSync(join(caches, "sandbox-")));

describe.each(["host", "qemu"])("the compile cache of an engine behind the launcher %s", (launcher) => {
  test("is cold until the artifact worked, then warm, for this artifact alone", async () => {
    for (const worked of [false, true]) {
      const cold = await open(launcher);
      expect(cold.state).toBe("cold");
      writeFileSync(join(cold.path, "code"), "compiled");
      cold.close(worked);
    }
    const warm = await open(launcher);
    expect(warm.state).toBe("warm");
    expect(readdirSync(warm.path)).toContain("code");
    expect((await open(launcher, "sha256:bb")).state).toBe("cold");
  });

  test("is none for an engine that keeps nothing", async () => {
    expect((await openCompileCache(caches, lane(launcher), {}, "sha256:aa", true, caches)).state).toBe("none");
  });
});

test("what a guest elsewhere left for one artifact, another does not find, and is not there where it failed", async () => {
  const first = await open("qemu");
  expect(first.directories).toEqual([first.path]);
  writeFileSync(join(first.path, "code"), "of a hostile guest");
  const second = await open("qemu", "sha256:bb");
  expect(second.path).not.toBe(first.path);
  expect(readdirSync(second.path)).toEqual([]);
  first.close(false);
  expect((await open("qemu")).state).toBe("cold");
});

test("two that compile the same at once: the first is kept, and nothing is left", async () => {
  const [first, second] = [await open("qemu"), await open("qemu")];
  writeFileSync(join(first.path, "code"), "first");
  writeFileSync(join(second.path, "code"), "second");
  first.close(true);
  second.close(true);
  const warm = await open("qemu");
  expect(warm.inputs).toEqual([warm.path]);
  expect(warm.directories).toEqual([]);
  expect(readdirSync(join(warm.path, ".."))).toEqual(["aa"]);
});

test("lanes share equal code, which nobody can write to", async () => {
  const paths: string[] = [];
  for (const digest of ["sha256:0123", "sha256:4567"]) {
    const cold = await openCompileCache(caches, { ...lane("host"), digest } as Lane, target, "sha256:aa", false, mkdtempSync(join(caches, "sandbox-")));
    writeFileSync(join(cold.path, "code"), Buffer.alloc(20_000, 1));
    cold.close(true);
    paths.push(join(caches, digest.replace(":", ""), "aa/code"));
  }
  const [one, two] = paths.map((path) => statSync(path));
  expect(one?.ino).toBe(two?.ino);
  expect((one?.mode ?? 0) & 0o222).toBe(0);
});

test("whoever may wait does, until one that compiles the same has ended, well or not", async () => {
  const first = await open("qemu");
  const second = open("qemu", "sha256:aa", true);
  const third = open("qemu", "sha256:aa", true);
  const other = await open("qemu", "sha256:bb", true);
  expect(other.state).toBe("cold");
  first.close(false);
  const next = await Promise.race([second, third]);
  expect(next.state).toBe("cold");
  writeFileSync(join(next.path, "code"), "compiled");
  next.close(true);
  expect((await Promise.all([second, third])).map(({ state }) => state).sort()).toEqual(["cold", "warm"]);
});

describe("an engine that compiles without its guest", () => {
  const within = (): string => mkdtempSync(join(caches, "sandbox-"));
  const openWarm = (warm: Warm) => openCompileCache(caches, lane("host"), target, "sha256:aa", true, within(), warm);

  test("fills the cache once, and no guest can write there", async () => {
    let count = 0;
    const warm: Warm = async (path) => writeFileSync(join(path, "code"), `compiled ${++count}`);
    for (const worked of [true, false]) {
      const own = await openWarm(warm);
      expect([own.state, own.inputs, own.directories]).toEqual(["warm", [own.path], []]);
      expect(readFileSync(join(own.path, "code"), "utf8")).toBe("compiled 1");
      own.close(worked);
    }
  });

  test.each([
    ["leaves nothing", async () => {}],
    ["leaves folders and empty files", async (path: string) => [mkdirSync(join(path, "modules")), writeFileSync(join(path, "modules/lock"), "")]],
  ])("and %s leaves each run cold: what guests wrote is never kept", async (_, warm) => {
    for (const worked of [true, true]) {
      const own = await openWarm(async (path) => void (await warm(path)));
      expect([own.state, own.directories]).toEqual(["cold", [own.path]]);
      expect(readdirSync(own.path)).toEqual([]);
      writeFileSync(join(own.path, "code"), "of a hostile guest");
      own.close(worked);
    }
  });

  test("holds nobody up where it fails", async () => {
    await expect(openWarm(() => Promise.reject(new Error("no launcher")))).rejects.toThrow("no launcher");
    const own = await openWarm(async (path) => writeFileSync(join(path, "code"), "compiled"));
    expect(own.state).toBe("warm");
  });
});
