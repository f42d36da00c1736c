import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { askPlatform } from "./ask-platform.ts";
import { askVersion, runQuietly } from "./ask-version.ts";
import { groundOf, type Said } from "./probe.fixture.ts";

const ask = (said: Said, reports?: RegExp) => {
  const made = groundOf(() => said);
  return { ...made, said: () => askVersion(["/engine", "--version"], [], "/m", made.ground(), reports) };
};

describe("a version", () => {
  test.each<[string, Said, RegExp | undefined, string]>([
    ["alone", { stdout: "1.2.3" }, undefined, "1.2.3"],
    ["among words", { stdout: "engine 49.0.3 (abcdef 2026-01-01)\n" }, undefined, "49.0.3"],
    ["of two numbers", { stdout: "engine version 0.16" }, undefined, "0.16"],
    ["with what stands behind it", { stdout: "v1.2.3-beta.1 x" }, undefined, "1.2.3-beta.1"],
    ["on standard error", { stderr: "engine 2.0.0" }, undefined, "2.0.0"],
    ["where the manifest says", { stdout: "toolkit 9.9.9\nengine 1.0.1" }, /^engine (\S+)/m, "1.0.1"],
    ["as a whole match", { stdout: "build 20260101" }, /\d{8}/, "20260101"],
  ])("is read %s", async (_, said, reports, version) => {
    expect(await ask(said, reports).said()).toEqual({ version });
  });

  test.each<[string, Said, RegExp]>([
    ["says nothing", {}, /^it does not tell its version, but: $/],
    ["says something else", { stdout: "usage: engine FILE" }, /^it does not tell its version, but: usage: engine FILE$/],
    ["fails, though it says one", { stdout: "1.2.3", code: 7 }, /^exit 7: 1\.2\.3$/],
    ["hangs", { limit: "time", signal: "SIGKILL", code: null }, /^it reached its time limit$/],
    ["is not there", { startError: "exec: No such file or directory" }, /^exec: No such file/],
  ])("is none where an engine %s; it is asked again", async (_, said, failure) => {
    const { said: get, asked } = ask(said);
    expect(await get()).toEqual({ failure: expect.stringMatching(failure) });
    await get();
    expect(asked).toHaveLength(2);
  });

  test("is asked once: it follows from the packages, the question and what wraps it", async () => {
    const { ground, asked } = groundOf();
    const own = ground();
    const pack = { ok: true, id: "engine", folder: "/p", bin: { engine: "/p/engine" }, env: { LIB: "/p/lib" }, digest: "sha256:1", origin: "path" } as const;
    const get = (packages = [pack], under = { wrap: ["/wrap"], digest: "w", reads: [] }) =>
      askVersion(["{bin.engine}", "{manifest}/x"], packages, "/m", own, undefined, under);
    await get();
    await get();
    expect(asked.map(({ argv, env }) => [argv, env["LIB"]])).toEqual([[["/wrap", "/p/engine", "/m/x"], "/p/lib"]]);
    await get([{ ...pack, digest: "sha256:2" as "sha256:1" }]);
    await get([pack], { wrap: ["/wrap"], digest: "other", reads: [] });
    expect(asked).toHaveLength(3);
  });
});

test("what asks a question has limits, no input, and leaves nothing", async () => {
  const { ground, asked, store } = groundOf(() => ({ stdout: "x".repeat(1000), stderr: "warning", code: 1 }));
  const { how, stdout } = await runQuietly(["/engine"], { A: "1" }, ground(), []);
  expect([stdout.length, how?.length]).toEqual([1000, "exit 1: ".length + 300]);
  expect(asked[0]).toMatchObject({
    stdin: "/dev/null",
    env: { A: "1" },
    limits: { timeMs: expect.any(Number), outputBytes: expect.any(Number), processes: 64 },
  });
  expect(readdirSync(join(store, "tmp"))).toEqual([]);
});

describe("what an engine finds on its platform", () => {
  // Scripts stand in folders of runtimes only; this one is Enarx's.
  const folder = join(import.meta.dirname, "../runtimes/enarx");
  const told = JSON.stringify({ version: "0.6.0", backends: [{ backend: "kvm", data: [{ name: "driver", pass: true, info: "12", mesg: null }] }] });
  const get = async (said: Said, platform: string[] | undefined, backend = "kvm", script = "platform.mjs") => {
    const { ground, asked } = groundOf(() => said);
    return { found: await askPlatform(ground(), { platform, "platform-script": script }, folder, [], backend), asked };
  };

  test("is what its runtime's script says of what it prints", async () => {
    const { found, asked } = await get({ stdout: told }, ["{manifest}/enarx", "platform", "info"]);
    expect(found).toMatchObject([{ name: "driver", pass: true, info: "12" }]);
    expect(asked[0]?.argv).toEqual([join(folder, "enarx"), "platform", "info"]);
    expect((await get({ stdout: told }, ["/enarx"], "sgx")).found).toMatchObject([{ pass: false, info: "this build of it has kvm" }]);
  });

  test.each<[string, Said]>([
    ["fails: what it printed is not read", { stdout: told, code: 1 }],
    ["prints something else", { stdout: "[]" }],
  ])("is nothing where it %s", async (_, said) => {
    expect((await get(said, ["/enarx"])).found).toMatchObject([{ pass: false, info: "it does not tell what it finds on this machine" }]);
  });

  test("is the script's own where it has no such command; a script of somebody else is not loaded", async () => {
    const { found, asked } = await get({}, undefined);
    expect([found.map(({ pass }) => pass), asked]).toEqual([[false], []]);
    await expect(get({}, undefined, "kvm", "../jco/host.mjs")).rejects.toMatchObject({ code: "runtime/script" });
  });
});
