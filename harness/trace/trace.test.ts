import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, type Said } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Comparison, TracedCell } from "../model/generated/trace.ts";
import { addEngine, makeTraced } from "./trace.fixture.ts";

// Tells one call that its guest does not make.
const teller = 'export default (text) => (text.includes("HEARD") ? [{ call: "fd_write", errno: "io" }] : []);\n';

describe.skipIf(process.platform !== "linux")("gatehouse trace", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const trace = async <T>(...words: string[]): Promise<{ said: Said; value: T }> => {
    const said = await gatehouse(tree, ["trace", ...words, "--json"]);
    const value: unknown = said.stdout === "" ? undefined : JSON.parse(said.stdout);
    if (said.code !== 2) expect(mismatch("output", { trace: value }), said.stdout.slice(0, 300)).toBeUndefined();
    return { said, value: value as T };
  };

  beforeAll(() => {
    tree = makeTraced(store);
    addEngine(tree, "other", (manifest) => manifest);
    addEngine(tree, "mute", (manifest) => manifest.replace(/^trace = .*\n/m, ""));
    addEngine(tree, "words", (manifest) =>
      manifest
        .replace("report = true", 'trace = { script = "words.mjs", env = { WORDS = "HEARD" } }')
        .replace(/^trace = \[.*\n/m, 'trace = ["{bin.node}", "-e", "process.stderr.write(process.env.WORDS)", "{wasm}", "{args}", "{env}", "{directories}"]\n'),
    );
    writeFileSync(tree.at("harness/runtimes/words/words.mjs"), teller);
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("tells the calls of a cell, with arguments, results and how it ended", async () => {
    const { said, value } = await trace<TracedCell>("hello/line,wat,node-wasi");
    expect([said.code, value.ending, value.verdict]).toEqual([0, "exit 0", "pass"]);
    expect(value.programs["main"]?.calls).toEqual([
      {
        call: "fd_write",
        args: {
          fd: 1,
          iovs: { lengths: [expect.any(Number)], bytes: expect.any(Number), sha256: expect.any(String), first: expect.stringContaining("\\x0a") },
        },
        errno: "success",
        result: { nwritten: expect.any(Number) },
        us: expect.any(Number),
      },
    ]);
    const text = await gatehouse(tree, ["trace", "hello/line,wat,node-wasi"], { NO_COLOR: "1" });
    expect(text.stdout).toMatch(
      /^fd_write\(fd=1, iovs=".*\\x0a" \(\d+ bytes\)\) = success nwritten=\d+ <\d+ us>\n\+\+\+ hello\/line,.*: exit 0, pass \+\+\+\n$/,
    );
  });

  test("tells what a guest does with files and standard input", async () => {
    const note = await trace<TracedCell>("note,wat/wasm-tools,node-wasi");
    expect(note.value.programs["main"]?.calls.map(({ call }) => call)).toContain("path_open");
    const echo = await trace<TracedCell>("echo,wat,node-wasi");
    expect(echo.value.programs["main"]?.calls.find(({ call }) => call === "fd_read")?.result).toMatchObject({
      nread: expect.any(Number),
      data: { bytes: expect.any(Number) },
    });
  });

  test("beyond a limit calls are counted, and each new result is told", async () => {
    const { value } = await trace<TracedCell>("note,wat,node-wasi", "--calls", "1");
    const { calls, dropped } = value.programs["main"] ?? { calls: [], dropped: 0 };
    expect(calls.filter(({ args }) => args !== undefined)).toHaveLength(1);
    expect(new Set(calls.map(({ call, errno }) => `${call} ${errno}`)).size + dropped).toBeGreaterThanOrEqual(calls.length);
  });

  test("two lanes that answer alike do not part; two that do not, do", async () => {
    const same = await trace<Comparison>("note,wat", "--compare", "node-wasi", "other");
    expect([same.said.code, same.value.programs["main"]]).toMatchObject([0, { left: [], right: [] }]);
    const parted = await trace<Comparison>("hello,wat", "--compare", "node-wasi", "words");
    expect(parted.said.code).toBe(1);
    expect(parted.value.programs["main"]).toMatchObject({ same: 0, before: [], left: [{ errno: "success" }], right: [{ call: "fd_write", errno: "io" }] });
  });

  test.each<[string[], string]>([
    [["hello/line,wat"], "trace/several"],
    [["hello/line,wat,mute"], "trace/no-mode"],
    [["hello/nothing,wat"], "filter/no-match"],
    [["a,b,c,d"], "cell/malformed"],
    [["hello,wat", "--compare", "node-wasi"], "trace/lanes"],
    [["hello,wat", "node-wasi", "other"], "trace/lanes"],
  ])("%j is an error that names what to do", async (words, code) => {
    const { said } = await trace(...words);
    expect([said.code, said.stdout]).toEqual([2, expect.stringContaining(code)]);
    expect(said.stderr).toContain("error: ");
  });

  test("a runtime's own verdicts do not depend on what traces", async () => {
    const lane = async (): Promise<string> => {
      const { stdout } = await gatehouse(tree, ["provision", "runtime=node-wasi", "--json"]);
      return stdout;
    };
    const before = await lane();
    const path = tree.at("harness/runtimes/trace.mjs");
    writeFileSync(path, `${readFileSync(path, "utf8")}// more\n`);
    expect(await lane()).toBe(before);
  });
});
