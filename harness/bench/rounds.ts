import { monotonic } from "../host/clock.ts";
import { calibrate } from "../host/machine.ts";
import { compareReleases } from "../measure/releases.ts";
import { startWorkload, toSeries } from "../measure/series.ts";
import { judgeWall, type Looks, lookRounds } from "../measure/verdict.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { printRoute } from "../model/ids.ts";
import type { Progress } from "../report/progress.ts";
import { type Bench, compileMode, type Measured, measureCompile, measureTotal } from "./measure.ts";
import type { Subject } from "./subject.ts";

/** What rounds are measured with. */
export interface RoundsWork {
  readonly bench: Bench;
  readonly header: SamplesHeader;
  /** Whether it is measured what engines take to compile ahead. */
  readonly compile: boolean;
  readonly progress: Progress;
  readonly stopped: () => boolean;
  /** Milliseconds that measuring may take; undefined: as long as it takes. */
  readonly budgetMs: number | undefined;
  readonly append: (line: SamplesLine) => void;
  readonly lines: () => readonly SamplesLine[];
}

/** Compiling takes long and varies little. */
const compileRounds = 5;

const rotate = <T>(items: readonly T[], by: number): T[] => items.map((_, index) => items[(index + by) % items.length] as T);

const routeAndLane = ({ planned, lane }: Subject): string => `${printRoute(planned.id)} ${lane.text}`;

/** Everything that is measured side by side: the cells of a case with the no-ops of their routes and lanes. */
interface Group {
  readonly name: string;
  readonly subjects: Subject[];
  rounds: number;
}

const toGroups = (subjects: readonly Subject[]): Group[] => {
  const starts = subjects.filter(({ planned }) => planned.id.workload === startWorkload);
  const named = subjects.filter(({ planned }) => planned.id.workload !== startWorkload);
  const all = named.length > 0 ? named : starts;
  return [...new Set(all.map(({ group }) => group))].map((name) => {
    const own = all.filter(({ group }) => group === name);
    const used = new Set(own.map(routeAndLane));
    const noops = named.length > 0 ? starts.filter((start) => used.has(routeAndLane(start))).map((start) => ({ ...start, group: name })) : [];
    return { name, subjects: [...own, ...noops], rounds: 0 };
  });
};

// An artifact is compiled in the rounds of the first group that it is in: what it takes does not depend on the case.
const toCompile = (groups: readonly Group[]): ReadonlyMap<string, readonly Subject[]> => {
  const seen = new Set<string>();
  return new Map(
    groups.map(({ name, subjects }) => {
      const own = subjects.filter((subject) => compileMode(subject) !== undefined && !seen.has(`${subject.artifact} ${subject.lane.text}`));
      for (const { artifact, lane } of own) seen.add(`${artifact} ${lane.text}`);
      return [name, own];
    }),
  );
};

/**
 * Measures all groups, round by round: in a round each cell runs once, and each round begins with the next one, so that none
 * always follows the same other. Where releases are compared, those that are not decided get more rounds, look by look,
 * until they are or the budget is spent. One trial runs at a time.
 */
export const measureRounds = async (subjects: readonly Subject[], looks: Looks, work: RoundsWork): Promise<void> => {
  const { bench, progress, append } = work;
  const started = monotonic();
  const over = (): boolean => work.stopped() || (work.budgetMs !== undefined && monotonic() - started > work.budgetMs);
  const failed = new Set<string>();
  const cost = new Map<string, number>();
  const take = (measured: Measured): void => {
    // A trial that an interruption cut short tells nothing.
    if (work.stopped()) return;
    if (measured.is === "failure") failed.add(measured.failure.cell);
    append(measured.is === "sample" ? measured.sample : measured.failure);
  };

  const groups = toGroups(subjects);
  const warmed = [...new Map(groups.flatMap((group) => group.subjects).map((subject) => [subject.cell, subject])).values()];
  progress.expect("warm up", warmed.length, 0.3);
  for (const subject of warmed) {
    if (work.stopped()) return;
    const measured = await measureTotal(subject, bench, 0);
    if (measured.is === "failure") take(measured);
    else cost.set(subject.cell, measured.sample.wallMs / 1000);
    progress.done("warm up", subject.cell);
  }

  const compiles = work.compile ? toCompile(groups) : new Map<string, readonly Subject[]>();
  const round = async (group: Group, chosen: readonly Subject[]): Promise<void> => {
    const number = ++group.rounds;
    append({ kind: "calibration", round: number, ...loop() });
    for (const subject of rotate(chosen, number - 1)) {
      if (work.stopped()) return;
      if (!failed.has(subject.cell)) take(await measureTotal(subject, bench, number));
      progress.done("measure", subject.cell);
    }
    for (const subject of number > compileRounds ? [] : (compiles.get(group.name) ?? [])) {
      if (work.stopped()) return;
      if (!failed.has(subject.cell)) take(await measureCompile(subject, bench, number));
    }
  };

  const some = (group: Group, undecided: ReadonlySet<string> | undefined): Subject[] =>
    group.subjects.filter(({ cell, group: name }) => !failed.has(cell) && (undecided === undefined || undecided.has(`${name} ${cell}`)));

  let undecided: ReadonlySet<string> | undefined;
  for (const rounds of work.header.baseline === undefined ? [looks.first] : lookRounds(looks)) {
    for (const group of groups) {
      const chosen = some(group, undecided);
      const left = rounds - group.rounds;
      const seconds = chosen.reduce((sum, { cell }) => sum + (cost.get(cell) ?? 0.1), 0) / Math.max(1, chosen.length);
      progress.expect("measure", chosen.length * left, seconds);
    }
    for (const group of groups) {
      const chosen = some(group, undecided);
      while (chosen.length > 0 && group.rounds < rounds) {
        if (over()) return;
        await round(group, chosen);
      }
    }
    if (work.header.baseline === undefined) return;
    undecided = stillUnsure(work.header, work.lines(), looks);
    if (undecided.size === 0) return;
  }
};

const loop = (): { wallMs: number; cpuMs: number } => {
  const { wallMs, cpuMs } = calibrate();
  return { wallMs, cpuMs };
};

// Both sides of each comparison of times that is not decided: further rounds are theirs alone. What is slower by one time is slower whatever the other is.
const stillUnsure = (header: SamplesHeader, lines: readonly SamplesLine[], looks: Looks): Set<string> => {
  const all = toSeries(lines);
  const policy = { least: header.policy, seed: header.seed };
  return new Set(
    compareReleases(header, lines, all, policy, looks)
      .filter(({ is, time, wall }) => is !== "slower" && (time.is === "unsure" || (wall && judgeWall(wall) === "unsure")))
      .flatMap(({ baseline, candidate }) => {
        const name = all.find(({ cell }) => cell === candidate)?.group ?? "";
        return [`${name} ${baseline}`, `${name} ${candidate}`];
      }),
  );
};
