import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { digest, randomName } from "../host/digest.ts";
import { PipeStock } from "../host/pipes.ts";
import { observed } from "../judge/seen.fixture.ts";
import type { Command } from "../launch/launcher.ts";
import type { CaseManifest } from "../model/generated/workload.ts";
import { lane } from "../plan/catalog.fixture.ts";
import { type Act, buildsFor, engine, launcherOf, type Planned, planOf } from "./engine.fixture.ts";
import { reuseNothing } from "./reuse.ts";
import { type ToldRow, type WorkOrder, work } from "./work.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-work-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Cases that say their own names. */
const saying = (...names: readonly string[]): Partial<CaseManifest>[] =>
  names.map((id) => ({ id, args: [id], expect: { exit: 0, stdout: { match: "exact", text: id } } }));
const honest = ({ argv }: Pick<Command, "argv">): Act => ({ stdout: argv.at(-1) ?? "" });

interface Made extends Partial<Omit<WorkOrder, "builds">> {
  readonly fail?: readonly string[];
  readonly play?: (command: Command, before: number) => Act | Promise<Act>;
}

/** Answers the cells of a plan; the rows in the order in which they were told. */
const answer = async ({ cells, cases }: Planned, { fail = [], play = honest, ...rest }: Made = {}) => {
  const folder = join(scratch, randomName());
  const launcher = launcherOf(play);
  const rows: ToldRow[] = [];
  const done = work({
    cells,
    cases,
    builds: buildsFor(cells, folder, fail),
    store: join(folder, "store"),
    folders: { scratch: folder, blobs: folder, caches: join(folder, "caches"), pipes: new PipeStock(folder) },
    launcherOf: () => launcher,
    jobs: 2,
    signal: new AbortController().signal,
    mayFlake: () => false,
    waits: () => false,
    reuse: reuseNothing,
    repeat: 1,
    emit: (row) => rows.push(row),
    ...rest,
  });
  const error = await done.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { rows, error, commands: launcher.commands };
};
const caseOf = ({ cell }: ToldRow): string => cell.slice("made/".length, cell.indexOf(","));
const shown = (rows: readonly ToldRow[]): string[] => rows.map((row) => `${caseOf(row)} ${row.state}${row.state === "ran" ? ` ${row.verdict.is}` : ""}`).sort();

describe("each cell has one row", () => {
  test("with its artifact, its facts and the verdict as a hint; nothing of it names a machine", async () => {
    const { rows, error } = await answer(planOf(saying("a", "b", "c")), {
      play: (command) => (command.argv.includes("b") ? { stdout: "x" } : honest(command)),
    });
    expect(error).toBeUndefined();
    expect(shown(rows)).toEqual(["a ran pass", "b ran fail", "c ran pass"]);
    expect(rows.find((row) => caseOf(row) === "a")).toEqual({
      kind: "row",
      cell: `made/a,c/clang.wasip1,made@1.0.0/nil:host-x86_64`,
      state: "ran",
      artifact: "sha256:made,c/clang.wasip1",
      verdict: { is: "pass" },
      observation: expect.objectContaining({ stdout: { size: 1, digest: digest("a") } }),
    });
    for (const row of rows) expect(row).not.toHaveProperty("worker");
  });

  test("also one whose artifact could not be built: the row names the build, and nothing runs", async () => {
    const { rows, commands } = await answer(planOf(saying("a")), { fail: ["made,c/clang.wasip1"] });
    expect(rows).toEqual([{ kind: "row", cell: expect.stringMatching(/^made\/a,/), state: "unbuilt", build: "made,c/clang.wasip1" }]);
    expect(commands).toEqual([]);
  });

  test("also one that its host program cannot set up, before anything is built", async () => {
    const planned = planOf([{ id: "dial", sockets: [{ name: "out", kind: "connect", to: "nobody" }], steps: [{ run: "main" }] }]);
    const { rows, commands } = await answer(planned, { fail: ["made,c/clang.wasip1"] });
    expect(rows).toEqual([expect.objectContaining({ state: "inexpressible", why: "its host program takes no sockets" })]);
    expect(commands).toEqual([]);
  });

  test("also one whose artifact the engine could not prepare; it is tried once for all cells", async () => {
    const prepares = lane(engine({ prepare: ["/prepare", "{wasm}", "{prepared}"] }), "1.0.0");
    const play = (command: Command): Act => (command.argv[0] === "/prepare" ? { code: 7, stderr: "no such feature" } : honest(command));
    const { rows, commands } = await answer(planOf(saying("a", "b"), [prepares]), { play });
    expect(shown(rows)).toEqual(["a unprepared", "b unprepared"]);
    expect(rows[0]).toMatchObject({ artifact: "sha256:made,c/clang.wasip1", detail: expect.stringMatching(/exit 7: no such feature$/) });
    expect(commands).toHaveLength(1);
  });

  test("also one in which the harness broke; the others go on", async () => {
    const play = (command: Command): Act => {
      if (command.argv.includes("b")) throw new Error("ENOSPC: no space left");
      return honest(command);
    };
    const { rows, error } = await answer(planOf(saying("a", "b", "c")), { play, jobs: 1 });
    expect(error).toBeUndefined();
    expect(shown(rows)).toEqual(["a ran pass", "b broken", "c ran pass"]);
    expect(rows.find((row) => caseOf(row) === "b")).toMatchObject({ stage: "sandbox", detail: "ENOSPC: no space left" });
  });

  test("also one without a contract, and it is no pass", async () => {
    const { rows } = await answer({ ...planOf(saying("a")), cases: new Map() });
    expect(rows).toEqual([expect.objectContaining({ state: "broken", detail: expect.stringContaining("has no contract") })]);
  });

  test("of several programs has one artifact for all, and says where each ran", async () => {
    const here = lane(engine(), "1.0.0");
    const planned = planOf(saying("a"), [here]);
    const there = lane(engine({}, "other"), "1.0.0");
    const elsewhere = { main: there };
    const { rows, commands } = await answer({ ...planned, cells: planned.cells.map((cell) => ({ ...cell, elsewhere })) });
    expect(rows).toEqual([expect.objectContaining({ state: "ran", elsewhere: { main: there.text } })]);
    expect(commands[0]?.argv[0]).toBe("/other");
  });
});

describe("how cells are tried", () => {
  test("a row of an earlier run stands in the place of one that would run", async () => {
    const old = { kind: "row", state: "ran", artifact: "sha256:old", observation: observed(), verdict: { is: "pass" }, reused: "before" } as const;
    const reuse: WorkOrder["reuse"] = ({ text }, artifact) =>
      artifact.startsWith("sha256:made") && text.startsWith("made/a,") ? { ...old, cell: text } : undefined;
    const { rows, commands } = await answer(planOf(saying("a", "b")), { reuse });
    expect(rows.map((row) => row.state === "ran" && [caseOf(row), row.reused]).sort()).toEqual([
      ["a", "before"],
      ["b", undefined],
    ]);
    expect(commands).toHaveLength(1);
  });

  test("a cell that is known to flake is tried again, another is not", async () => {
    let count = 0;
    const play = (command: Command): Act => (command.argv.includes("a") && count++ < 2 ? { code: 1 } : honest(command));
    const { rows } = await answer(planOf(saying("a")), { play, mayFlake: () => true });
    expect(rows).toEqual([expect.objectContaining({ verdict: { is: "pass" }, earlier: [expect.anything(), expect.anything()] })]);
    count = 0;
    expect(shown((await answer(planOf(saying("a")), { play })).rows)).toEqual(["a ran fail"]);
  });

  test("repeated cells run so often, each trial in a sandbox of its own", async () => {
    const { rows, commands } = await answer(planOf(saying("a", "b")), { repeat: 3 });
    expect(rows.map((row) => row.state === "ran" && row.trials?.count)).toEqual([3, 3]);
    expect(new Set(commands.map(({ cwd }) => cwd)).size).toBe(6);
  });

  test("no more cells run at once than there are jobs", async () => {
    let [running, most] = [0, 0];
    const play = async (command: Command): Promise<Act> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return honest(command);
    };
    const { rows } = await answer(planOf(saying("a", "b", "c", "d", "e")), { play });
    expect([rows.length, most]).toEqual([5, 2]);
  });

  test("a cell that is known to hang runs beside the others, and is begun first", async () => {
    const names = ["a", "b", "hangs"];
    const begun: string[] = [];
    const limits = new Map<string, number | undefined>();
    let letGo = (): void => {};
    const others = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const play = async (command: Command): Promise<Act> => {
      const name = command.argv.at(-1) ?? "";
      begun.push(name);
      limits.set(name, command.limits.timeMs);
      // It ends only once the others have: in a place of theirs it would keep them from running.
      if (name === "hangs") await others;
      else if (begun.length === names.length) letGo();
      return honest(command);
    };
    const { rows } = await answer(planOf(saying(...names)), { play, jobs: 1, waits: ({ case: { id } }) => id === "hangs" });
    expect([limits.get("hangs"), limits.get("a")]).toEqual([5000, 20_000]);
    expect(begun[0]).toBe("hangs");
    expect(rows.map(caseOf).at(-1)).toBe("hangs");
    expect(rows).toHaveLength(3);
  });
});

describe("a run that does not come to its end", () => {
  test("because a row could not be written: nothing more is written or started, and the cause is thrown", async () => {
    const told: ToldRow[] = [];
    const { error, commands } = await answer(planOf(saying("a", "b", "c", "d")), {
      jobs: 1,
      emit: (row) => {
        told.push(row);
        if (told.length === 2) throw new Error("the disk is full");
      },
    });
    expect(error).toEqual(new Error("the disk is full"));
    expect([told.length, commands.length]).toEqual([2, 2]);
  });

  test("because it was stopped: cells that had not ended have no row", async () => {
    const stop = new AbortController();
    const play = (command: Command): Act => {
      if (command.argv.includes("b")) stop.abort();
      return honest(command);
    };
    const { rows, error, commands } = await answer(planOf(saying("a", "b", "c")), { play, jobs: 1, signal: stop.signal });
    expect([shown(rows), error, commands.length]).toEqual([["a ran pass"], undefined, 2]);
  });

  test("because a build could not be tried at all: the others are answered first, and the cause is thrown", async () => {
    const { cells, ...planned } = planOf(saying("a", "b"));
    const builds = new Map([...buildsFor(cells, join(scratch, randomName()))].map(([name]) => [name, Promise.reject(new Error("no toolchain"))] as const));
    for (const each of builds.values()) each.catch(() => {});
    const { rows, error } = await answer({ ...planned, cells }, { builds } as Made);
    expect([rows, error]).toEqual([[], new Error("no toolchain")]);
  });
});
