import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { noneBegun } from "../engine/begun.ts";
import { type Act, engine, planOf } from "../engine/engine.fixture.ts";
import type { Selection } from "../engine/select.ts";
import type { Session } from "../engine/session.ts";
import type { Work } from "../engine/with-work.ts";
import type { Command } from "../launch/launcher.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Failed, SamplesLine } from "../model/generated/samples.ts";
import type { Lane } from "../model/lane.ts";
import { lane } from "../plan/catalog.fixture.ts";
import { everything } from "../plan/profile.ts";
import { readSamples } from "../record/samples.ts";
import { Progress } from "../report/progress.ts";
import { benchWith, caseOf, headerOf, lanesOf, subjectsOf } from "./bench.fixture.ts";
import { openSamples, samplesPath } from "./open-samples.ts";
import { makeReady, startCells } from "./ready.ts";
import { type Measuring, measureLimits, measureSelection, withBench } from "./record.ts";
import { canBeNative, cellIn, guestTimeOf, nativeLane } from "./subject.ts";

const quiet = new Progress({ write: () => {}, moving: false, now: () => 0 });
const own = { ...lane(engine(), "1.0.0"), digest: "sha256:engine" };

/** What measuring takes of a session: no toolchain is here, so what has to be compiled cannot be. */
const workWith = (catalog: Catalog, play: (command: Command, before: number) => Act = () => ({}), stopped: () => boolean = () => false) => {
  const { bench, launcher } = benchWith(play);
  mkdirSync(join(bench.store, "tmp"), { recursive: true });
  const session = {
    catalog,
    store: bench.store,
    begun: noneBegun(),
    signal: new AbortController().signal,
    launcher,
    launcherOf: () => launcher,
  } as unknown as Session;
  const work: Work = { root: bench.store, session, launcher, progress: quiet, known: [], interrupted: stopped };
  return { work, bench, launcher };
};

const selectionOf = (names: readonly string[], lanes: readonly Lane[] = [own], rest: Partial<Selection> = {}): Selection & { readonly catalog: Catalog } => {
  const planned = planOf(
    names.map((id) => ({ id })),
    lanes,
  );
  const agenda = { format: 1, profile: "full", filters: [], architecture: "x86_64", cases: [], builds: [], wishes: [] } as const;
  return { ...planned, agenda, lanes, toolchains: [], unavailable: [], ...rest };
};
const failures = (lines: readonly SamplesLine[]): Failed[] => lines.filter((line) => line.kind === "failure");

describe("the machine itself", () => {
  const { catalog, cells } = planOf([{}]);
  const { lane: native, target } = nativeLane(catalog);

  test("is a lane whose program is the command", () => {
    expect(native.text).toMatch(/^native@host\/nil:host-/);
    expect(target.mode.run).toEqual(["{wasm}", "{args}"]);
    const [cell] = cells;
    if (!cell) throw new Error("there is no cell");
    expect(cellIn(cell, native)).toBe(`made/case-0,c/clang.wasip1,${native.text}`);
    expect(() => nativeLane({ ...catalog, keeps: new Map() })).toThrow("there is no Keep nil");
  });

  test("runs what asks for no names of its own: no directories, variables or sockets", () => {
    const program = cells[0]?.case.programs["main"];
    if (!program) throw new Error("there is no program");
    const directory = { guest: "/data", fixture: undefined } as unknown as (typeof program.directories)[number];
    expect(canBeNative({ ...program, args: ["a"] })).toBe(true);
    expect([canBeNative({ ...program, env: { A: "1" } }), canBeNative({ ...program, directories: [directory] })]).toEqual([false, false]);
    expect(canBeNative({ ...program, sockets: [{ name: "s", kind: "listen" }] as unknown as typeof program.sockets })).toBe(false);
  });

  test("hears of times that a case tells itself", () => {
    const timed = planOf([{ "guest-time": "took (\\d+)" }, {}]).cells;
    expect(timed.map((cell) => guestTimeOf(cell)?.exec("x\ntook 5")?.[1])).toEqual(["5", undefined]);
  });
});

describe("what is made ready", () => {
  test("tells of a cell that its host cannot set up, and of one whose lane nobody has attested", async () => {
    const dial = planOf([{ id: "dial", sockets: [{ name: "out", kind: "connect", to: "nobody" }], steps: [{ run: "main" }] }], [own]);
    const told = selectionOf([], [own], { cells: dial.cells, cases: dial.cases });
    const { work, bench } = workWith(told.catalog);
    const { subjects, lines } = await makeReady(work, told, [], bench, false);
    expect(subjects).toEqual([]);
    expect(failures(lines)).toMatchObject([{ round: 0, phase: "total", detail: "inexpressible: its host program takes no sockets" }]);
  });

  test("is an error of the harness where a toolchain was planned and is not there", async () => {
    const selection = selectionOf(["a"]);
    const { work, bench } = workWith(selection.catalog);
    await expect(makeReady(work, selection, [], bench, false)).rejects.toThrow("was planned without its toolchain");
  });

  test("is nothing where somebody stopped it before", async () => {
    const selection = selectionOf([]);
    const { work, bench } = workWith(selection.catalog, undefined, () => true);
    expect(await makeReady(work, selection, [], bench, true)).toEqual({ subjects: [], lines: [] });
    expect(await measureSelection(work, selection, measuring)).toBeUndefined();
  });
});

const measuring: Measuring = {
  ...{ terms: [], rounds: 3, budget: undefined, baseline: undefined, least: 0.02, fuel: false, native: false, compile: false },
  ...{ cache: "warm", profile: everything },
};

describe("a selection that is measured", () => {
  test("in which nothing can be is an error that says the first reason", async () => {
    const dial = planOf([{ id: "dial", sockets: [{ name: "out", kind: "connect", to: "nobody" }], steps: [{ run: "main" }] }], [own]);
    const selection = selectionOf([], [own], { cells: dial.cells, cases: dial.cases });
    const { work } = workWith(selection.catalog);
    // Without no-ops there is no agenda to make.
    const failed = measureSelection(work, { ...selection, lanes: [] }, measuring).catch((error: unknown) => error);
    expect(await failed).toMatchObject({ code: "bench/nothing", exitCode: 3, message: expect.stringContaining("made/dial,c/clang.wasip1") });
  });

  test("has no no-ops of routes that it does not measure", () => {
    const selection = selectionOf(["a"]);
    const { work } = workWith(selection.catalog);
    expect(startCells(work, selection, { ...everything, measured: true })).toEqual([]);
  });

  test("works in folders that are gone afterwards, also where it fails", async () => {
    const { work } = workWith(selectionOf([]).catalog);
    let folders: string[] = [];
    const fails = withBench(work, "cold", async ({ scratch, caches, cache }) => {
      folders = [scratch, caches];
      expect(cache).toBe("cold");
      throw new Error("no room");
    });
    await expect(fails).rejects.toThrow("no room");
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
  });
});

describe("limits of a selection", () => {
  const lanes = lanesOf({ fuel: ["/made", "--fuel={fuel}", "{wasm}", "{args}"] }, ["1.0.0", "2.0.0"]);
  const limitIn = ({ argv }: Command): number => Number(/=(\d+)$/.exec(argv[1] ?? "")?.[1]);

  test("are counted for each cell, the second release by what the first took", async () => {
    const lines: SamplesLine[] = [];
    const { work, bench, launcher } = workWith(selectionOf([]).catalog, (command) => (limitIn(command) >= 5000 ? { stdout: caseOf(command) } : { code: 1 }));
    await measureLimits(work, subjectsOf(["a"], lanes), "fuel", bench, (line) => lines.push(line));
    expect(lines.map((line) => (line.kind === "count" ? line.fuel : line.kind))).toEqual([5000, 5000]);
    const before = launcher.commands.length;
    expect(before).toBeLessThan(40);
  });

  test("that the harness could not find are failures, and the others are found", async () => {
    const lines: SamplesLine[] = [];
    const { work, bench } = workWith(selectionOf([]).catalog, (command) =>
      caseOf(command) === "a" ? { limit: "vanished", code: null, startError: "gone" } : { stdout: caseOf(command) },
    );
    await measureLimits(work, subjectsOf(["a", "b"], lanes.slice(0, 1)), "fuel", bench, (line) => lines.push(line));
    expect(lines).toMatchObject([
      { kind: "failure", phase: "fuel", group: "made/a", detail: expect.stringContaining("gone") },
      { kind: "count", group: "made/b", fuel: 1 },
    ]);
  });

  test("that an interruption cut short are not told", async () => {
    const lines: SamplesLine[] = [];
    const { work, bench } = workWith(
      selectionOf([]).catalog,
      (command) => ({ stdout: caseOf(command) }),
      () => true,
    );
    await measureLimits(work, subjectsOf(["a"], lanes), "fuel", bench, (line) => lines.push(line));
    expect(lines).toEqual([]);
  });
});

describe("a file of samples", () => {
  const how = { filters: ["sort"], cache: "warm", rounds: 3, looks: 2, policy: 0.05 } as const;

  test("tells what was measured and how, and is read as it was written", () => {
    const selection = selectionOf(["a"]);
    const { work } = workWith(selection.catalog);
    const samples = openSamples(work, selection, { ...how, filters: [...how.filters], baseline: "made@1.0.0" }, "bench");
    expect(samples.path).toBe(samplesPath(work.root, samples.header.run));
    expect(samples.header).toMatchObject({
      baseline: "made@1.0.0",
      policy: 0.05,
      supervised: true,
      lanes: [{ id: own.text, version: "1.0.0", digest: own.digest }],
    });
    samples.append({ kind: "calibration", round: 1, wallMs: 1, cpuMs: 1 });
    const report = samples.close();
    expect(report).toMatchObject({ run: samples.header.run, complete: true, lanes: [own.text], cells: [] });
    const { header, lines } = readSamples(samples.path);
    expect(header).toEqual(samples.header);
    expect(lines.map(({ kind }) => kind).slice(-2)).toEqual(["calibration", "footer"]);
  });

  test("of a run that was stopped says so; sizes have a file of their own", () => {
    const selection = selectionOf(["a"]);
    const { work } = workWith(selection.catalog, undefined, () => true);
    const samples = openSamples(work, selection, { ...how, filters: [] }, "size");
    expect([samples.close().complete, samples.path.endsWith("samples/size.ndjson")]).toEqual([false, true]);
    expect(samples.header).not.toHaveProperty("baseline");
    expect(Object.keys(samples.header).sort()).toEqual(expect.arrayContaining(Object.keys(headerOf()).sort()));
  });
});
