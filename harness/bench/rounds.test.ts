import { describe, expect, test } from "vitest";
import type { Act } from "../engine/engine.fixture.ts";
import type { Command } from "../launch/launcher.ts";
import { usualLooks } from "../measure/verdict.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { Progress } from "../report/progress.ts";
import { benchWith, caseOf, headerOf, lanesOf, samplesIn, subjectsOf } from "./bench.fixture.ts";
import { measureRounds, type RoundsWork } from "./rounds.ts";
import type { Subject } from "./subject.ts";

const quiet = new Progress({ write: () => {}, moving: false, now: () => 0 });

/** Measures subjects with an engine that does what `play` says. */
const measure = async (
  subjects: readonly Subject[],
  play: (command: Command, before: number) => Act = (command) => ({ stdout: caseOf(command) }),
  rest: Partial<RoundsWork> & { readonly rounds?: number; readonly header?: SamplesHeader } = {},
) => {
  const { bench, launcher } = benchWith(play);
  const lines: SamplesLine[] = [];
  const { rounds = 3, ...own } = rest;
  await measureRounds(
    subjects,
    { ...usualLooks, first: rounds, most: 3 },
    {
      ...{ bench, header: headerOf(), compile: false, progress: quiet, stopped: () => false, budgetMs: undefined },
      append: (line) => void lines.push(line),
      lines: () => lines,
      ...own,
    },
  );
  return { lines, samples: samplesIn(lines), commands: launcher.commands };
};

describe("rounds", () => {
  test("run each cell once, after a warm-up, and each round begins with the next cell", async () => {
    const lanes = lanesOf({}, ["1.0.0", "2.0.0", "3.0.0"]);
    const subjects = subjectsOf(["a"], lanes);
    const { samples, lines } = await measure(subjects);
    const order = [1, 2, 3].map((round) => samples.filter((each) => each.round === round).map(({ cell }) => subjects.findIndex((own) => own.cell === cell)));
    expect(order).toEqual([
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ]);
    expect(samples.some(({ round }) => round === 0)).toBe(false);
    expect(lines.filter(({ kind }) => kind === "calibration")).toHaveLength(3);
  });

  test("are of one case at a time: its cells are compared, those of others are not", async () => {
    const { samples } = await measure(subjectsOf(["a", "b"], lanesOf({}, ["1.0.0", "2.0.0"])), undefined, { rounds: 2 });
    expect(samples.map(({ group }) => group)).toEqual(["made/a", "made/a", "made/a", "made/a", "made/b", "made/b", "made/b", "made/b"]);
  });

  test("have the no-op of each route and lane beside its cells: what starting takes is of the same rounds", async () => {
    const noopOf = (subject: Subject): Subject => {
      const id = { ...subject.planned.id, workload: "noop", case: "run" };
      return { ...subject, planned: { ...subject.planned, id }, group: "noop/run", cell: subject.cell.replace("made/a", "noop/run") };
    };
    const own = subjectsOf(["a"]);
    const { samples } = await measure([...own, ...own.map(noopOf)], undefined, { rounds: 2 });
    expect(samples.map(({ group, cell }) => [group, cell.split(",")[0]]).sort()).toEqual([
      ["made/a", "made/a"],
      ["made/a", "made/a"],
      ["made/a", "noop/run"],
      ["made/a", "noop/run"],
    ]);
    // Where nothing else is measured, they are what is.
    expect((await measure(own.map(noopOf), undefined, { rounds: 2 })).samples.map(({ group }) => group)).toEqual(["noop/run", "noop/run"]);
  });

  test("leave out a cell once it has failed, at the warm-up or later; the others go on", async () => {
    const play = (command: Command, before: number): Act =>
      caseOf(command) === "b" || (caseOf(command) === "c" && before > 8) ? { code: 1 } : { stdout: caseOf(command) };
    const { lines, samples } = await measure(subjectsOf(["a", "b", "c"]), play, { rounds: 4 });
    const failures = lines.flatMap((line) => (line.kind === "failure" ? [[line.group, line.round]] : []));
    expect(failures[0]).toEqual(["made/b", 0]);
    expect(failures.filter(([group]) => group === "made/c")).toHaveLength(1);
    expect(samples.filter(({ group }) => group === "made/a")).toHaveLength(4);
    expect(samples.some(({ group }) => group === "made/b")).toBe(false);
  });

  test("end soon where somebody stops them: what is under way does not count", async () => {
    let trials = 0;
    const play = (command: Command): Act => {
      trials++;
      return { stdout: caseOf(command) };
    };
    const { samples } = await measure(subjectsOf(["a"]), play, { rounds: 50, stopped: () => trials > 3 });
    expect([samples.length, trials]).toEqual([2, 4]);
    const none = await measure(subjectsOf(["a"]), undefined, { stopped: () => true });
    expect([none.lines, none.commands.length]).toEqual([[], 0]);
  });

  test("end where their time is over", async () => {
    const { samples } = await measure(subjectsOf(["a"]), undefined, { rounds: 1000, budgetMs: -1 });
    expect(samples).toEqual([]);
  });

  test("compile each artifact of a lane in the first five rounds, in those of one case", async () => {
    const compile = ["/made", "compile", "{wasm}"];
    const { samples } = await measure(
      subjectsOf(["a", "b"], lanesOf({ compile })),
      (command) => (command.argv[1] === "compile" ? {} : { stdout: caseOf(command) }),
      {
        rounds: 7,
        compile: true,
      },
    );
    const compiled = samples.filter(({ phase }) => phase === "compile");
    expect(compiled.map(({ group, round }) => [group, round])).toEqual([1, 2, 3, 4, 5].map((round) => ["made/a", round]));
  });
});

describe("rounds of two releases", () => {
  const lanes = lanesOf({}, ["1.0.0", "2.0.0"]);
  const header = headerOf({
    baseline: "made@1.0.0",
    rounds: 10,
    lanes: lanes.map(({ text, id, digest }) => ({ id: text, version: id.version, digest })),
  });
  /** Both sides of a case; the command of each says its version. */
  const sides = (): Subject[] =>
    subjectsOf(["a"], lanes).map((subject) => {
      const run = ["/made", subject.lane.id.version, "{wasm}", "{args}"];
      return { ...subject, target: { ...subject.target, mode: { ...subject.target.mode, run } } };
    });
  /** An engine that takes so long at each version, and that much more or less each time. */
  const taking =
    (times: Readonly<Record<string, number>>, noise: number) =>
    (command: Command, before: number): Act => {
      const part = (before * 0.754877666) % 1;
      return { stdout: caseOf(command), userMs: (times[command.argv[1] ?? ""] ?? 0) * (1 + noise * (part - 0.5)), systemMs: 0 };
    };

  test("end at the first look where it is plain: one is twice as slow", async () => {
    const { samples } = await measure(sides(), taking({ "1.0.0": 100, "2.0.0": 200 }, 0.02), { rounds: 10, header });
    expect(samples).toHaveLength(20);
  });

  test("go on where it is not, to the last look and no further", async () => {
    const { samples } = await measure(sides(), taking({ "1.0.0": 100, "2.0.0": 104 }, 0.9), { rounds: 10, header });
    expect(samples.length).toBeGreaterThan(20);
    expect(samples.length).toBeLessThanOrEqual(2 * 10 * 4);
    expect(samples.filter(({ cell }) => cell.includes("@1.0.0"))).toHaveLength(samples.length / 2);
  });

  test("end where it is slower by the clock, although its CPU time cannot be told", async () => {
    const cpu = taking({ "1.0.0": 100, "2.0.0": 104 }, 0.9);
    const waits = (command: Command, before: number): Act => ({ ...cpu(command, before), wallMs: command.argv[1] === "2.0.0" ? 400 : 200 });
    const { samples } = await measure(sides(), waits, { rounds: 10, header });
    expect(samples).toHaveLength(20);
  });

  test("are for those alone that are not decided", async () => {
    const all = [...sides(), ...sides().map((subject) => ({ ...subject, group: "made/b", cell: subject.cell.replace("made/a", "made/b") }))];
    const play = (command: Command, before: number): Act => taking({ "1.0.0": 100, "2.0.0": 104 }, 0.9)(command, before);
    const { samples } = await measure(all, play, { rounds: 10, header });
    const rounds = (group: string): number => samples.filter((each) => each.group === group).length;
    expect([rounds("made/a") % 2, rounds("made/b") % 2]).toEqual([0, 0]);
    expect(Math.min(rounds("made/a"), rounds("made/b"))).toBeGreaterThanOrEqual(20);
  });
});
