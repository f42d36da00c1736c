import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import type { Lane } from "../model/lane.ts";
import { openCompileCache } from "./compile-cache.ts";

let caches: string;
beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), "gatehouse-cache-"));
});
afterEach(() => rmSync(caches, { recursive: true }));

const lane = (launcher: string): Lane => ({ id: { launcher }, digest: "sha256:0123" }) as Lane;
const target = { cache: true } as RuntimeTarget;
const open = (launcher: string, artifact = "sha256:aa") => openCompileCache(caches, lane(launcher), target, artifact);

describe.each(["host", "qemu"])("the compile cache of an engine behind the launcher %s", (launcher) => {
  test("is cold until the artifact worked, then warm, for this artifact alone", () => {
    for (const worked of [false, true]) {
      const cold = open(launcher);
      expect(cold.state).toBe("cold");
      writeFileSync(join(cold.path, "code"), "compiled");
      cold.close(worked);
    }
    const warm = open(launcher);
    expect(warm.state).toBe("warm");
    expect(readdirSync(warm.path)).toContain("code");
    expect(open(launcher, "sha256:bb").state).toBe("cold");
  });

  test("is none for an engine that keeps nothing", () => {
    expect(openCompileCache(caches, lane(launcher), {} as RuntimeTarget, "sha256:aa").state).toBe("none");
  });
});

test("what a guest elsewhere left for one artifact, another does not find, and is not there where it failed", () => {
  const first = open("qemu");
  expect(first.directories).toEqual([first.path]);
  writeFileSync(join(first.path, "code"), "of a hostile guest");
  const second = open("qemu", "sha256:bb");
  expect(second.path).not.toBe(first.path);
  expect(readdirSync(second.path)).toEqual([]);
  first.close(false);
  expect(existsSync(first.path)).toBe(false);
});

test("two that compile the same at once: the first is kept, and nothing is left", () => {
  const [first, second] = [open("qemu"), open("qemu")];
  writeFileSync(join(first.path, "code"), "first");
  writeFileSync(join(second.path, "code"), "second");
  first.close(true);
  second.close(true);
  const warm = open("qemu");
  expect(warm.inputs).toEqual([warm.path]);
  expect(warm.directories).toEqual([]);
  expect(readdirSync(join(warm.path, ".."))).toEqual(["aa"]);
});
