import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { now } from "../host/clock.ts";
import { digest, randomName } from "../host/digest.ts";
import { PipeStock } from "../host/pipes.ts";
import { judge } from "../judge/judge.ts";
import type { Observation } from "../model/generated/journal.ts";
import type { CaseManifest } from "../model/generated/workload.ts";
import { type Lane, laneTarget } from "../model/lane.ts";
import { lane } from "../plan/catalog.fixture.ts";
import { readExpected } from "../run/expected.ts";
import { type Act, engine, launcherOf, planOf } from "./engine.fixture.ts";
import { type Ground, observe, type ReadyCase, type ReadyProgram } from "./observe.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-observe-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const here = lane(engine(), "1.0.0");

/** One case, ready to run in these lanes by role, and what it is held to. */
const readyOf = (manifest: Partial<CaseManifest>, lanes: Readonly<Record<string, Lane>> = { main: here }) => {
  const { cells, cases } = planOf([manifest]);
  const [cell] = cells;
  const line = cases.get("made/case-0");
  if (!cell || !line) throw new Error("nothing was planned");
  const programs = Object.entries(lanes).map(([role, own]): ReadyProgram => {
    const target = laneTarget(own, "wasip1");
    if (!target) throw new Error("no target");
    return { role, lane: own, target, wasm: `/${role}.wasm`, artifact: `sha256:${role}`, prepared: undefined };
  });
  const main = cell.case.programs["main"];
  const ready: ReadyCase = {
    case: cell.case,
    folder: cell.workload.folder,
    programs: programs as [ReadyProgram, ...ReadyProgram[]],
    expected: cell.case.plain && main ? readExpected(main, cell.workload.folder, scratch) : undefined,
  };
  return { ready, grounds: { held: line.held, unclaimed: [], mustFail: line.mustFail } };
};

const play = async (ready: ReadyCase, act: (program: string, before: number) => Act) => {
  const launcher = launcherOf(({ argv }, before) => act(argv[1] as string, before));
  const folder = join(scratch, randomName());
  const asked: string[] = [];
  const ground: Ground = {
    folders: { scratch: folder, blobs: scratch, caches: join(folder, "caches"), pipes: new PipeStock(folder) },
    launcherOf: ({ text }) => {
      asked.push(text);
      return launcher;
    },
  };
  let count = 0;
  const observations = await observe(ready, ground, () => `trial-${count++}`);
  return { observations, commands: launcher.commands, asked };
};
const one = ([first, ...more]: readonly Observation[]): Observation => {
  if (!first || more.length > 0) throw new Error(`${more.length + 1} observations`);
  return first;
};

describe("a plain case", () => {
  const says: Partial<CaseManifest> = { args: ["a", "b"], expect: { exit: 0, stdout: { match: "exact", text: "hello\n" } } };

  test("is one command of its lane; how it ended and what it wrote are the facts, and the judge takes them", async () => {
    const { ready, grounds } = readyOf(says);
    const { observations, commands, asked } = await play(ready, () => ({ stdout: "hello\n" }));
    expect(commands.map(({ argv }) => argv)).toEqual([["/made", "/main.wasm", "a", "b"]]);
    expect(asked).toEqual([here.text]);
    const observation = one(observations);
    expect(observation).toMatchObject({
      argv: ["/made", "/main.wasm", "a", "b"],
      raw: { code: 0, signal: null },
      ending: { how: "exit", code: 0 },
      stdout: { size: 6, digest: digest("hello\n") },
      stderr: { size: 0, digest: digest("") },
      userMs: 2,
      peakKib: 100,
    });
    expect(observation).not.toHaveProperty("role");
    expect(judge(observation, grounds)).toEqual({ is: "pass" });
  });

  test("that is wrong is told without opinion, with what it wrote kept beside", async () => {
    const { ready, grounds } = readyOf(says);
    const observation = one((await play(ready, () => ({ stdout: "hallo\n", code: 3 }))).observations);
    expect(observation).toMatchObject({ ending: { how: "exit", code: 3 }, stdout: { digest: digest("hallo\n"), differsAt: 1, blob: true } });
    expect(readFileSync(join(scratch, digest("hallo\n").slice(7)), "utf8")).toBe("hallo\n");
    expect(judge(observation, grounds)).toMatchObject({ is: "fail", cause: "exit" });
    expect(judge({ ...observation, ending: { how: "exit", code: 0 } }, grounds)).toMatchObject({ is: "fail", cause: "stdout" });
  });

  test.each<[string, Act, object]>([
    ["a limit", { code: null, signal: "SIGKILL", limit: "time" }, { how: "limit", limit: "time" }],
    ["a signal", { code: null, signal: "SIGSEGV" }, { how: "signal", signal: "SIGSEGV" }],
    ["a start that failed", { code: null, startError: "no such file" }, { how: "start", message: "no such file" }],
    ["a supervisor that was ended", { code: null, limit: "vanished" }, { how: "vanished" }],
  ])("ends at %s as its launcher says", async (_, act, ending) => {
    expect(one((await play(readyOf(says).ready, () => act)).observations).ending).toMatchObject(ending);
  });

  test("that must write random bytes is run twice, and each run is told of the other's bytes", async () => {
    const { ready, grounds } = readyOf({ expect: { exit: 0, stdout: { match: "fresh", size: 16, draws: 64 } } });
    const drawn = [randomBytes(1024), randomBytes(1024)] as const;
    const { observations, commands } = await play(ready, (_, before) => ({ stdout: drawn[before === 0 ? 0 : 1] }));
    expect(observations.map(({ stdout }) => [stdout.digest, stdout.fresh?.other])).toEqual([
      [digest(drawn[0]), digest(drawn[1])],
      [digest(drawn[1]), digest(drawn[0])],
    ]);
    expect(new Set(commands.map(({ cwd }) => cwd)).size).toBe(2);
    expect(observations.map((own) => judge(own, grounds).is)).toEqual(["pass", "pass"]);
    for (const said of [drawn[0], Buffer.alloc(1024)]) {
      const same = await play(ready, () => ({ stdout: said }));
      expect(same.observations.map((own) => judge(own, grounds).is)).toEqual(["fail", "fail"]);
    }
    const half = await play(ready, (_, before) => ({ stdout: before === 0 ? drawn[0] : Buffer.concat([drawn[1].subarray(0, 1023), Buffer.alloc(16)]) }));
    expect(half.observations.map((own) => judge(own, grounds).is)).toEqual(["fail", "fail"]);
  });

  test("that must tell the time is told how far it is off", async () => {
    const { ready, grounds } = readyOf({ expect: { exit: 0, stdout: { match: "now", within: 3600 } } });
    const good = one((await play(ready, () => ({ stdout: `${now()}\n` }))).observations);
    expect(judge(good, grounds)).toEqual({ is: "pass" });
    expect(judge(one((await play(ready, () => ({ stdout: "soon\n" }))).observations), grounds)).toMatchObject({ is: "fail", cause: "stdout" });
  });

  test("without a program is a fault of the harness", async () => {
    const { ready } = readyOf(says);
    const empty = { ...ready, case: { ...ready.case, programs: {} } };
    await expect(play(empty, () => ({}))).rejects.toThrow("case-0 has no program");
  });
});

describe("a dialogue", () => {
  test("of one program has the facts of its steps, and no role", async () => {
    const { ready, grounds } = readyOf({ steps: [{ run: "main" }, { wait: "main" }], expect: { exit: 0, stdout: { match: "exact", text: "done" } } });
    const observation = one((await play(ready, () => ({ stdout: "done" }))).observations);
    expect(observation.steps?.map(({ step }) => step)).toEqual([expect.stringMatching(/^step 1: run/), expect.stringMatching(/^step 2: wait/)]);
    expect(observation).not.toHaveProperty("role");
    expect(judge(observation, grounds)).toEqual({ is: "pass" });
    const wrong = one((await play(ready, () => ({ stdout: "gone" }))).observations);
    expect(judge(wrong, grounds)).toMatchObject({ is: "fail", cause: "stdout" });
  });

  test("of several tells which role its facts are of; each program runs in the lane of its role", async () => {
    const there = lane(engine({}, "other"), "1.0.0");
    const { ready, grounds } = readyOf(
      {
        programs: { server: { expect: { exit: 3 } }, client: { expect: { exit: 0, stdout: { match: "exact", text: "hi" } } } },
        steps: [{ run: "client" }, { run: "server" }, { wait: "server" }, { wait: "client" }],
      },
      { server: there, client: here },
    );
    const ending = (program: string): Act => (program === "/server.wasm" ? { code: 3 } : { stdout: "hi" });
    const { observations, commands, asked } = await play(ready, ending);
    const observation = one(observations);
    expect([observation.role, Object.keys(observation.roles ?? {})]).toEqual(["client", ["server"]]);
    expect(commands.map(({ argv }) => argv.slice(0, 2)).sort()).toEqual([
      ["/made", "/client.wasm"],
      ["/other", "/server.wasm"],
    ]);
    expect(asked).toEqual([there.text, here.text]);
    expect(judge(observation, grounds)).toEqual({ is: "pass" });
    // The two are held to different things: that one of them is taken for the other would be seen.
    const turned = one((await play(ready, (program) => ending(program === "/server.wasm" ? "/client.wasm" : "/server.wasm"))).observations);
    expect(judge(turned, grounds)).toMatchObject({ is: "fail", cause: "exit" });
  });
});
