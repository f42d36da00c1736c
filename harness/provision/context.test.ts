import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assemble } from "./assemble.ts";
import { type ContainedTool, toolOf } from "./context.ts";
import { findOnPath } from "./on-path.ts";

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), "gatehouse-context-"));
});
afterEach(() => rmSync(store, { recursive: true }));

type Asked = Parameters<ContainedTool>[1] & { readonly argv: readonly string[] };
const recorder = (ok = true): { readonly asked: Asked[]; readonly tool: ContainedTool } => {
  const asked: Asked[] = [];
  return {
    asked,
    tool: async (argv, how) => {
      asked.push({ argv, ...how });
      return { ok, exitCode: ok ? 0 : 1, stdout: "v22.0.0\n", stderr: "no", failure: ok ? "" : "exit 1" };
    },
  };
};
const contextOf = (tool?: ContainedTool) => ({ store, signal: undefined, notify: () => {}, ...(tool && { tool }) });

describe("what manifests name", () => {
  test("runs with its folder and its manifest, and nothing else: a step of a package", async () => {
    const { asked, tool } = recorder();
    const folder = join(store, "package");
    mkdirSync(folder);
    expect(await assemble([{ run: ["{package}/make", "{work}"] }], folder, contextOf(tool), "/manifest")).toBeUndefined();
    expect(asked).toMatchObject([{ argv: [`${folder}/make`, `${folder}.work`], reads: ["/manifest"], writable: [folder, `${folder}.work`], packages: [] }]);
    const failed = await assemble([{ run: ["/make"] }], folder, contextOf(recorder(false).tool), "/manifest");
    expect(failed?.missing.info).toContain("exit 1");
  });

  test("runs with the parts that it shares with other manifests, which its words name", async () => {
    const { asked, tool } = recorder();
    const manifest = join(store, "one");
    for (const path of ["one", "shared", "more"]) mkdirSync(join(store, path));
    await assemble([{ run: ["cc", "-I", "{manifest}/../shared", "{manifest}/own"] }], join(store, "package"), contextOf(tool), manifest);
    expect(asked.map(({ reads }) => reads)).toEqual([[manifest, join(store, "shared")]]);
  });

  test("runs with what it would build with: a program on PATH, asked for its version and checked", async () => {
    const { asked, tool } = recorder();
    const spec = { command: "node", version: ["--version"], range: ">=20", hint: "install it", check: ["{bin.node}", "{manifest}/check.js"] };
    const state = await findOnPath("node", spec, contextOf(tool), "/manifest");
    expect(state).toMatchObject({ ok: true, origin: "path" });
    const bin = state.ok ? state.bin : {};
    expect(asked.map(({ argv }) => argv)).toEqual([
      [bin["node"], "--version"],
      [bin["node"], "/manifest/check.js"],
    ]);
    for (const { packages, reads, writable, cwd } of asked) expect([packages[0]?.bin, reads, writable]).toEqual([bin, ["/manifest"], [cwd]]);
    const refused = await findOnPath("node", { ...spec, version: ["-v"] }, contextOf(recorder(false).tool), "/manifest");
    expect(refused).toMatchObject({ ok: false, evidence: { info: expect.stringContaining("exit 1") } });
  });

  test("runs where no session contains it as any program does", async () => {
    const how = { cwd: store, env: {}, timeoutMs: 60_000, packages: [], reads: [], writable: [], signal: undefined };
    expect(await toolOf({})(["/bin/sh", "-c", "echo said; echo made > made"], how)).toMatchObject({ ok: true, stdout: "said\n" });
    expect(readFileSync(join(store, "made"), "utf8")).toBe("made\n");
  });
});
