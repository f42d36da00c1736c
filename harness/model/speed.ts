import { parseCell, printRelease } from "./ids.ts";
import { byText } from "./record.ts";
import { byRelease } from "./semver.ts";
import { signedPercent } from "./text.ts";

/** What a comparison of times says. unsure is never green by itself. */
export type Speed = "faster" | "slower" | "same" | "unsure";

/** The candidate's median divided by the baseline's, with an interval that holds the true one with this confidence. */
export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly rounds: number;
}

/** A candidate held against a baseline, with all that the verdict rests on. */
export interface Comparison {
  readonly is: Speed;
  /** Undefined where nothing could be computed: no rounds, or figures that are not above zero. */
  readonly estimate: Ratio | undefined;
  /** The larger of policy and the cell's own noise: a difference below it does not count, e.g. 0.02. */
  readonly threshold: number;
  /** Which of the two the threshold is. */
  readonly limitedBy: "policy" | "noise";
}

/** Phases of a case: the engine compiles; a no-op of the same language starts and ends; the whole process; total less start. */
export const phases = ["compile", "start", "run", "total"] as const;
export type Phase = (typeof phases)[number];

/** A median with its interval, in milliseconds. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** Medians of one measured cell. Absent phases were not measured. */
export interface MeasuredCell {
  readonly cell: string;
  readonly group: string;
  readonly native: boolean;
  readonly cache: "none" | "cold" | "warm" | undefined;
  readonly cpuMs: Readonly<Partial<Record<Phase, Figure>>>;
  readonly wallMs: Readonly<Partial<Record<Phase, Figure>>>;
  readonly guestMs: Figure | undefined;
  /** Most memory of a process of any round. */
  readonly peakKib: number | undefined;
  /** Bytes of the artifact. */
  readonly size: number | undefined;
  readonly fuel: { readonly units: number; readonly steady: boolean } | undefined;
  readonly leastBytes: number | undefined;
  /** Bytes of what the engine compiles the artifact to, ahead. */
  readonly codeBytes: number | undefined;
  /** Why it has no figures, or no more of them. */
  readonly failed: string | undefined;
}

/** A candidate's release against the baseline's: one case by one route. */
export interface ReleaseComparison {
  /** WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET. */
  readonly subject: string;
  readonly baseline: string;
  readonly candidate: string;
  /** Of the CPU time of the whole process; of its wall time where the launcher cannot take CPU time. */
  readonly time: Comparison;
  readonly by: "cpu" | "wall";
  /** Of its wall time beside that of its CPU: what waits takes no CPU. */
  readonly wall: Comparison | undefined;
  /** Of the counts of work, where both are exact. */
  readonly fuel: Speed | undefined;
  /** Whatever is worst of them: slower, unsure, same or faster. */
  readonly is: Speed;
}

/** What a step's times say apart from its work, in words: the worse of CPU and wall time; and its work, where it was counted. */
export const stepWords = ({ time, wall, fuel }: ReleaseComparison): { readonly time: Speed; readonly work: string } => ({
  time: wall?.is === "slower" ? "slower" : time.is,
  work: fuel === undefined ? "–" : ({ slower: "more", faster: "less", same: "same", unsure: "–" } as const)[fuel],
});

/** A step of a series that is slower or faster, in words. */
export interface ChangedStep {
  /** WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET. */
  readonly subject: string;
  /** RUNTIME@VERSION, and the version that was before it. */
  readonly release: string;
  readonly before: string;
  readonly time: Speed;
  readonly work: string;
  /** Of the time with its interval, as in `+5.0 % (+3.0 % to +7.0 %)`; undefined where nothing was measured on both sides. */
  readonly change: string | undefined;
}

const toChanged = (step: ReleaseComparison): ChangedStep => {
  const { subject, baseline, candidate, time } = step;
  const change = time.estimate && [time.estimate.ratio, time.estimate.low, time.estimate.high].map((ratio) => signedPercent(ratio - 1));
  return {
    ...{ subject, ...stepWords(step) },
    release: printRelease(parseCell(candidate).lane),
    before: parseCell(baseline).lane.version,
    change: change && `${change[0]} (${change[1]} to ${change[2]})`,
  };
};

/** The steps of a series that are slower or faster: release by release, of one those first that changed most. */
export const changedSteps = (steps: readonly ReleaseComparison[]): readonly ChangedStep[] => {
  const size = ({ time }: ReleaseComparison): number => Math.abs(Math.log(time.estimate?.ratio ?? 1));
  return steps
    .filter(({ is }) => is === "slower" || is === "faster")
    .sort((a, b) => byRelease(parseCell(a.candidate).lane, parseCell(b.candidate).lane) || size(b) - size(a) || byText(a.subject, b.subject))
    .map(toChanged);
};

/** The language that others are held against. */
export interface Reference {
  readonly id: string;
  readonly name: string;
}

/** What a cell costs on top of another that does the same. */
export interface Overhead {
  readonly of: "language" | "native" | "keep";
  readonly cell: string;
  /** What it is held against: the same in the reference language, by the machine itself, or in nil. */
  readonly against: string;
  readonly phase: Phase;
  readonly by: "cpu" | "wall";
  /** Under emulation only how long it takes to start means something. */
  readonly emulated: boolean;
  readonly ratio: Ratio | undefined;
}

/** All that a run of `gatehouse bench` found. */
export interface BenchReport {
  readonly run: string;
  readonly machine: { readonly id: string; readonly cpu: string; readonly cores: number };
  readonly cache: "cold" | "warm";
  readonly policy: number;
  readonly load: { readonly before: readonly number[]; readonly after: readonly number[] | undefined };
  /** Runs of no rounds that counted its work and bytes of code, with the processors of their machines: bytes depend on what those can do. */
  readonly counted?: readonly { readonly run: string; readonly cpu: string }[];
  /** Cores that others kept busy around the run; undefined: nobody looked. */
  readonly busy: { readonly before: number | undefined; readonly after: number | undefined };
  /** Part by which the machine's own speed changed over the run; undefined where too little was calibrated. */
  readonly drift: number | undefined;
  readonly complete: boolean;
  readonly lanes: readonly string[];
  readonly cells: readonly MeasuredCell[];
  readonly comparisons: readonly ReleaseComparison[];
  /** Where no release is the baseline: each held against the one before it. */
  readonly steps: readonly ReleaseComparison[];
  /** Name of that language. */
  readonly reference: string | undefined;
  readonly overheads: readonly Overhead[];
}

/** A comparison as the gate takes it: what changed between two releases in the time of one case, and how to see it again. */
export interface TimeChange {
  /** WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET. */
  readonly subject: string;
  readonly is: Speed;
  readonly cell: string;
  readonly detail: string;
  /** Words of the command that measures it again. */
  readonly again: readonly string[];
}

/** One line of a trend: a language's figures by release, each divided by its median over all releases. */
export interface TrendLine {
  readonly language: string;
  /** The geometric mean over the language's cases; undefined where one of them has no figure. */
  readonly points: readonly (number | undefined)[];
}

/** Figures of a trend: times of the whole process and of compiling ahead, bytes of compiled code, units of work. */
export const trended = ["total", "compile", "code", "work"] as const;

/** How a figure of programs moves from release to release of one runtime. */
export interface Trend {
  readonly of: (typeof trended)[number];
  readonly releases: readonly string[];
  readonly lines: readonly TrendLine[];
}
