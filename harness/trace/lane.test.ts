import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ReadyCase, ReadyProgram } from "../engine/observe.ts";
import type { Command, Exit, Launcher } from "../launch/launcher.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import type { Told } from "../model/trace.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { callReader, canTrace, hearing, tracing } from "./lane.ts";
import { call } from "./trace.fixture.ts";

const plain: ResolvedTarget = {
  ...{ mode: { run: ["engine", "{wasm}"] }, directory: [], variable: [], claims: [], inexpressible: [], endings: [], notices: [] },
};
const telling: ResolvedTarget = {
  ...{ ...plain, report: true },
  mode: { ...plain.mode, serve: ["serve"], prepare: ["prepare"], trace: ["tell", "--calls={calls}", "{wasm}"], "trace-serve": ["tell", "--serve"] },
};
const logging: ResolvedTarget = {
  ...{ ...plain, "process-env": { HOME: "x" } },
  ...{ mode: { ...plain.mode, trace: ["engine", "{wasm}"] }, trace: { script: "words.mjs", env: { LOG: "all" } } },
};
const program = (target: ResolvedTarget, folder = "/"): ReadyProgram => ({
  ...{ role: "main", target, wasm: "a.wasm", artifact: "", prepared: undefined },
  lane: { folder } as ReadyProgram["lane"],
});
const ready = (...targets: readonly [ResolvedTarget, ...ResolvedTarget[]]): ReadyCase => ({
  ...{ case: {} as ReadyCase["case"], folder: "", expected: undefined },
  programs: targets.map((target) => program(target)) as unknown as ReadyCase["programs"],
});
const modeOf = (target: ResolvedTarget): ResolvedTarget["mode"] | undefined => tracing(ready(target), 7).programs[0].target.mode;

describe("an engine that tells calls", () => {
  test("has a mode for it, and a report or a script that reads its words", () => {
    expect([plain, telling, logging, { ...telling, report: false }].map(canTrace)).toEqual([false, true, true, false]);
  });

  test("is run by the words of that mode; preparing stays", () => {
    expect(modeOf(telling)).toEqual({ run: ["tell", "--calls=7", "{wasm}"], serve: ["tell", "--serve"], prepare: ["prepare"] });
    expect(modeOf(plain)).toEqual(plain.mode);
    expect(tracing(ready(telling, logging), 0).programs.map(({ target }) => target.mode.run[1])).toEqual(["--calls=0", "{wasm}"]);
  });

  test("has the variables of that mode besides its own", () => {
    expect(tracing(ready(logging), 7).programs[0].target["process-env"]).toEqual({ HOME: "x", LOG: "all" });
  });
});

describe("the calls of a command", () => {
  const exit = { code: 0 } as Exit;

  // A launcher whose command writes what it is told to, where it is told to.
  const writing = (stderr: string, report: string): Launcher => ({
    ...{ supervised: true, contained: "no", close: () => Promise.resolve() },
    run: (command) => {
      writeFileSync(command.stderr, stderr);
      if (command.report !== undefined) writeFileSync(command.report, report);
      return Promise.resolve(exit);
    },
  });
  const commandIn = (folder: string, report: boolean): Command => ({
    ...{ argv: [], env: {}, cwd: join(folder, "home"), stdin: "", stdout: "", stderr: join(folder, "stderr"), limits: {} },
    ...(report ? { report: join(folder, "report") } : {}),
  });
  const hear = async (own: ReadyProgram, stderr: string, report: string): Promise<{ folder: string; heard: [string, Told][] }> => {
    const folder = ownFolder();
    const heard: [string, Told][] = [];
    const launcher = hearing(writing(stderr, report), await callReader(own), (...each) => heard.push(each));
    expect(await launcher.run(commandIn(folder, own.target.report === true))).toBe(exit);
    return { folder, heard };
  };

  test("are taken out of its report, by the name of its sandbox", async () => {
    const { folder, heard } = await hear(program(telling), "words", `${JSON.stringify(call("fd_sync"))}\n{"how":"exit","code":0}\n`);
    expect(heard).toEqual([[folder.split("/").at(-1), { calls: [call("fd_sync")], dropped: 0 }]]);
    expect(readFileSync(join(folder, "report"), "utf8")).toBe('{"how":"exit","code":0}\n');
  });

  test("are read by the runtime's own script, which says what its engine leaves out", async () => {
    const runtime = ownFolder();
    writeFileSync(join(runtime, "runtime.toml"), "");
    writeFileSync(
      join(runtime, "words.mjs"),
      'export default Object.assign((text) => [{ call: text.trim(), errno: "success" }], { omits: ({ call }) => call === "fd_read" });',
    );
    const { heard } = await hear(program(logging, runtime), "fd_write\n", "");
    expect(heard[0]?.[1]).toMatchObject({ calls: [call("fd_write")], dropped: 0 });
    expect([heard[0]?.[1].omits?.(call("fd_read")), heard[0]?.[1].omits?.(call("fd_write"))]).toEqual([true, false]);
  });

  test("are none where an engine tells none", async () => {
    expect((await hear(program(plain), "words", "")).heard).toEqual([]);
  });
});
