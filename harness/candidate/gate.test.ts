import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mismatch } from "../host/schemas.ts";
import { gatehouse } from "../mini/cli.ts";
import { nodeHost } from "../mini/node-host.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { Decision } from "../model/change.ts";

// Builds of one engine that nobody has published yet: wrappers around it, each with one fault.
const node = JSON.stringify(process.execPath);
const builds = {
  good: `exec ${node} "$@"`,
  "another-good": `exec ${node} "$@" # built elsewhere`,
  "drops-the-last-byte": `case "$1" in --version) exec ${node} "$@";; esac\n${node} "$@" >out; code=$?; head -c -1 out; exit $code`,
  "says-more": `case "$1" in --version) exec ${node} "$@";; esac\n${node} "$@"; code=$?; echo "warning: old flag" >&2; exit $code`,
  "always-well": `case "$1" in --version) exec ${node} "$@";; esac\n${node} "$@"; exit 0`,
  "loses-files": `case "$1" in --version) exec ${node} "$@";; esac\nfor word in "$@"; do case $word in --dir=*) dir=\${word#--dir=}; dir=\${dir%%::*};; esac; done\n${node} "$@"; code=$?; [ -z "$dir" ] || rm -rf "$dir"/*; exit $code`,
  "closes-stdin": `case "$1" in --version) exec ${node} "$@";; esac\nexec ${node} "$@" </dev/null`,
  slower: `case "$1" in --version) exec ${node} "$@";; esac\n${node} "$@" >out 3>/dev/null; rm out\nexec ${node} "$@"`,
  crashes: `kill -SEGV $$`,
  "is-something-else": `echo banana 1.2.3`,
} as const;
type Build = keyof typeof builds;

// What is planted is a script that names other files: one that is contained sees itself alone.
const uncontained = { GATEHOUSE_LAUNCHER: "uncontained" };

/** A language whose compiler no machine has. */
const nowhere = `id = "nowhere"
name = "Nowhere"
tier = 1
homepage = "https://example.org"
[package.tool]
from = "path"
path = { command = "no-such-compiler", version = ["--version"], range = "*", hint = "there is none" }
[toolchain.tool]
title = "tool"
about = "A compiler that no machine has."
packages = ["tool"]
version = ["{bin.no-such-compiler}", "--version"]
[[toolchain.tool.target.wasip1.steps]]
run = ["{bin.no-such-compiler}", "{source}/main.wat", "{out}"]
`;

describe.skipIf(process.platform !== "linux")("the gate", () => {
  const store = openStore();
  let tree: Tree;
  const path = (build: Build): string => `gated@path:${tree.at("builds", build)}`;
  const gate = async (candidate: string, ...more: string[]): Promise<{ code: number | null; decision: Decision; stderr: string }> => {
    const said = await gatehouse(tree, ["gate", "--candidate", candidate, "--baseline", path("good"), "--tier", "2", "--json", ...more], uncontained);
    return { code: said.code, decision: said.stdout ? JSON.parse(said.stdout) : undefined, stderr: said.stderr };
  };

  beforeAll(() => {
    tree = makeTree([], store);
    mkdirSync(tree.at("harness/runtimes/gated"), { recursive: true });
    mkdirSync(tree.at("builds"));
    writeFileSync(tree.at("harness/runtimes/gated/runtime.toml"), nodeHost("gated"));
    writeFileSync(tree.at("harness/runtimes/gated/releases.toml"), "[[release]]\ncurrent = true\n");
    cpSync(join(import.meta.dirname, "../runtimes/node-wasi/host.mjs"), tree.at("harness/runtimes/gated/host.mjs"));
    for (const [name, script] of Object.entries(builds)) {
      writeFileSync(tree.at("builds", name), `#!/bin/sh\n${script}\n`);
      chmodSync(tree.at("builds", name), 0o755);
    }
    // A benchmark for times: what mini's hello does.
    cpSync(tree.at("workloads/hello"), tree.at("workloads/spin"), { recursive: true });
    const spin = readFileSync(tree.at("workloads/hello/workload.toml"), "utf8");
    writeFileSync(
      tree.at("workloads/spin/workload.toml"),
      spin
        .replace('"hello"', '"spin"')
        .replace(/kind = ".*"/, 'kind = "benchmark"')
        .replace('id = "line"', 'id = "once"'),
    );
    writeFileSync(tree.at("builds/not-executable"), "#!/bin/sh\n");
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("another build of the same is accepted: nothing changed", async () => {
    const { code, decision } = await gate(path("another-good"));
    expect(code).toBe(0);
    expect(decision).toMatchObject({ accepted: true, counts: { regressed: 0, changed: 0, unsure: 0, incomparable: 0 } });
    expect(decision.counts.same).toBe(decision.changes.length);
    expect(decision.changes.length).toBeGreaterThan(0);
  });

  // An engine that hides failures, or changes every stream, does not get as far as its own cells: it is not trusted.
  test.each<[Build, RegExp]>([
    ["drops-the-last-byte", /stdout|untrusted/],
    ["says-more", /stderr|untrusted/],
    ["always-well", /untrusted/],
    ["loses-files", /note.*|file/],
    ["closes-stdin", /stdout/],
  ])("%s is refused, the runtime is blamed", async (build, why) => {
    const { code, decision } = await gate(path(build));
    const regressed = decision.changes.filter((each) => each.change.is === "regressed");
    expect({ code, accepted: decision.accepted }).toEqual({ code: 1, accepted: false });
    expect(regressed.length).toBeGreaterThan(0);
    expect(regressed.map((each) => each.blame)).toEqual(regressed.map(() => "runtime"));
    expect(regressed.some((each) => "detail" in each.change && why.test(`${each.subject} ${each.change.detail}`))).toBe(true);
  });

  test("what it prints as JSON fits its schema", async () => {
    for (const build of ["another-good", "closes-stdin"] as const) expect(mismatch("decision", (await gate(path(build))).decision)).toBeUndefined();
  });

  test("with times, a candidate that gives the same and takes twice as long is refused, and how to see it again is said", async () => {
    const xml = tree.at("times.xml");
    const { code, decision, stderr } = await gate(path("slower"), "--bench", "--budget", "25", "--junit", xml, "hello", "spin");
    expect({ code, stderr: stderr.includes("error") }).toEqual({ code: 1, stderr: false });
    expect(decision.refusals).toEqual([expect.stringMatching(/^spin\/once,wat\/wasm-tools.wasip1 is slower: cpu time \+/), "1 slower"]);
    expect(decision.times).toEqual([expect.objectContaining({ is: "slower", subject: "spin/once,wat/wasm-tools.wasip1", gates: true })]);
    expect(decision.times?.[0]?.again.join(" ")).toContain("./gatehouse bench case=spin/once route=wat/wasm-tools.wasip1 --candidate gated@path:");
    expect(mismatch("decision", decision)).toBeUndefined();
    expect(readFileSync(xml, "utf8")).toContain('<failure type="slower"');
  });

  test("a language of a gating tier that this machine cannot build refuses, whatever else is the same", async () => {
    mkdirSync(tree.at("languages/nowhere"));
    cpSync(tree.at("workloads/hello/wat.wasip1"), tree.at("workloads/hello/nowhere"), { recursive: true });
    cpSync(tree.at("languages/wat/smoke"), tree.at("languages/nowhere/smoke"), { recursive: true });
    writeFileSync(tree.at("languages/nowhere/language.toml"), nowhere);
    try {
      const { code, decision } = await gate(path("another-good"));
      expect({ code, accepted: decision.accepted, missing: decision.missing }).toEqual({ code: 1, accepted: false, missing: 1 });
      expect(decision.refusals).toEqual([expect.stringMatching(/^nothing of nowhere for wasip1 was tested: nowhere\/tool is not here: .*no-such-compiler/)]);
      // Who asks for another language alone is told of that one alone.
      expect((await gate(path("another-good"), "language=wat")).code).toBe(0);
    } finally {
      for (const folder of ["languages/nowhere", "workloads/hello/nowhere"]) rmSync(tree.at(folder), { recursive: true });
    }
  });

  test("reports for people and for machines", async () => {
    const [markdown, junit] = [tree.at("gate.md"), tree.at("gate.xml")];
    await gate(path("closes-stdin"), "--markdown", markdown, "--junit", junit);
    expect(readFileSync(markdown, "utf8")).toMatch(/^## Gatehouse: \*\*refused\*\*/);
    const xml = readFileSync(junit, "utf8");
    expect(xml).toMatch(/<testsuites name="gatehouse" tests="\d+" failures="[1-9]\d*"/);
    expect(xml.match(/<testcase/g)?.length).toBe(Number(/tests="(\d+)"/.exec(xml)?.[1]));
  });

  test.each<[string, string, RegExp]>([
    ["crashes at start", "crashes", /cannot be used: gated starts: it was ended by SIGSEGV/],
    ["is another program", "is-something-else", /cannot be used: .*does not tell its version, but: banana 1\.2\.3/],
    ["cannot be executed", "not-executable", /cannot be used: .*can be executed/],
    ["is not there", "absent", /cannot be used: .*can be executed/],
  ])("a candidate that %s: one error, exit code 2", async (_, build, message) => {
    const { code, stderr } = await gate(`gated@path:${tree.at("builds", build)}`);
    expect(code).toBe(2);
    const errors = stderr.split("\n").filter((line) => line.startsWith("error: "));
    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    [["--candidate", "gated", "--baseline", "gated@1.0.0"], /not a release/],
    [["--candidate", "gated@1.0.0", "--baseline", "gated@1.0.0"], /has no release/],
    [["--candidate", "nobody@1.0.0", "--baseline", "gated@1.0.0"], /there is no runtime/],
    [["--baseline", "gated@1.0.0"], /nothing is on trial/],
    [["--candidate", "gated@path:/bin/true"], /nothing to hold gated@path:\/bin\/true against/],
    [["--candidate", "gated@path:/bin/true", "--baseline", "run:nothing", "--bench"], /there is no run/],
    [["--toolchain", "node@path:/bin/true", "--bench"], /--bench|times are compared/],
    [["--toolchain", "node"], /not a toolchain/],
    [["--toolchain", "nobody@path:/bin/true"], /no language has a package/],
    [["--toolchain", "node@path:/nowhere"], /is no executable file/],
    [["--toolchain", "node@path:/bin/true", "--baseline", "gated@1.0.0"], /against its own release/],
    [["--candidate", "run:nothing", "--baseline", "gated@path:/bin/true"], /there is no run/],
    [["--candidate", "record:nothing", "--baseline", "gated@path:/bin/true"], /there is no record/],
  ])("%s is refused", async (words, message) => {
    const said = await gatehouse(tree, ["gate", ...words]);
    expect({ code: said.code, stderr: said.stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });
});
