import { loadDifferences } from "../catalog/differences.ts";
import type { Work } from "../engine/with-work.ts";
import { currentDay, monotonic } from "../host/clock.ts";
import { randomName } from "../host/digest.ts";
import { defaultJobs } from "../host/machine.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Differ, DifferFinding, DifferPair } from "../model/generated/differ.ts";
import type { KnownDifference } from "../model/generated/differences.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import { answerAt, type Difference, differencesIn, signatureOf } from "./answers.ts";
import { Asked } from "./asked.ts";
import { type Program, shapesOf } from "./call.ts";
import { isLimit, type Kind, kindsOf, mergeFindings, type Occurrence } from "./findings.ts";
import { endIn, knownOf, type Place } from "./known.ts";
import { type Pair, withPair } from "./pair.ts";
import { Programs, sliceOf } from "./programs.ts";
import { shrink } from "./shrink.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** What is compared, and how. */
export interface DifferOptions {
  readonly target: string;
  /** Lanes by runtime, release or text; none: those that the target names. */
  readonly lanes: readonly string[];
  readonly programs: number;
  readonly seed: number;
  readonly jobs: number | undefined;
  /** One program, in place of generated ones; it is not made smaller. */
  readonly calls: Program;
}

/** Estimated seconds of a piece of work; only their ratios matter, for the ETA. */
const estimates = { program: 0.03, difference: 1 };

// What is known to end a lane is asked of so few programs. Of 10,000 there are hundreds: they take all of their time, and nobody shares a process with them.
const mostEnds = 10;

/** What is known of one comparison while it goes on. */
interface Search {
  readonly work: Work;
  readonly pair: Pair;
  readonly asked: Asked;
  readonly programs: Programs;
  readonly vocabulary: Vocabulary;
  readonly known: readonly KnownDifference[];
  readonly options: DifferOptions;
}

/** The first of some programs that shows a difference; -1 where none does. */
const firstOf = async ({ asked, vocabulary }: Search, programs: readonly Program[], shows: (difference: Difference) => boolean): Promise<number> => {
  const told = await Promise.all(programs.map((program) => asked.about(program)));
  return programs.findIndex((program, index) => {
    const both = told[index];
    return both !== undefined && differencesIn(program, ...both, vocabulary).some(shows);
  });
};

/** Whether a difference has function and answers in common with another, and nothing special that the other lacks. */
const isSame = (own: Difference): ((other: Difference) => boolean) => {
  const shapes = new Set(shapesOf(own.call));
  return (other) => signatureOf(own, false) === signatureOf(other, false) && shapesOf(other.call).every((shape) => shapes.has(shape));
};

const placeOf = ({ options, pair }: Search): Place => ({ target: options.target, runtimes: pair.runtimes, day: currentDay() });

/** The programs of a comparison; most of those with a call that is known to end a lane stop before it. */
const programsOf = (search: Search): Program[] => {
  const { options, known } = search;
  if (options.calls.length > 0) return [options.calls];
  const all: Program[] = [];
  let ends = 0;
  for (let number = 0; all.length < options.programs; number++) {
    const program = search.programs.of(options.seed, number);
    const at = endIn(program, known, placeOf(search));
    const own = at === program.length || ends++ < mostEnds ? program : program.slice(0, at);
    if (own.length > 0) all.push(own);
  }
  return all;
};

/** The finding of a program that runs alone: as far as the call that differs, with what both lanes say to each call. Undefined where nothing differs. */
const findingOf = async (search: Search, program: Program, own: Difference): Promise<DifferFinding | undefined> => {
  const { asked, vocabulary, known } = search;
  const told = await asked.alone(program);
  const found = told && differencesIn(program, ...told, vocabulary).find(isSame(own));
  if (!found) return undefined;
  const calls = program.slice(0, found.at + 1);
  const traces = told.map((one) => calls.map((_, at) => answerAt(one, program, at) ?? ""));
  const finding = { call: found.call, answers: [...found.answers], count: 1, number: 0, calls, traces };
  const entry = knownOf(finding, known, placeOf(search));
  return { ...finding, ...(entry ? { known: entry } : {}) };
};

/** Makes a program with a difference smaller; one that `mayStay` not, where what it shows is known. Undefined where it does not differ alone. */
const reduce = async (search: Search, from: Program, own: Difference, mayStay: boolean): Promise<DifferFinding | undefined> => {
  const { options, programs, vocabulary } = search;
  if (options.calls.length > 0) return findingOf(search, from, own);
  const shows = (some: readonly Program[]): Promise<number> => firstOf(search, some, isSame(own));
  const slice = sliceOf(from, own.at);
  const begin = (await shows([slice])) === 0 ? slice : from.slice(0, own.at + 1);
  const early = mayStay ? await findingOf(search, begin, own) : undefined;
  if (early?.known) return early;
  return findingOf(search, await shrink(begin, (program) => programs.smaller(program), shows, vocabulary.together), own);
};

/** What generated programs showed, before anything is made smaller. */
interface Shown {
  readonly programs: number;
  readonly calls: number;
  readonly differing: number;
  readonly unfinished: number;
  readonly all: readonly Occurrence[];
}

const runAll = async ({ work, vocabulary, asked }: Search, programs: readonly Program[]): Promise<Shown> => {
  const shown = { programs: 0, calls: 0, differing: 0, unfinished: 0 };
  const all: Occurrence[] = [];
  work.progress.expect("programs", programs.length, estimates.program);
  const one = async (program: Program, number: number): Promise<void> => {
    const told = await asked.about(program);
    if (!told) return;
    const found = differencesIn(program, ...told, vocabulary);
    shown.programs++;
    shown.calls += program.length;
    if (found.length > 0) shown.differing++;
    else if (told.some(({ ended }) => ended !== undefined)) shown.unfinished++;
    for (const difference of found) all.push({ number, slice: sliceOf(program, difference.at), difference });
    work.progress.done("programs", `${shown.differing} differ`);
  };
  await Promise.all(programs.map(one));
  return { ...shown, all: all.sort((a, b) => a.number - b.number || a.difference.at - b.difference.at) };
};

const reduceAll = async (search: Search, kinds: readonly Kind[], programs: readonly Program[]) => {
  const { work } = search;
  const findings: DifferFinding[] = [];
  const unsteady: string[] = [];
  let unsought = 0;
  work.progress.expect("differences", kinds.length, estimates.difference);
  const one = async ({ signature, count, samples }: Kind): Promise<void> => {
    const own: DifferFinding[] = [];
    for (const { number, difference } of samples) {
      if (work.interrupted()) break;
      // One sample is made as small as it gets. Each look at what comes to a limit takes seconds.
      const mayStay = own.length > 0 || isLimit(difference);
      const finding = await reduce(search, programs[number] as Program, difference, mayStay);
      if (finding) own.push({ ...finding, count, number });
    }
    if (own.length > 0) findings.push(...mergeFindings(own, Math.max));
    else if (work.interrupted()) unsought++;
    else unsteady.push(signature);
    work.progress.done("differences", signature);
  };
  await Promise.all(kinds.map(one));
  return { findings: mergeFindings(findings, (a, b) => a + b), unsteady: unsteady.sort(), unsought };
};

const comparePair = async (search: Search): Promise<DifferPair> => {
  const { pair } = search;
  const began = monotonic();
  const programs = programsOf(search);
  const { all, ...shown } = await runAll(search, programs);
  const reduced = await reduceAll(search, kindsOf(all), programs);
  return { lanes: [...pair.lanes], ...shown, ...reduced, seconds: Math.round((monotonic() - began) / 100) / 10 };
};

const pairsOf = (target: TargetManifest, lanes: readonly string[]): (readonly [string, string])[] => {
  const [first, ...others] = lanes.length > 0 ? lanes : (target.differ?.lanes ?? []);
  if (first === undefined || others.length === 0 || (lanes.length > 0 && lanes.length !== 2))
    throw new GatehouseError("differ/lanes", "two lanes are compared", {
      hint: "gatehouse differ LANE LANE; a lane goes by its runtime, its release or its text",
    });
  return others.map((other) => [first, other] as const);
};

/** A seed that nobody has chosen, of at most nine digits. */
export const newSeed = (): number => Number.parseInt(randomName().slice(0, 7), 16) + 1;

/** Runs generated programs of a target in two lanes, and makes what differs smaller. Throws a GatehouseError where a lane cannot be had. */
export const differ = async (work: Work, asked: Omit<DifferOptions, "target"> & { readonly target: string | undefined }): Promise<Differ> => {
  const { catalog } = work.session;
  const first = [...catalog.targets.values()].find(({ differ: own }) => own?.first)?.id ?? "";
  const options = { ...asked, target: asked.target ?? first };
  const vocabulary = vocabularyOf(options.target);
  const target = catalog.targets.get(options.target);
  if (!target)
    throw new GatehouseError("differ/no-target", `unknown target ${JSON.stringify(options.target)}`, { hint: "`gatehouse differ --help` lists targets" });
  const known = await loadDifferences(catalog);
  const programs = new Programs(vocabulary);
  const jobs = options.jobs ?? defaultJobs();
  const pairs: DifferPair[] = [];
  for (const lanes of pairsOf(target, options.lanes)) {
    if (work.interrupted()) break;
    pairs.push(
      await withPair(work, target, lanes, jobs, (pair) => {
        const answers = new Asked(pair.ask, { together: vocabulary.together, jobs, stopped: work.interrupted });
        return comparePair({ work, pair, asked: answers, programs, vocabulary, known, options });
      }),
    );
  }
  return { target: options.target, ...(options.calls.length > 0 ? {} : { seed: options.seed }), pairs, interrupted: work.interrupted() };
};
