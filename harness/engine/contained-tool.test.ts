import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Launcher } from "../launch/launcher.ts";
import { openHostLauncher } from "../launch/open.ts";
import { assemble } from "../provision/assemble.ts";
import type { ContainedTool } from "../provision/context.ts";
import { findOnPath } from "../provision/on-path.ts";
import { containedTool } from "./contained-tool.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-tool-")));
const [store, secret, work] = [join(folder, "store"), join(folder, "secret"), join(folder, "work")];
let launcher: Launcher;
let tool: ContainedTool;
beforeAll(async () => {
  for (const path of [store, work]) mkdirSync(path);
  writeFileSync(secret, "token\n");
  launcher = await openHostLauncher(store);
  tool = containedTool(launcher, store);
}, 120_000);
afterAll(async () => {
  await launcher.close();
  rmSync(folder, { recursive: true, force: true });
});

const how = (rest: Partial<Parameters<ContainedTool>[1]> = {}) => ({
  ...{ cwd: work, env: { PATH: "/usr/bin:/bin" }, timeoutMs: 60_000, packages: [], reads: [], writable: [work], signal: undefined },
  ...rest,
});
const context = { signal: undefined, notify: () => {}, architecture: "x86_64", taken: () => Promise.resolve([]) };

describe.skipIf(process.platform !== "linux")("a program that a manifest names", () => {
  test("changes its folders, and reads nothing of the user's", async () => {
    const script = `echo made > made; cat ${secret}; echo said; echo no > ${secret}`;
    expect(await tool(["/bin/sh", "-c", script], how())).toMatchObject({ stdout: "said\n", stderr: expect.stringContaining("No such file") });
    expect([readFileSync(join(work, "made"), "utf8"), readFileSync(secret, "utf8")]).toEqual(["made\n", "token\n"]);
  });

  test("reaches nobody", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.on("listening", resolve));
    const { port } = server.address() as { port: number };
    const script = `require("node:net").connect(${port}, "127.0.0.1").on("error", ({ code }) => console.log(code))`;
    expect((await tool([process.execPath, "-e", script], how({ reads: [process.execPath] }))).stdout).toBe("ENETUNREACH\n");
    server.close();
  });

  test("fails as a result, and is ended where nobody waits any more", async () => {
    expect(await tool(["/bin/sh", "-c", "echo why >&2; exit 3"], how())).toMatchObject({ ok: false, exitCode: 3, stderr: "why\n", failure: "exit 3" });
    expect(await tool([join(folder, "absent")], how())).toMatchObject({ ok: false, stdout: "", failure: expect.stringContaining("No such file") });
    expect(await tool(["/bin/sleep", "600"], how({ timeoutMs: 100 }))).toMatchObject({ ok: false, failure: "it reached its time limit" });
    const controller = new AbortController();
    const ran = tool(["/bin/sh", "-c", "touch begun; sleep 600"], how({ signal: controller.signal }));
    while (!existsSync(join(work, "begun"))) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect(await ran).toMatchObject({ ok: false, failure: "it was ended by SIGKILL" });
  });

  test("is a step of a package: it puts its own folder together, and nothing else", async () => {
    const own = join(folder, "package");
    mkdirSync(own);
    const step = (script: string) => [{ run: ["/bin/sh", "-c", script] }];
    expect(await assemble(step("echo built > {package}/built"), own, { ...context, store, tool }, work)).toBeUndefined();
    expect(readFileSync(join(own, "built"), "utf8")).toBe("built\n");
    const failed = await assemble(step("echo no > ../../outside"), own, { ...context, store, tool }, work);
    expect(failed?.missing.info).toMatch(/exit|cannot create/);
    expect(existsSync(join(folder, "outside"))).toBe(false);
  });

  test("is a program on PATH that tells its version and is checked: with what it builds with, and no more", async () => {
    const check = (script: string) => ({ command: "node", version: ["--version"], range: ">=20", hint: "install it", check: ["{bin.node}", "-e", script] });
    const ask = (script: string) => findOnPath("node", check(script), { ...context, store, tool }, work);
    expect(await ask("")).toMatchObject({ ok: true, origin: "path" });
    expect(await ask(`require("node:fs").readFileSync(${JSON.stringify(secret)})`)).toMatchObject({
      ok: false,
      evidence: { info: expect.stringContaining("ENOENT") },
    });
  });
});
