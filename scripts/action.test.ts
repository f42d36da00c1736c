import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeHost } from "../harness/mini/node-host.ts";
import { copyShared, openStore, removeStore } from "../harness/mini/tree.ts";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-action-"));
const store = openStore();
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  removeStore(store);
});

interface Step {
  readonly name: string;
  readonly uses: string | undefined;
  readonly when: string | undefined;
  readonly run: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

// The part of YAML that action.yml has: one key a line, blocks by indentation.
const readSteps = (text: string): Step[] =>
  (text.split("\n  steps:\n")[1] ?? "")
    .split(/^ {4}- /m)
    .slice(1)
    .map((part) => {
      const lines = `      ${part}`.split("\n").filter((line) => !/^ {4}#/.test(line));
      const value = (key: string): string | undefined =>
        lines.map((line) => new RegExp(`^ {6}${key}: (.*)$`).exec(line)?.[1]).find((found) => found !== undefined);
      const below = (key: string): string[] => {
        const at = lines.findIndex((line) => new RegExp(`^ {6}${key}:( \\|)?$`).test(line));
        const end = lines.findIndex((line, index) => index > at && !/^( {8}|$)/.test(line));
        return at < 0 ? [] : lines.slice(at + 1, end < 0 ? undefined : end).map((line) => line.slice(8));
      };
      const env = Object.fromEntries(
        below("env")
          .filter(Boolean)
          .map((line) => line.split(": ") as [string, string]),
      );
      return { name: value("name") ?? value("uses") ?? "", uses: value("uses"), when: value("if"), run: below("run").join("\n") || undefined, env };
    });

const steps = readSteps(readFileSync(join(root, "action.yml"), "utf8"));
let action = "";

beforeAll(() => {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", scratch], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const modules = join(scratch, "node_modules");
  mkdirSync(modules);
  execFileSync("tar", ["-xzf", join(scratch, readdirSync(scratch).find((name) => name.endsWith(".tgz")) ?? ""), "-C", scratch]);
  action = join(modules, "gatehouse");
  execFileSync("mv", [join(scratch, "package"), action]);
  // What it depends on, and nothing that only its development takes.
  const { dependencies } = JSON.parse(readFileSync(join(action, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) symlinkSync(join(root, "node_modules", name), join(modules, name));
}, 300_000);

interface Done {
  readonly codes: readonly (number | null)[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly skipped: readonly string[];
  readonly said: string;
}

const readPairs = (path: string): Record<string, string> =>
  Object.fromEntries(
    readFileSync(path, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

// The repository of a runtime that Gatehouse does not have, with builds that nobody has published.
const layOutRepository = (folder: string): void => {
  const runtime = join(folder, "runtimes/gated");
  mkdirSync(runtime, { recursive: true });
  writeFileSync(join(folder, "gatehouse.toml"), "");
  writeFileSync(join(folder, "policy-of-ours.toml"), "tiers = [1, 2]\n");
  writeFileSync(join(runtime, "runtime.toml"), nodeHost("gated"));
  writeFileSync(join(runtime, "releases.toml"), "[[release]]\ncurrent = true\n");
  cpSync(join(root, "harness/runtimes/node-wasi/host.mjs"), join(runtime, "host.mjs"));
  copyShared(join(folder, "runtimes"));
  // A command sees the folder of its runtime, and not where this Node lies.
  const node = join(runtime, "node");
  cpSync(realpathSync(process.execPath), node);
  const builds = { good: `exec ${node} "$@"`, same: `exec ${node} "$@" #`, broken: `case "$1" in --version) exec ${node} "$@";; esac\nexit 9` };
  for (const [name, script] of Object.entries(builds)) writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
};

/** Runs the `run` steps one after the other as the service does, up to the first that fails. */
const runAction = (inputs: Readonly<Record<string, string>>): Done => {
  const work = mkdtempSync(join(scratch, "job-"));
  const at = (name: string): string => join(work, name);
  for (const file of ["env", "output", "summary"]) writeFileSync(at(file), "");
  for (const folder of ["workspace", "temp"]) mkdirSync(at(folder));
  symlinkSync(store, at("temp/gatehouse-store"));
  layOutRepository(at("workspace"));
  const { GATEHOUSE_STORE: _, ...inherited } = process.env;
  const codes: (number | null)[] = [];
  let said = "";
  for (const { run, env } of steps) {
    if (run === undefined || codes.some((code) => code !== 0)) continue;
    const filled = Object.entries(env).map(([name, text]) => [name, text.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_all, input: string) => inputs[input] ?? "")]);
    const service = {
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: action,
      GITHUB_ENV: at("env"),
      GITHUB_OUTPUT: at("output"),
      GITHUB_STEP_SUMMARY: at("summary"),
    };
    const runner = { RUNNER_TEMP: at("temp"), RUNNER_OS: "Linux", RUNNER_ARCH: "X64" };
    const result = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: at("workspace"),
      env: { ...inherited, ...service, ...runner, ...readPairs(at("env")), ...Object.fromEntries(filled) },
      encoding: "utf8",
    });
    codes.push(result.status);
    said += result.stdout + result.stderr;
  }
  const skipped = steps.flatMap(({ uses }) => uses ?? []);
  return { codes, outputs: readPairs(at("output")), summary: readFileSync(at("summary"), "utf8"), skipped, said };
};

describe("the action, from the packed package in an empty folder", () => {
  test("takes nothing of others but these, which are not run here", () => {
    expect(steps.flatMap(({ uses }) => uses ?? [])).toEqual([
      "actions/setup-node@v5",
      "actions/cache/restore@v4",
      "actions/cache/save@v4",
      "actions/upload-artifact@v4",
    ]);
  });

  test("fills the cache only where the repository's own code runs, and before any candidate does", () => {
    const [save, gate] = ["actions/cache/save@v4", "Gate"].map((name) => steps.findIndex((step) => step.name === name)) as [number, number];
    expect(steps[save]?.when).toBe("github.event_name == 'push' || github.event_name == 'schedule'");
    expect(save).toBeLessThan(gate);
  });

  const gate = (build: string): Done =>
    runAction({
      candidate: `gated@path:./${build}`,
      baseline: "gated@path:./good",
      filter: "language=wat workload=noop",
      policy: "policy-of-ours.toml",
    });

  test("accepts a build that does what the one before it did", () => {
    const { codes, outputs, said, summary } = gate("same");
    expect(codes, said).toEqual([0, 0, 0]);
    expect(outputs).toMatchObject({ verdict: "accepted", key: expect.stringMatching(/^gatehouse-Linux-X64-[0-9a-f]{16}$/) });
    expect(JSON.parse(outputs["counts"] ?? "")).toMatchObject({ regressed: 0 });
    for (const file of ["gate.json", "gate.md", "gate.xml"]) expect(existsSync(join(outputs["report"] ?? "", file)), file).toBe(true);
    expect(summary).toContain("accepted");
  });

  test("refuses one that runs nothing any more, and says so in the log", () => {
    const { codes, outputs, said } = gate("broken");
    expect(codes, said).toEqual([0, 0, 1]);
    expect(outputs["verdict"]).toBe("refused");
    expect(JSON.parse(outputs["counts"] ?? "")["regressed"]).toBeGreaterThan(0);
    expect(said).toContain("::error");
  });

  test("tells a mistake as an error, with its report", () => {
    const { codes, outputs, said } = runAction({ candidate: "no-such-engine@1.0.0", baseline: "", filter: "language=wat", policy: "" });
    expect(codes).toEqual([0, 0, 2]);
    expect(outputs).toMatchObject({ verdict: "error", counts: "{}" });
    expect(said).toContain("no-such-engine");
  });
});
